import { ArrowDown, Bot } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { ConversationPage, Summary } from "../api/shapes";
import { t } from "../i18n";
import { clock, day } from "../i18n/format";
import { useHear, type Heard } from "../live/socket";
import { Do } from "../ui/Buttons";
import { EventLine } from "./EventLine";
import type { Unsent } from "./outbox";
import { timeline, type Entry } from "./timeline";
import { Memo, Turn, UnsentTurn } from "./Turn";

interface Props {
  page: ConversationPage;
  name: string;
  readBefore: number;
  unsent: Unsent[];
  again: (one: Unsent) => void;
  drop: (client_id: string) => void;
  trouble: ReactNode;
}

/** Everything that was said and done, oldest first, kept at its end unless the reader went up. */
export function Thread({ page, name, readBefore, unsent, again, drop, trouble }: Props) {
  const { messages, events, notes, summary, conversation } = page;
  const entries = useMemo(() => timeline(messages, events, notes, readBefore), [messages, events, notes, readBefore]);
  const typing = useShopperTyping(conversation.id);
  const { box, away, toEnd, onScroll } = useEnd(entries.length + unsent.length + Number(typing));
  return (
    <div className="thread" ref={box} onScroll={onScroll} role="log" aria-label={t("talk.thread")} tabIndex={0}>
      {trouble}
      {summary && <SummaryCard summary={summary} />}
      {entries.map((entry) => <Line key={entry.key} entry={entry} page={page} name={name} />)}
      {unsent.map((one) => <UnsentTurn key={one.client_id} one={one} again={() => again(one)} drop={() => drop(one.client_id)} />)}
      {typing && <p className="typing" aria-live="polite"><i /><i /><i />{t("talk.typing", { name })}</p>}
      {away && <div style={{ position: "sticky", insetBlockEnd: 0, blockSize: 0 }}><div className="jump-holder"><Do small icon={<ArrowDown className="i i-16" aria-hidden />} onPress={toEnd}>{t("talk.to_end")}</Do></div></div>}
    </div>
  );
}

function Line({ entry, page, name }: { entry: Entry; page: ConversationPage; name: string }) {
  switch (entry.kind) {
    case "day": return <p className="day">{day(entry.at)}</p>;
    case "new": return <p className="new-line">{t("talk.new_since", { clock: clock(entry.at) })}</p>;
    case "event": return <EventLine event={entry.event} />;
    case "note": return <Memo note={entry.note} />;
    case "message": return <Turn message={entry.message} follows={entry.follows} page={page} shopper={name} />;
  }
}

function SummaryCard({ summary }: { summary: Summary }) {
  const lines = [["talk.wants", summary.wants], ["talk.known", summary.known], ["talk.tried", summary.tried]] as const;
  return (
    <section className="brief">
      <h3><Bot className="i" aria-hidden />{t("talk.summary")}<span className="meta">{t("talk.by_bot", { clock: clock(summary.at) })}</span></h3>
      <dl>{lines.filter(([, text]) => text).map(([key, text]) => <div key={key} style={{ display: "contents" }}><dt>{t(key)}</dt><dd dir="auto">{text}</dd></div>)}</dl>
    </section>
  );
}

function useShopperTyping(id: string): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const stop = typing ? setTimeout(() => setTyping(false), 5_000) : undefined;
    return () => clearTimeout(stop);
  }, [typing]);
  useHear("typing", useCallback(({ conversation, who }: Heard["typing"]) => { if (who === "shopper" && conversation === id) setTyping(true); }, [id]));
  useHear("message", useCallback(({ conversation }: Heard["message"]) => { if (conversation === id) setTyping(false); }, [id]));
  return typing;
}

const near = 80; // px from the end that still counts as being there

function useEnd(length: number) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [away, setAway] = useState(false);
  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);
  useLayoutEffect(() => {
    if (atEnd.current) toEnd();
  }, [length, toEnd]);
  const onScroll = () => {
    const element = box.current!;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < near;
    setAway(!atEnd.current);
  };
  return { box, away, toEnd, onScroll };
}
