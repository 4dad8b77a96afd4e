import { I18nProvider } from "react-aria-components";
import { useLocale } from "./i18n";
import { Shell } from "./shell/Shell";
import { useSession } from "./shell/session";
import { usePlace } from "./shell/router";
import { embedded } from "./shopify/bridge";
import { ShopifyDoor } from "./shopify/ShopifyDoor";
import { ForgottenPassword } from "./signin/ForgottenPassword";
import { LinkPage } from "./signin/LinkPage";
import { SignInPage } from "./signin/SignInPage";
import { Bones, Trouble } from "./ui/States";
import { Toasts } from "./ui/toasts";

/** The whole console: in front of the door, or inside. */
export function App() {
  const locale = useLocale();
  return (
    <I18nProvider locale={locale === "zh" ? "zh-CN" : "en-GB"}>
      {embedded ? <ShopifyDoor key={locale} /> : <Door key={locale} />}
      <Toasts />
    </I18nProvider>
  );
}

function Door() {
  const place = usePlace();
  const { me, error, retry } = useSession();
  if (place.startsWith("/link/")) return <LinkPage token={place.slice("/link/".length)} />;
  if (me) return <Shell me={me} />;
  if (error && error.status !== 401) return <div className="door"><div className="door-card"><Trouble error={error} retry={retry} /></div></div>;
  if (!error) return <div className="door"><div className="door-card"><Bones lines={3} /></div></div>;
  return place === "/forgotten" ? <ForgottenPassword /> : <SignInPage />;
}
