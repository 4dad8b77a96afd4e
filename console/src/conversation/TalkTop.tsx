import { ArrowLeft, Check, Ellipsis, PanelRight } from "lucide-react";
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import type { ConversationPage } from "../api/shapes";
import { t, type Key } from "../i18n";
import { DuePill } from "../inbox/DuePill";
import { href } from "../shell/router";
import { useMe, useStore } from "../shell/session";
import { Do, IconButton } from "../ui/Buttons";
import { StoreName } from "../ui/Marks";
import { act, type Act } from "./actions";
import { HandOverItems } from "./HandOver";

interface Props { page: ConversationPage; name: string; panel: boolean; onPanel: (open: boolean) => void }

/** What may be done now, by who holds the conversation. The last one stands out. */
export function possible(holder: ConversationPage["conversation"]["holder"], mine: boolean): Act[] {
  if (holder === "closed") return ["reopen"];
  if (holder === "bot") return ["close", "take"];
  if (holder === "queue" || !mine) return ["return-to-bot", "close", "take"];
  return ["return-to-bot", "close"];
}

const labels: Record<Act, Key> = { "take": "talk.take", "release": "talk.release", "return-to-bot": "talk.return", "close": "talk.close", "reopen": "talk.reopen" };

/** Whose conversation it is, by when, and what can be done with it. */
export function TalkTop({ page, name, panel, onPanel }: Props) {
  const { conversation } = page;
  const store = useStore(conversation.store);
  const mine = conversation.agent?.id === useMe().agent.id;
  const acts = possible(conversation.holder, mine);
  return (
    <header className="talk-top">
      <a className="icon-btn only-phone" href={href("/inbox")} aria-label={t("talk.back")}><ArrowLeft className="i flip" aria-hidden /></a>
      <div className="grow">
        <h2 className="cut">{name}</h2>
        <span className="meta">{store && <StoreName store={store} />}<span>{conversation.reference}</span>{conversation.topic && <span className="not-phone cut">{conversation.topic}</span>}</span>
      </div>
      {conversation.due_at && <DuePill at={conversation.due_at} waiting={conversation.waiting} />}
      <div className="acts not-phone">
        {mine && conversation.holder === "agent" && <MenuTrigger><Do look="ghost" small>{t("talk.hand_over")}</Do><HandOverItems id={conversation.id} /></MenuTrigger>}
        {acts.map((what, at) => (
          <Do key={what} small look={at === acts.length - 1 ? undefined : "ghost"} icon={what === "close" ? <Check className="i i-16" aria-hidden /> : undefined} onPress={() => void act(conversation.id, what)}>{t(labels[what])}</Do>
        ))}
      </div>
      <IconButton name={t("panel.title")} className={panel ? "on panel-toggle" : "panel-toggle"} aria-pressed={panel} onPress={() => onPanel(!panel)}><PanelRight className="i flip" aria-hidden /></IconButton>
      <MoreMenu id={conversation.id} acts={acts} handOver={mine && conversation.holder === "agent"} onPanel={() => onPanel(true)} />
    </header>
  );
}

function MoreMenu({ id, acts, handOver, onPanel }: { id: string; acts: Act[]; handOver: boolean; onPanel: () => void }) {
  return (
    <div className="only-phone">
      <MenuTrigger>
        <Button className="icon-btn" aria-label={t("talk.more")}><Ellipsis className="i" aria-hidden /></Button>
        <Popover className="float" placement="bottom end">
          <Menu aria-label={t("talk.more")}>
            <MenuItem onAction={onPanel}>{t("panel.title")}</MenuItem>
            <Separator />
            {acts.map((what) => <MenuItem key={what} onAction={() => void act(id, what)}>{t(labels[what])}</MenuItem>)}
            {handOver && <MenuItem onAction={() => void act(id, "release")}>{t("talk.release")}</MenuItem>}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  );
}
