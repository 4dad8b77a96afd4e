import { useState } from "react";
import { api, Refused, words } from "../api/client";
import { outdated } from "../api/resource";
import type { Door } from "../api/shapes";
import { t } from "../i18n";
import { useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { CopyLine } from "../ui/Marks";
import { toast } from "../ui/toasts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Any other site: a name and an address in, a door with its secret out, shown this once. */
export function AddSite() {
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [currency, setCurrency] = useState("EUR");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [door, setDoor] = useState<Door | null>(null);
  const add = async () => {
    setBusy(true);
    setWrong({});
    try {
      setDoor(await api<Door>("POST", "/sites", { name: name.trim(), address: address.trim(), currency: currency.trim().toUpperCase(), timezone: zone }));
      outdated("/stores");
      outdated("/me");
    } catch (error) {
      if (error instanceof Refused && Object.keys(error.fields).length) setWrong(error.fields);
      else toast(words(error));
    }
    setBusy(false);
  };
  if (useMe().agent.role !== "owner") return <p className="meta">{t("join.owner")}</p>;
  if (door) return <DoorSlip door={door} />;
  return (
    <form className="stack gap" onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <p className="meta">{t("site.line")}</p>
      <TextInput label={t("site.name")} value={name} onChange={setName} wrong={wrong.name} />
      <TextInput label={t("site.address")} placeholder="shop.example" value={address} onChange={setAddress} wrong={wrong.address && t("site.address_wrong")} />
      <TextInput label={t("site.currency")} value={currency} onChange={setCurrency} wrong={wrong.currency && t("site.currency_wrong")} />
      <div className="row"><Do type="submit" look="primary" isPending={busy} isDisabled={!name.trim() || !address.trim()}>{t("site.add")}</Do></div>
    </form>
  );
}

/** A new secret for a site's door, where the old one was lost or seen; that one counts for another day. */
export function NewSecret({ store }: { store: string }) {
  const [door, setDoor] = useState<Door | null>(null);
  const [busy, setBusy] = useState(false);
  const renew = () => {
    setBusy(true);
    void api<Door>("POST", `/stores/${store}/door-secret`).then(setDoor, (error: unknown) => toast(words(error))).finally(() => setBusy(false));
  };
  if (door) return <div className="field" role="status"><span className="label">{t("site.secret")}</span><CopyLine text={door.secret} /><span className="hint">{t("site.secret_new")}</span></div>;
  return <div className="row"><Do small isPending={busy} onPress={renew}>{t("stores.new_secret")}</Do></div>;
}

/** What the site needs; the secret is never shown again. */
function DoorSlip({ door }: { door: Door }) {
  return (
    <div className="stack gap" role="status">
      <p>{t("site.added")}</p>
      <div className="field"><span className="label">{t("site.door")}</span><CopyLine text={door.door} /></div>
      <div className="field"><span className="label">{t("site.secret")}</span><CopyLine text={door.secret} /><span className="hint">{t("site.secret_once")}</span></div>
      <div className="field"><span className="label">{t("stores.snippet")}</span><CopyLine text={door.snippet} /></div>
    </div>
  );
}
