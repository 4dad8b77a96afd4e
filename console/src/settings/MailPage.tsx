import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api, words } from "../api/client";
import type { MailState } from "../api/shapes";
import { keep, useResource } from "../api/resource";
import { t } from "../i18n";
import { ago, dayAndClock } from "../i18n/format";
import { useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { Loaded } from "../ui/States";
import { toast } from "../ui/toasts";
import { SettingsTop } from "./SettingsTop";

/** Can Parley send and receive mail, and what does not work without. */
export function MailPage() {
  const mail = useResource<MailState>("/mail");
  return (
    <>
      <SettingsTop title={t("settings.mail")} />
      <Loaded from={mail}>{(state) => <div className="set-body one">{state.smtp ? <Sending state={state} /> : <NoMail />}<Receiving inbound={state.inbound} /></div>}</Loaded>
    </>
  );
}

function NoMail() {
  return (
    <section>
      <h3>{t("mail.out")}</h3>
      <div className="cost wait">
        <TriangleAlert className="i" aria-hidden />
        <div><p className="strong">{t("mail.none")}</p><p>{t("mail.none_why")}</p></div>
      </div>
      <p className="gap">{t("mail.none_do")} <code className="code">SMTP_URL</code></p>
    </section>
  );
}

function Sending({ state }: { state: MailState }) {
  const { agent } = useMe();
  const [busy, setBusy] = useState(false);
  const test = () => {
    setBusy(true);
    void api<MailState>("POST", "/mail/test", {}).then(
      (next) => { keep("/mail", next); toast(t("mail.tested", { email: agent.email ?? "" })); },
      (error: unknown) => toast(words(error)),
    ).finally(() => setBusy(false));
  };
  return (
    <section>
      <div className="row"><h3 className="grow">{t("mail.out")}</h3><Do small isPending={busy} onPress={test}>{t("mail.test")}</Do></div>
      <div className="cost">
        <CircleCheck className="i" aria-hidden />
        <div><p>{t("mail.from", { address: state.from_address ?? "" })}</p><p className="meta">{state.last_sent_at ? t("mail.last", { ago: ago(state.last_sent_at) }) : t("mail.never")}</p></div>
      </div>
      {state.failed > 0 && state.last_failure && (
        <div className="cost wait">
          <TriangleAlert className="i" aria-hidden />
          <div><p>{t("mail.failed", { n: state.failed })}</p><p className="meta">{dayAndClock(state.last_failure.at)}: {state.last_failure.message}</p></div>
        </div>
      )}
    </section>
  );
}

function Receiving({ inbound }: { inbound: MailState["inbound"] }) {
  return <section><h3>{t("mail.in")}</h3><p className="meta">{t(`mail.in_${inbound}`)}</p></section>;
}
