import { useEffect } from "react";
import { go } from "../shell/router";
import { neighbour } from "./grouping";

/** Is the reader writing, or inside something that has its own keys? */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]") !== null;
}

/** j and k walk through the list, Enter opens the row in focus (it is a link), Escape leaves the conversation. */
export function useListKeys(ids: readonly string[], open: string | null): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      if (event.key === "Escape" && open) return go("/inbox");
      const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
      const next = step ? neighbour(ids, open, step) : null;
      if (next) go(`/inbox/${next}`, open ? "replace" : "push");
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [ids, open]);
}
