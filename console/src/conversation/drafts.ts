import { forget, recall, recalled, remember } from "../device";

/** What is typed and not sent, kept on this device for each conversation until it is sent or the person signs out. */
export type Mode = "reply" | "note";
type Kept = Mode | "unsent";
const prefix = "parley.draft.";

function key(conversation: string, mode: Kept): string {
  return `${prefix}${mode}.${conversation}`;
}

export function draft(conversation: string, mode: Kept): string {
  return recall(key(conversation, mode)) ?? "";
}

export function keepDraft(conversation: string, mode: Kept, text: string): void {
  if (text) remember(key(conversation, mode), text);
  else forget(key(conversation, mode));
}

export function forgetDrafts(): void {
  recalled(prefix).forEach(forget);
}
