import { Info } from "lucide-react";
import { useState } from "react";
import { api, Refused } from "../api/client";
import type { Me, SessionHints, SignIn } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { href } from "../shell/router";
import { begin } from "../shell/session";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { Trouble } from "../ui/States";
import { DoorCard } from "./DoorCard";

/** Sign in with e-mail and password. In the demo the login stands there to be used. */
export function SignInPage() {
  const hints = useResource<SessionHints>("/session").data;
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const enter = (who: SignIn) => {
    setBusy(true);
    setError(null);
    void api<Me>("POST", "/session", who).then(begin, (refused: Refused) => {
      setError(refused);
      setBusy(false);
    });
  };
  return (
    <DoorCard title={t("signin.title")} line={t("signin.line")}>
      <form onSubmit={(event) => { event.preventDefault(); enter({ email, password }); }}>
        {error && <Trouble error={error} />}
        <TextInput label={t("signin.email")} type="email" autoComplete="username" value={email} onChange={setEmail} isRequired autoFocus />
        <TextInput label={t("signin.password")} type="password" autoComplete="current-password" value={password} onChange={setPassword} isRequired />
        <Do look="primary" wide type="submit" isPending={busy}>{t("signin.do")}</Do>
      </form>
      <div className="foot"><a className="link" href={href("/forgotten")}>{t("signin.forgotten")}</a></div>
      {hints?.demo && (
        <div className="hintbox">
          <Info className="i i-16" aria-hidden />
          <div className="stack">
            <p>{t("signin.demo", { email: hints.demo.email, password: hints.demo.password })}</p>
            <Do small isPending={busy} onPress={() => hints.demo && enter(hints.demo)}>{t("signin.demo_do")}</Do>
          </div>
        </div>
      )}
    </DoorCard>
  );
}
