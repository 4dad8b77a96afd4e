import { useState } from "react";
import { api, Refused } from "../api/client";
import type { SessionHints } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { href } from "../shell/router";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { Trouble } from "../ui/States";
import { DoorCard } from "./DoorCard";

/** Ask for a link that sets a new password. The answer never tells whether the address is known. */
export function ForgottenPassword() {
  const hints = useResource<SessionHints>("/session").data;
  const [email, setEmail] = useState("");
  const [state, setState] = useState<"asking" | "busy" | "sent">("asking");
  const [error, setError] = useState<Refused | null>(null);
  const back = <div className="foot"><a className="link" href={href("/")}>{t("forgotten.back")}</a></div>;
  if (hints && !hints.mail) return <DoorCard title={t("forgotten.title")} line={t("forgotten.no_mail")}>{back}</DoorCard>;
  if (state === "sent") return <DoorCard title={t("forgotten.sent")} line={t("forgotten.sent_line", { email })}>{back}</DoorCard>;
  const ask = () => {
    setState("busy");
    setError(null);
    void api("POST", "/password-resets", { email }).then(
      () => setState("sent"),
      (refused: Refused) => { setError(refused); setState("asking"); },
    );
  };
  return (
    <DoorCard title={t("forgotten.title")} line={t("forgotten.line")}>
      <form onSubmit={(event) => { event.preventDefault(); ask(); }}>
        {error && <Trouble error={error} />}
        <TextInput label={t("signin.email")} type="email" autoComplete="username" value={email} onChange={setEmail} isRequired autoFocus />
        <Do look="primary" wide type="submit" isPending={state === "busy"}>{t("forgotten.do")}</Do>
      </form>
      {back}
    </DoorCard>
  );
}
