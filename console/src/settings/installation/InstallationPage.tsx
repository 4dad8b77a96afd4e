import type { Installation } from "../../api/shapes";
import { useResource } from "../../api/resource";
import { t } from "../../i18n";
import { useMe } from "../../shell/session";
import { CopyLine } from "../../ui/Marks";
import { Empty, Loaded } from "../../ui/States";
import { SettingsTop } from "../SettingsTop";
import { Checks } from "./Checks";
import { ShopifyApp } from "./ShopifyApp";

/** For whoever runs Parley: what to copy where, the app's registration, and whether everything works. */
export function InstallationPage() {
  const { operator } = useMe();
  const installation = useResource<Installation>(operator ? "/installation" : null);
  if (!operator) return <Empty line={t("installation.not_yours")} />;
  return (
    <>
      <SettingsTop title={t("settings.installation")} />
      <Loaded from={installation}>{(known) => (
        <div className="set-body one">
          <Checks names={known.checks} />
          <ShopifyApp shopify={known.shopify} />
          <Addresses of={known} />
        </div>
      )}</Loaded>
    </>
  );
}

function Addresses({ of }: { of: Installation }) {
  return (
    <section>
      <h3>{t("installation.addresses")}</h3>
      <p className="meta">{t("installation.addresses_line")}</p>
      <div className="stack gap">
        {of.addresses.map((one) => (
          <div className="field" key={one.name}>
            <span className="label">{t(`installation.address_${one.name as "application"}`)}</span>
            <CopyLine text={one.address} />
          </div>
        ))}
      </div>
    </section>
  );
}
