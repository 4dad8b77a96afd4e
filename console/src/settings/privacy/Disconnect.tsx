import { useState } from "react";
import { api, words } from "../../api/client";
import { outdated } from "../../api/resource";
import type { StoreBrief } from "../../api/shapes";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { TextInput } from "../../ui/Fields";
import { toast } from "../../ui/toasts";

/** Let a store go. Its name is typed, for its keys are forgotten at once. */
export function Disconnect({ store }: { store: StoreBrief }) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = () => {
    setBusy(true);
    void api("POST", "/privacy/disconnect", { store: store.id, confirm: typed }).then(
      () => { toast(t("privacy.disconnected", { name: store.name })); outdated("/"); location.reload(); },
      (error: unknown) => toast(words(error)),
    ).finally(() => setBusy(false));
  };
  return (
    <section>
      <h3>{t("privacy.disconnect")}</h3>
      <p className="meta">{t("privacy.disconnect_line")}</p>
      <form className="row gap" style={{ alignItems: "flex-end" }} onSubmit={(event) => { event.preventDefault(); submit(); }}>
        <div className="grow"><TextInput label={t("privacy.store_name", { name: store.name })} value={typed} onChange={setTyped} /></div>
        <Do type="submit" look="danger" isPending={busy} isDisabled={!typed.trim()}>{t("privacy.disconnect_do")}</Do>
      </form>
    </section>
  );
}
