import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { Label, ProgressBar } from "react-aria-components";
import { api, words } from "../../api/client";
import { keep, useResource } from "../../api/resource";
import type { StoreSync } from "../../api/shapes";
import { t } from "../../i18n";
import { ago, count, day } from "../../i18n/format";
import { Do } from "../../ui/Buttons";
import { toast } from "../../ui/toasts";

const live = 2_000; // while something moves
const calm = 30_000;

/** How far a store has been read, when it was last looked at, and what was found wrong. */
export function Mirror({ store }: { store: { id: string } }) {
  const path = `/stores/${store.id}/sync`;
  const sync = useResource<StoreSync>(path);
  const known = sync.data;
  const moves = Boolean(known && (known.looking || ["waiting", "running"].includes(known.reading?.state ?? "")));
  useEffect(() => {
    const timer = setInterval(() => void sync.reload(), moves ? live : calm);
    return () => clearInterval(timer);
  }, [moves, path]);
  if (!known?.possible) return null;
  return (
    <div className="mirror">
      {known.trouble && <div className="cost wait"><p>{known.trouble.message}</p></div>}
      {known.reading && known.reading.state !== "done" && <Reading reading={known.reading} />}
      <div className="row">
        <p className="meta grow">{facts(known).join(t("list.dot"))}</p>
        <LookAgain path={path} busy={known.looking} />
      </div>
    </div>
  );
}

function Reading({ reading }: { reading: NonNullable<StoreSync["reading"]> }) {
  const { stage, done, total, since, state } = reading;
  const what = stage === "orders" && since ? t("sync.reading_orders", { day: day(since) }) : t(`sync.reading_${stage ?? "shop"}`);
  const told = total ? t("sync.of", { done: count(done), total: count(total) }) : done ? count(done) : "";
  return (
    <ProgressBar className={state === "stopped" ? "reading stopped" : "reading"} value={done} maxValue={total || 1} isIndeterminate={!total} valueLabel={told}>
      {({ percentage, valueText }) => (
        <>
          <div className="row"><Label className="grow">{what}</Label><span className="meta num">{valueText}</span></div>
          <div className="track"><div className="fill" style={percentage === undefined ? undefined : { inlineSize: `${percentage}%` }} data-unknown={percentage === undefined || undefined} /></div>
        </>
      )}
    </ProgressBar>
  );
}

function facts(known: StoreSync): string[] {
  const { repaired_day: today, repaired_week: week, reading } = known;
  return [
    known.last_webhook_at ? t("sync.webhook", { ago: ago(known.last_webhook_at) }) : t("sync.no_webhook"),
    known.checked_at && t("sync.checked", { ago: ago(known.checked_at) }),
    known.checked_at && (week ? t("sync.repaired", { day: count(today), week: count(week) }) : t("sync.nothing_repaired")),
    reading?.state === "done" && reading.skipped ? t("sync.skipped", { n: count(reading.skipped) }) : null,
  ].filter((line): line is string => Boolean(line));
}

function LookAgain({ path, busy }: { path: string; busy: boolean }) {
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    try {
      keep(path, await api<StoreSync>("POST", path, {}));
    } catch (error) {
      toast(words(error));
    } finally {
      setAsking(false);
    }
  };
  return <Do small icon={<RefreshCw className="i i-16" aria-hidden />} isPending={asking || busy} onPress={() => void ask()}>{busy ? t("sync.looking") : t("sync.look_again")}</Do>;
}
