import { Instagram, Mail, MessageCircle, MessageSquareText, Phone, Send, Slack } from "./channels";
import type { InboxRow } from "../api/shapes";
import { t } from "../i18n";
import { clock } from "../i18n/format";
import { href } from "../shell/router";
import { useMe, useStore } from "../shell/session";
import { StoreName } from "../ui/Marks";
import { DuePill } from "./DuePill";

const channelIcons = {
  web: MessageSquareText, console: MessageSquareText, email: Mail, whatsapp: Phone, sms: Phone,
  messenger: MessageCircle, instagram: Instagram, telegram: Send, slack: Slack,
};
type Channel = keyof typeof channelIcons;

export function shopperName(row: Pick<InboxRow, "reference"> & { shopper: string | null }): string {
  return row.shopper ?? t("inbox.visitor", { reference: row.reference });
}

/** Who said it, where it was not the shopper. The words follow in an element of their own, whose end is cut in either direction. */
function speaker(row: InboxRow, mine: boolean): string {
  if (row.gist_by === "agent") return mine ? t("inbox.you_said", { text: "" }) : "";
  return row.gist_by === "bot" ? t("inbox.bot_said", { text: "" }) : "";
}

/** One conversation of the list. */
export function ConversationRow({ row, selected, typing }: { row: InboxRow; selected: boolean; typing: string | null }) {
  const me = useMe();
  const store = useStore(row.store);
  const channel: Channel = row.channel in channelIcons ? (row.channel as Channel) : "web";
  const Icon = channelIcons[channel];
  const mine = row.agent?.id === me.agent.id;
  const style = ["conv", row.unread > 0 && "new", selected && "sel"].filter(Boolean).join(" ");
  return (
    <a className={style} href={href(`/inbox/${row.id}`)} data-row={row.id} aria-current={selected || undefined}>
      <span className="who"><span className="cut">{shopperName(row)}</span></span>
      {row.due_at ? <DuePill at={row.due_at} waiting={row.waiting} /> : <span className="due calm">{clock(row.last_at)}</span>}
      <span className="say"><span>{speaker(row, mine)}</span><span className="cut" dir="auto">{row.gist}</span></span>
      <span className="about">
        {store && <StoreName store={store} />}
        <Icon className="i" role="img" aria-label={t(`channel.${channel}`)} />
        {row.locale.slice(0, 2).toUpperCase()}
        {row.tags.slice(0, 2).map((tag) => <span key={tag} className="tag-mark cut" dir="auto">{tag}</span>)}
        {row.tags.length > 2 && <span className="tag-mark num">+{row.tags.length - 2}</span>}
        <span className="end">{news(row, typing, mine)}</span>
      </span>
    </a>
  );
}

function news(row: InboxRow, typing: string | null, mine: boolean): string {
  if (typing) return typing;
  if (row.unread > 0) return t("inbox.new", { n: row.unread });
  if (row.read_by_shopper_at && row.waiting === "shopper") return t("inbox.read_at", { clock: clock(row.read_by_shopper_at) });
  return row.agent && !mine ? row.agent.name : "";
}
