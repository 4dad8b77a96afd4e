import { useEffect, useState } from "react";
import type { ConversationPage } from "../api/shapes";
import { t } from "../i18n";
import { shopperName } from "../inbox/ConversationRow";
import { Panel } from "../panel/Panel";
import { go } from "../shell/router";
import { Bones, Trouble } from "../ui/States";
import { Do } from "../ui/Buttons";
import { Composer } from "./Composer";
import { useOutbox } from "./outbox";
import { TalkTop } from "./TalkTop";
import { Thread } from "./Thread";
import { useConversation, useReading } from "./useConversation";

interface Props { id: string; panel: boolean; onPanel: (open: boolean) => void }

/** The conversation and the person beside it. */
export function TalkPane({ id, panel, onPanel }: Props) {
  const { data, error, reload } = useConversation(id);
  if (data) return <Talk page={data} panel={panel} onPanel={onPanel} trouble={error ? <Trouble error={error} retry={() => void reload()} /> : null} />;
  return (
    <>
      <main className="talk">
        <div className="thread">
          {error ? <><Trouble error={error} retry={() => void reload()} /><div><Do small onPress={() => go("/inbox")}>{t("talk.back")}</Do></div></> : <Bones lines={7} />}
        </div>
      </main>
      <aside className="side" aria-label={t("panel.title")}><section>{!error && <Bones lines={6} />}</section></aside>
    </>
  );
}

function Talk({ page, panel, onPanel, trouble }: { page: ConversationPage; panel: boolean; onPanel: Props["onPanel"]; trouble: React.ReactNode }) {
  const { conversation, shopper, messages } = page;
  const [readBefore] = useState(conversation.read_by_me); // the line "New since" stays while it is open
  const outbox = useOutbox(conversation.id, messages);
  const name = shopperName({ reference: conversation.reference, shopper: shopper.name });
  useReading(conversation.id, conversation.last_seq, conversation.read_by_me);
  useEffect(() => {
    document.title = `${name} · Parley`;
  }, [name]);
  return (
    <>
      <main className="talk" aria-label={t("talk.with", { name })}>
        <TalkTop page={page} name={name} panel={panel} onPanel={onPanel} />
        <Thread page={page} name={name} readBefore={readBefore} unsent={outbox.unsent} again={outbox.again} drop={outbox.drop} trouble={trouble} />
        <Composer page={page} onSend={outbox.send} />
      </main>
      <Panel page={page} name={name} onBack={() => onPanel(false)} />
    </>
  );
}
