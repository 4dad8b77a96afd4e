import { useState } from "react";
import { api, Refused } from "../api/client";
import type { Me, OneTimeLink, UseLink } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { go, href } from "../shell/router";
import { begin } from "../shell/session";
import { Do } from "../ui/Buttons";
import { TextInput } from "../ui/Fields";
import { Bones, Trouble } from "../ui/States";
import { DoorCard } from "./DoorCard";

const shortest = 10; // characters of a password, as the server asks

/** What a one-time link opens: the first owner, an invitation, a new password. */
export function LinkPage({ token }: { token: string }) {
  const { data: link, error } = useResource<OneTimeLink>(`/links/${encodeURIComponent(token)}`);
  if (error && !link) return <DoorCard title={t("link.dead")} line={error.message}><div className="foot"><a className="link" href={href("/")}>{t("forgotten.back")}</a></div></DoorCard>;
  if (!link) return <div className="door"><div className="door-card"><Bones lines={4} /></div></div>;
  return (
    <DoorCard title={t(`link.${link.kind}`, { workspace: link.workspace })} line={t(`link.${link.kind}_line`, { workspace: link.workspace, email: link.email ?? "" })}>
      <LinkForm token={token} link={link} />
    </DoorCard>
  );
}

function LinkForm({ token, link }: { token: string; link: OneTimeLink }) {
  const [name, setName] = useState(link.name ?? "");
  const [email, setEmail] = useState(link.email ?? "");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const short = password.length > 0 && password.length < shortest;
  const use = () => {
    if (password.length < shortest) return;
    setBusy(true);
    setError(null);
    const answer: UseLink = { email: link.email === null ? email : null, name: link.kind === "password_reset" ? null : name, password };
    void api<Me>("POST", `/links/${encodeURIComponent(token)}`, answer).then(
      (me) => { go("/inbox", "replace"); begin(me); },
      (refused: Refused) => { setError(refused); setBusy(false); },
    );
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); use(); }}>
      {error && !Object.keys(error.fields).length && <Trouble error={error} />}
      {link.kind !== "password_reset" && <TextInput label={t("link.name")} hint={t("link.name_hint")} autoComplete="name" value={name} onChange={setName} isRequired wrong={error?.fields.name} />}
      {link.email === null && <TextInput label={t("signin.email")} type="email" autoComplete="username" value={email} onChange={setEmail} isRequired wrong={error?.fields.email} />}
      <TextInput label={t("link.password")} type="password" autoComplete="new-password" value={password} onChange={setPassword} isRequired hint={t("link.password_hint", { n: shortest })} wrong={error?.fields.password ?? (short ? t("link.password_hint", { n: shortest }) : undefined)} />
      <Do look="primary" wide type="submit" isPending={busy}>{t(`link.${link.kind}_do`)}</Do>
    </form>
  );
}
