import { useState } from "react";
import { api, save, words } from "../../api/client";
import { useResource } from "../../api/resource";
import type { DataRequest, PrivacySettings } from "../../api/shapes";
import { t } from "../../i18n";
import { count, day } from "../../i18n/format";
import { useMe } from "../../shell/session";
import { Do } from "../../ui/Buttons";
import { Toggle } from "../../ui/Fields";
import { Empty, Loaded } from "../../ui/States";
import { toast } from "../../ui/toasts";
import type { SectionProps } from "../SettingsPage";
import { SettingsTop } from "../SettingsTop";
import { Disconnect } from "./Disconnect";
import { HoldForm } from "./HoldForm";
import { StartForm } from "./StartForm";

/** What people ask about their own data, what becomes of it, and letting a store go. */
export function PrivacyPage({ store }: SectionProps) {
  const owner = useMe().agent.role === "owner";
  const requests = useResource<DataRequest[]>(owner ? "/privacy/requests" : null);
  return (
    <>
      <SettingsTop title={t("settings.privacy")} store={store} />
      <div className="set-body one">
        {owner && (
          <section>
            <h3>{t("privacy.requests")}</h3>
            <p className="meta">{t("privacy.requests_line")}</p>
            <Loaded from={requests}>{(all) => all.length === 0 ? <Empty small line={t("privacy.none")} /> : <ul className="lines">{all.map((one) => <RequestLine key={one.id} request={one} again={() => void requests.reload()} />)}</ul>}</Loaded>
          </section>
        )}
        {owner && <StartForm key={store.id} store={store} started={() => void requests.reload()} />}
        <Rules path={`/stores/${store.id}/privacy`} />
        {owner && <Disconnect store={store} />}
      </div>
    </>
  );
}

const tones = { waiting: "wait", held: "wait", running: "wait", ready: "wait", done: "done", cancelled: "" } as const;

function RequestLine({ request, again }: { request: DataRequest; again: () => void }) {
  const [holding, setHolding] = useState(false);
  const attempt = (what: Promise<unknown>, said: string) => void what.then(() => { toast(said); again(); }, (error: unknown) => toast(words(error)));
  const path = `/privacy/requests/${request.id}`;
  const mayHold = request.kind === "erase" && request.state === "waiting";
  return (
    <li style={{ flexWrap: "wrap" }}>
      <span className="what">
        <b>{t(`privacy.kind_${request.kind}`)}{request.about && <span className="meta"> {request.about}</span>}</b>
        <span className="meta">{[t(`privacy.source_${request.source}`), request.store, day(request.requested_at), stand(request)].filter(Boolean).join(t("list.comma"))}</span>
      </span>
      {request.failed ? <span className="pill breach">{t("privacy.failed")}</span> : <span className={`pill ${tones[request.state]}`}>{t(`privacy.state_${request.state}`)}</span>}
      {request.has_file && <Do small look={request.state === "ready" ? "primary" : undefined} onPress={() => attempt(save(`${path}/file`, "POST"), t("privacy.fetched"))}>{t("privacy.fetch")}</Do>}
      {mayHold && !holding && <Do small onPress={() => setHolding(true)}>{t("privacy.hold")}</Do>}
      {request.state === "held" && <Do small onPress={() => attempt(api("DELETE", `${path}/hold`), t("privacy.released"))}>{t("privacy.release")}</Do>}
      {holding && <HoldForm path={`${path}/hold`} done={() => { setHolding(false); again(); }} cancel={() => setHolding(false)} />}
    </li>
  );
}

function stand(request: DataRequest): string {
  if (request.state === "held" && request.held_until) {
    const why = request.held_because === "dispute" ? t("privacy.dispute") : (request.held_because ?? "");
    return t("privacy.until_because", { day: day(request.held_until), why });
  }
  if (request.state === "done" || request.state === "cancelled") return request.done_at ? t("privacy.done_on", { day: day(request.done_at), rows: count(request.rows) }) : "";
  return t("privacy.due", { day: day(request.deadline_at) });
}

function Rules({ path }: { path: string }) {
  const rules = useResource<PrivacySettings>(path);
  const change = (patch: Partial<PrivacySettings>) => {
    void api<PrivacySettings>("PUT", path, { ...rules.data, ...patch }).then(() => rules.reload(), (error: unknown) => toast(words(error)));
  };
  return (
    <section>
      <h3>{t("privacy.rules")}</h3>
      <Loaded from={rules} lines={1}>{(known) => (
        <>
          <Toggle selected={known.wait_for_disputes} onChange={(wait_for_disputes) => change({ wait_for_disputes })}>{t("privacy.wait_for_disputes")}</Toggle>
          <p className="meta gap">{t("privacy.keep_exports", { n: known.keep_exports_days })}</p>
        </>
      )}</Loaded>
    </section>
  );
}
