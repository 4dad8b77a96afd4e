import { Bot, Clock, StickyNote } from "lucide-react";
import type { ConversationPage, Message, Note } from "../api/shapes";
import { t } from "../i18n";
import { clock, dayAndClock, direction, zonePlace } from "../i18n/format";
import { firstName, useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { CardSlip } from "./CardSlip";
import { Linked } from "./Linked";
import type { Unsent } from "./outbox";

interface Props { message: Message; follows: boolean; page: ConversationPage; shopper: string }

/** "08:21, 03:21 in Riyadh": here, and there where it differs. */
export function bothClocks(at: string, zone: string | null, place: string | null): string {
  const here = clock(at);
  const there = zone ? clock(at, zone) : here;
  return there === here || !zone ? here : t("talk.both_clocks", { here, there, place: place ?? zonePlace(zone) });
}

function author({ author: kind, name }: Message, shopper: string): string {
  if (kind === "shopper") return firstName(shopper);
  return kind === "agent" && name ? name : t(`author.${kind}`);
}

/** What somebody said, with the time here and at the shopper's. */
export function Turn({ message, follows, page, shopper }: Props) {
  const seen = message.author !== "shopper" && message.seq === page.conversation.read_by_shopper;
  return (
    <article className={`turn ${message.author}`}>
      {!follows && (
        <div className="by">
          {message.author === "bot" && <Bot className="i i-16" aria-hidden />}
          <b>{author(message, shopper)}</b>
          <span className="num">{bothClocks(message.at, page.shopper.zone, page.shopper.place)}</span>
        </div>
      )}
      {message.text && <p className="flow" lang={message.locale ?? undefined} dir={message.locale ? direction(message.locale) : "auto"}><Linked text={message.text} /></p>}
      {message.cards.map((card, at) => <CardSlip key={at} card={card} />)}
      {message.choices.length > 0 && <div className="offered" aria-label={t("talk.offered")}>{message.choices.map((choice) => <span key={choice.label} dir="auto">{choice.label}</span>)}</div>}
      {seen && <span className="fate">{t("talk.seen")}</span>}
    </article>
  );
}

/** What is on its way, or did not go out: the text stays until it did. */
export function UnsentTurn({ one, again, drop }: { one: Unsent; again: () => void; drop: () => void }) {
  const me = useMe();
  return (
    <article className="turn unsent">
      <div className="by"><b>{firstName(me.agent.name)}</b>{one.failed === null && <><Clock className="i i-16" aria-hidden /><span>{t(one.mode === "note" ? "talk.saving" : "talk.sending")}</span></>}</div>
      <p className="flow" dir="auto">{one.text}</p>
      {one.failed !== null && <div className="fate wrong" role="alert"><span>{t("talk.not_sent", { why: one.failed })}</span><Do small onPress={again}>{t("talk.send_again")}</Do><Do small look="ghost" onPress={drop}>{t("talk.discard")}</Do></div>}
    </article>
  );
}

/** A note of the team; the shopper never sees it. */
export function Memo({ note }: { note: Note }) {
  return (
    <div className="memo">
      <StickyNote className="i" aria-hidden />
      <div className="grow">
        <p className="flow" dir="auto">{note.text.split(/(@[\p{L}\p{N}_-]+)/u).map((part, at) => (part.startsWith("@") ? <span key={at} className="at">{part}</span> : part))}</p>
        <span className="meta">{t("talk.note_by", { name: note.author.name, clock: dayAndClock(note.at) })}</span>
      </div>
    </div>
  );
}
