import { Trash2 } from "lucide-react";
import { useState } from "react";
import { api, Refused, words } from "../api/client";
import type { Invitation, Invite, Person, PersonRole, Role, Team } from "../api/shapes";
import { useResource } from "../api/resource";
import { t } from "../i18n";
import { ago, day } from "../i18n/format";
import { useMe } from "../shell/session";
import { Do, IconButton } from "../ui/Buttons";
import { Pick, TextInput } from "../ui/Fields";
import { Avatar, CopyLine } from "../ui/Marks";
import { Loaded, Trouble } from "../ui/States";
import { toast } from "../ui/toasts";
import { SettingsTop } from "./SettingsTop";

const named = <R extends PersonRole>(ids: readonly R[]) => ids.map((id) => ({ id, name: t(`role.${id}`) }));
const roles = () => named(["owner", "manager", "agent"] as const);
/** Somebody who has a right may lose it, and stay known. */
const personRoles = () => named(["owner", "manager", "agent", "none"] as const);

/** Who works here, as what, and who is invited. */
export function PeoplePage() {
  const team = useResource<Team>("/team");
  const attempt = (what: Promise<unknown>, said: string) => void what.then(() => { toast(said); return team.reload(); }, (error: unknown) => toast(words(error)));
  return (
    <>
      <SettingsTop title={t("settings.people")} />
      <Loaded from={team}>{({ people, invitations }) => (
        <div className="set-body one">
          <section>
            <h3>{t("people.team")}</h3>
            <ul className="lines">{people.map((person) => <PersonLine key={person.id} person={person} attempt={attempt} />)}</ul>
          </section>
          <section>
            <h3>{t("people.invite")}</h3>
            <p className="meta">{t("people.invite_line")}</p>
            <InviteForm invited={() => void team.reload()} />
            {invitations.length > 0 && <ul className="lines gap">{invitations.map((one) => (
              <li key={one.id}>
                <span className="what"><b>{one.email}</b><span className="meta">{t(`role.${one.role}`)}{t("list.comma")}{t("people.until", { day: day(one.expires_at) })}</span></span>
                <IconButton name={t("people.withdraw", { email: one.email })} onPress={() => attempt(api("DELETE", `/team/invitations/${one.id}`), t("people.withdrawn", { email: one.email }))}><Trash2 className="i i-16" aria-hidden /></IconButton>
              </li>
            ))}</ul>}
          </section>
        </div>
      )}</Loaded>
    </>
  );
}

function PersonLine({ person, attempt }: { person: Person; attempt: (what: Promise<unknown>, said: string) => void }) {
  const [sure, setSure] = useState(false);
  const waits = person.role === "none";
  const mayChange = useMe().agent.role === "owner" && !person.you;
  const give = (role: PersonRole) => attempt(api("PATCH", `/team/${person.id}`, { role }), role === "none" ? t("people.access_taken", { name: person.name }) : t("done.saved"));
  const state = person.available ? t("rail.available") : person.seen_at ? t("people.seen", { ago: ago(person.seen_at) }) : t("people.never_seen");
  return (
    <li>
      <Avatar name={person.name} on={person.available} />
      <span className="what"><b>{person.name}{person.you && <span className="meta"> {t("people.you")}</span>}</b><span className="meta cut">{person.email && `${person.email}${t("list.comma")}`}{waits ? t("people.waits") : state}</span></span>
      {sure ? (
        <><span className="meta">{t("people.sure", { name: person.name })}</span><Do small look="danger" onPress={() => attempt(api("DELETE", `/team/${person.id}`), t("people.removed", { name: person.name }))}>{t("people.remove_do")}</Do><Do small look="ghost" onPress={() => setSure(false)}>{t("do.cancel")}</Do></>
      ) : mayChange ? (
        <>{waits && <Do small look="primary" onPress={() => give("agent")}>{t("people.give_access")}</Do>}<span className="pick-small"><Pick<PersonRole> label={t("people.role")} value={person.role} options={personRoles()} onChange={give} /></span><IconButton name={t("people.remove", { name: person.name })} onPress={() => setSure(true)}><Trash2 className="i i-16" aria-hidden /></IconButton></>
      ) : <span className="pill">{t(`role.${person.role}`)}</span>}
    </li>
  );
}

function InviteForm({ invited }: { invited: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refused | null>(null);
  const [answer, setAnswer] = useState<Invitation | null>(null);
  const invite = async () => {
    setBusy(true);
    setError(null);
    try {
      setAnswer(await api<Invitation>("POST", "/team/invitations", { email, role } satisfies Invite));
      setEmail("");
      invited();
    } catch (refused) {
      setError(refused as Refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); void invite(); }}>
      {error && !error.fields.email && <Trouble error={error} />}
      <div className="row" style={{ alignItems: "flex-end", flexWrap: "wrap" }}>
        <div className="grow" style={{ minInlineSize: 220 }}><TextInput label={t("signin.email")} type="email" value={email} onChange={setEmail} isRequired wrong={error?.fields.email} /></div>
        <div style={{ inlineSize: 140 }}><Pick<Role> label={t("people.role")} value={role} options={roles()} onChange={setRole} /></div>
        <Do type="submit" isPending={busy} isDisabled={!email.includes("@")}>{t("people.invite_do")}</Do>
      </div>
      {answer?.mailed && <p className="meta" role="status">{t("people.mailed", { email: answer.email })}</p>}
      {answer?.link && <div className="stack" role="status"><p className="meta">{t("people.not_mailed", { email: answer.email })}</p><CopyLine text={answer.link} /></div>}
    </form>
  );
}
