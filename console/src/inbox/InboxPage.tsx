import { MessagesSquare } from "lucide-react";
import { useEffect, useState } from "react";
import { TalkPane } from "../conversation/TalkPane";
import { recall, remember } from "../device";
import { t } from "../i18n";
import { Empty } from "../ui/States";
import { ConversationList } from "./ConversationList";
import type { Chosen } from "./useInbox";

function remembered(): Chosen {
  const first: Chosen = { view: "mine", state: "open", store: null, tag: null };
  try {
    return { ...first, ...(JSON.parse(recall("parley.inbox") ?? "{}") as Partial<Chosen>) };
  } catch {
    return first;
  }
}

/** List, conversation, person. On a phone one after the other. */
export function InboxPage({ open }: { open: string | null }) {
  const [chosen, setChosen] = useState(remembered);
  const [panel, setPanel] = useState(false);
  useEffect(() => remember("parley.inbox", JSON.stringify(chosen)), [chosen]);
  useEffect(() => {
    if (!open) document.title = `${t("inbox.title")} · Parley`;
  }, [open]);
  const style = ["con", open && "open", open && panel && "panel"].filter(Boolean).join(" ");
  return (
    <div className={style}>
      <ConversationList chosen={chosen} onChoose={setChosen} open={open} />
      {open ? <TalkPane key={open} id={open} panel={panel} onPanel={setPanel} /> : <Nobody />}
    </div>
  );
}

function Nobody() {
  return (
    <main className="talk" style={{ gridColumn: "2 / -1" }}>
      <Empty small drawing={<MessagesSquare className="i" aria-hidden />} line={t("inbox.none_open")}>
        <p className="meta">{t("inbox.keys")}</p>
      </Empty>
    </main>
  );
}
