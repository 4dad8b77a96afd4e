import { useState } from "react";
import { api, Refused } from "../../api/client";
import type { DataRequest, StoreBrief } from "../../api/shapes";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { Segments, TextInput } from "../../ui/Fields";
import { Trouble } from "../../ui/States";
import { toast } from "../../ui/toasts";

type Kind = "export" | "erase";

/** Export or erase everything about an address of one store. To erase, the address is typed twice. */
export function StartForm({ store, started }: { store: StoreBrief; started: () => void }) {
  const [kind, setKind] = useState<Kind>("export");
  const [email, setEmail] = useState("");
  const [confirm, setConfirm] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const typed = email.trim();
  const ready = typed.includes("@") && (kind === "export" || confirm.trim().toLowerCase() === typed.toLowerCase());
  const submit = () => {
    setBusy(true);
    setRefused(null);
    void api<DataRequest>("POST", "/privacy/requests", { store: store.id, kind, email: typed, confirm: confirm.trim() }).then(
      () => { setEmail(""); setConfirm(""); toast(t(`privacy.started_${kind}`)); started(); },
      (error: unknown) => setRefused(error as Refused),
    ).finally(() => setBusy(false));
  };
  return (
    <section>
      <div className="row"><h3 className="grow">{t("privacy.start")}</h3><Segments<Kind> label={t("privacy.what")} value={kind} onChange={setKind} options={[{ id: "export", name: t("privacy.kind_export") }, { id: "erase", name: t("privacy.kind_erase") }]} /></div>
      <p className="meta">{t(`privacy.about_${kind}`)}</p>
      <form className="stack gap" onSubmit={(event) => { event.preventDefault(); if (ready) submit(); }}>
        <TextInput label={t("privacy.email")} type="email" autoComplete="off" dir="ltr" value={email} onChange={setEmail} wrong={refused?.fields.email} />
        {kind === "erase" && <TextInput label={t("privacy.confirm")} type="email" autoComplete="off" dir="ltr" value={confirm} onChange={setConfirm} />}
        {refused && !refused.fields.email && <Trouble error={refused} />}
        <div><Do type="submit" look={kind === "erase" ? "danger" : "primary"} isPending={busy} isDisabled={!ready}>{t(`privacy.do_${kind}`)}</Do></div>
      </form>
    </section>
  );
}
