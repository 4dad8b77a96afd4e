/** What is typed and not sent, kept on this device for each conversation until it is sent or the person signs out. */
export type Mode = "reply" | "note";
type Kept = Mode | "unsent";
const prefix = "parley.draft.";

function key(conversation: string, mode: Kept): string {
  return `${prefix}${mode}.${conversation}`;
}

export function draft(conversation: string, mode: Kept): string {
  return localStorage.getItem(key(conversation, mode)) ?? "";
}

export function keepDraft(conversation: string, mode: Kept, text: string): void {
  if (text) localStorage.setItem(key(conversation, mode), text);
  else localStorage.removeItem(key(conversation, mode));
}

export function forgetDrafts(): void {
  for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
}
