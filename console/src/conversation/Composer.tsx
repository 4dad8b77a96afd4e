import { Eye, Globe, Lock, UserRound } from "lucide-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "react-aria-components";
import type { ConversationPage } from "../api/shapes";
import { t } from "../i18n";
import { languageName } from "../i18n/format";
import { isWriting } from "../inbox/keys";
import { say } from "../live/socket";
import { useMe } from "../shell/session";
import { Do } from "../ui/Buttons";
import { act } from "./actions";
import { draft, keepDraft, type Mode } from "./drafts";

interface Props { page: ConversationPage; onSend: (mode: Mode, text: string) => void }
const apart = 3_000; // ms between two "is typing"

/** Where an answer or a note is written. What is typed stays until it was sent. */
export function Composer({ page, onSend }: Props) {
  const { conversation, viewers } = page;
  const [mode, setMode] = useState<Mode>("reply");
  const field = useRef<HTMLTextAreaElement>(null);
  const mine = conversation.holder === "agent" && conversation.agent?.id === useMe().agent.id;
  useModeKeys((next) => { setMode(next); requestAnimationFrame(() => field.current?.focus()); });
  return (
    <div className={mode === "note" ? "reply note" : "reply"}>
      <div className="tabs">
        {(["reply", "note"] as const).map((one) => (
          <Button key={one} className={one === mode ? "on" : ""} aria-pressed={one === mode} onPress={() => setMode(one)}>{t(`composer.${one}`)}</Button>
        ))}
        {viewers.length > 0 && <span className="looking not-phone"><Eye className="i i-16" aria-hidden />{t("composer.looking", { n: viewers.length, names: viewers.map((viewer) => viewer.name).join(", ") })}</span>}
        <span className="meta">{mode === "note" ? <><Lock className="i i-16" aria-hidden />{t("composer.team_only")}</> : <><Globe className="i i-16" aria-hidden />{t("composer.language", { language: languageName(conversation.locale) })}</>}</span>
      </div>
      {mode === "reply" && !mine
        ? <NotMine page={page} />
        : <Writing key={mode} mode={mode} page={page} onSend={onSend} field={field} />}
    </div>
  );
}

function NotMine({ page: { conversation } }: { page: ConversationPage }) {
  const { holder, agent, id } = conversation;
  if (holder === "closed") return <div className="bar notyet"><UserRound className="i" aria-hidden /><p className="grow">{t("composer.closed")}</p><Do onPress={() => void act(id, "reopen")}>{t("talk.reopen")}</Do></div>;
  const line = holder === "bot" ? t("composer.bot_has") : holder === "queue" ? t("composer.nobody_has") : t("composer.other_has", { name: agent?.name ?? "" });
  return <div className="bar notyet"><p className="grow">{line}</p><Do look="primary" onPress={() => void act(id, "take")}>{t("talk.take")}</Do></div>;
}

function Writing({ mode, page, onSend, field }: { mode: Mode; page: ConversationPage; onSend: Props["onSend"]; field: React.RefObject<HTMLTextAreaElement | null> }) {
  const { id } = page.conversation;
  const [text, setText] = useState(() => draft(id, mode));
  const lastTyping = useRef(0);
  const empty = text.trim() === "";
  const write = (value: string) => {
    setText(value);
    keepDraft(id, mode, value);
    if (mode === "reply" && Date.now() - lastTyping.current > apart) {
      lastTyping.current = Date.now();
      say("typing", id);
    }
  };
  const send = () => {
    if (empty) return;
    onSend(mode, text.trim());
    write("");
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) { event.preventDefault(); send(); }
    if (event.key === "Escape" && !event.nativeEvent.isComposing) { event.stopPropagation(); field.current?.blur(); }
  };
  return (
    <>
      <textarea ref={field} value={text} onChange={(event) => write(event.target.value)} onKeyDown={pressed} rows={2} dir={text ? "auto" : undefined} aria-label={t(`composer.${mode}_label`)} placeholder={t(`composer.${mode}_placeholder`)} />
      <div className="bar">
        <span className="meta not-phone">{t("composer.keys")}</span>
        <span className="end"><Do look="primary" isDisabled={empty} onPress={send}>{t(mode === "note" ? "composer.save_note" : "composer.send")}</Do></span>
      </div>
    </>
  );
}

/** r writes a reply, n a note. */
function useModeKeys(choose: (mode: Mode) => void): void {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === "r" || event.key === "n") { event.preventDefault(); latest.current(event.key === "r" ? "reply" : "note"); }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
