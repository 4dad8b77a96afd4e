import { api, words } from "../api/client";
import type { Conversation, ConversationPage, HandOver } from "../api/shapes";
import { change, outdated } from "../api/resource";
import { t, type Key } from "../i18n";
import { toast } from "../ui/toasts";
import { pagePath } from "./useConversation";

export type Act = "take" | "release" | "return-to-bot" | "close" | "reopen";

/** What is said after it, and what undoes it. */
const after: Record<Act, { said: Key; undo: Act | null }> = {
  "take": { said: "done.take", undo: "release" },
  "release": { said: "done.release", undo: "take" },
  "return-to-bot": { said: "done.return", undo: "take" },
  "close": { said: "done.close", undo: "reopen" },
  "reopen": { said: "done.reopen", undo: "close" },
};

async function apply(id: string, path: string, body: unknown, said: string, undo: (() => void) | undefined): Promise<void> {
  try {
    const conversation = await api<Conversation>("POST", `${pagePath(id)}/${path}`, body);
    change<ConversationPage>(pagePath(id), (known) => ({ ...known, conversation }));
    outdated("/inbox?");
    toast(said, undo);
  } catch (error) {
    toast(words(error));
    outdated(pagePath(id));
  }
}

/** Do `act` to a conversation; the toast offers to undo it. */
export function act(id: string, what: Act, undoing = false): Promise<void> {
  const { said, undo } = after[what];
  const back = undo && !undoing ? () => void act(id, undo, true) : undefined;
  return apply(id, what, {}, t(said), back);
}

/** Give a conversation to a colleague, or back to the queue. */
export function handOver(id: string, to: { id: string; name: string } | null): Promise<void> {
  const body: HandOver = { agent: to?.id ?? null, note: null };
  return apply(id, "hand-over", body, to ? t("done.hand_over", { name: to.name }) : t("done.release"), () => void act(id, "take", true));
}
