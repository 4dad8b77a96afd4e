import { CircleCheck, CircleDashed, LoaderCircle, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api, words } from "../../api/client";
import type { CheckName, CheckResult } from "../../api/shapes";
import { t } from "../../i18n";
import { Do } from "../../ui/Buttons";

type State = { at: "waiting" | "running" } | { at: "done"; found: CheckResult };

/** Run every check, one after the other, and say of each what it found and what to do. */
export function Checks({ names }: { names: CheckName[] }) {
  const [states, setStates] = useState<Partial<Record<CheckName, State>>>({});
  const [busy, setBusy] = useState(false);
  const put = (name: CheckName, state: State) => setStates((known) => ({ ...known, [name]: state }));
  const run = async () => {
    setBusy(true);
    setStates(Object.fromEntries(names.map((name) => [name, { at: "waiting" }])));
    for (const name of names) {
      put(name, { at: "running" });
      const found = await api<CheckResult>("POST", `/installation/checks/${name}`).catch((error: unknown): CheckResult => ({ name, state: "bad", said: words(error), advice: null }));
      put(name, { at: "done", found });
    }
    setBusy(false);
  };
  const done = names.map((name) => states[name]).filter((state) => state?.at === "done");
  const bad = done.filter((state) => state?.at === "done" && state.found.state === "bad").length;
  return (
    <section>
      <div className="row"><h3 className="grow">{t("installation.checks")}</h3><Do small isPending={busy} onPress={() => void run()}>{t(done.length ? "installation.again" : "installation.run")}</Do></div>
      <p className="meta" role="status">{busy ? t("installation.running", { done: done.length, all: names.length }) : done.length ? t(bad ? "installation.found" : "installation.well", { n: bad }) : t("installation.checks_line")}</p>
      <ul className="lines">{names.map((name) => <CheckLine key={name} name={name} state={states[name]} />)}</ul>
    </section>
  );
}

function CheckLine({ name, state }: { name: CheckName; state: State | undefined }) {
  const found = state?.at === "done" ? state.found : undefined;
  return (
    <li className={`check-line ${found?.state ?? ""}`}>
      <Sign state={state} />
      <span className="what">
        <b>{t(`installation.check_${name}`)}</b>
        <span className="meta">{found ? found.said : t(`installation.check_${name}_line`)}</span>
        {found?.advice && <span>{found.advice}</span>}
      </span>
      {found && <span className={`pill ${found.state === "good" ? "done" : "wait"}`}>{t(`installation.${found.state}`)}</span>}
    </li>
  );
}

function Sign({ state }: { state: State | undefined }) {
  if (state?.at === "running") return <LoaderCircle className="i turning" aria-hidden />;
  if (state?.at !== "done") return <CircleDashed className="i" aria-hidden />;
  return state.found.state === "good" ? <CircleCheck className="i" aria-hidden /> : <TriangleAlert className="i" aria-hidden />;
}
