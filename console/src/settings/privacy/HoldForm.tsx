import { useState } from "react";
import { api, words } from "../../api/client";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";
import { TextInput } from "../../ui/Fields";
import { toast } from "../../ui/toasts";

/** Until when an erasure waits, and why: the law wants a reason. */
export function HoldForm({ path, done, cancel }: { path: string; done: () => void; cancel: () => void }) {
  const [until, setUntil] = useState("");
  const [because, setBecause] = useState("");
  const submit = () => void api("PUT", path, { until, because }).then(() => { toast(t("privacy.held")); done(); }, (error: unknown) => toast(words(error)));
  return (
    <form className="row gap" style={{ inlineSize: "100%", alignItems: "flex-end" }} onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <TextInput label={t("privacy.hold_until")} type="date" value={until} onChange={setUntil} />
      <div className="grow"><TextInput label={t("privacy.hold_because")} value={because} onChange={setBecause} /></div>
      <Do small type="submit" isDisabled={!until || because.trim().length < 3}>{t("privacy.hold")}</Do>
      <Do small look="ghost" onPress={cancel}>{t("do.cancel")}</Do>
    </form>
  );
}
