import { useSyncExternalStore } from "react";

/** The console's own addresses, below /console. */
export const root = "/console";
const listeners = new Set<() => void>();
/** Answers whether we may leave; keeps `leave` to go on later. */
type Guard = (leave: () => void) => boolean;
let guard: Guard | null = null;
let shown = current();

function current(): string {
  return location.pathname.slice(root.length).replace(/\/+$/, "") || "/";
}

function changed(): void {
  const wanted = current();
  if (guard && wanted !== shown && !guard(() => go(wanted))) {
    history.pushState(null, "", root + shown);
    return;
  }
  shown = current();
  listeners.forEach((listener) => listener());
}

window.addEventListener("popstate", changed);

/** Full address of a place in the console, for links. */
export function href(path: string): string {
  return root + path;
}

/** Go to `path`, unless something unsaved holds the reader back. */
export function go(path: string, how: "push" | "replace" = "push"): void {
  if (path === shown) return;
  if (guard && !guard(() => go(path, how))) return;
  if (how === "push") history.pushState(null, "", root + path);
  else history.replaceState(null, "", root + path);
  shown = current();
  listeners.forEach((listener) => listener());
}

/** Ask `may` before every change of place; returns how to stop asking. */
export function holdBack(may: Guard): () => void {
  guard = may;
  return () => {
    if (guard === may) guard = null;
  };
}

/** The place we are at: "/", "/inbox/abc", "/settings/widget". */
export function usePlace(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** A click on an own link stays inside the page; with a modifier key it is the browser's. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.origin !== location.origin || !link.pathname.startsWith(root + "/")) return;
  event.preventDefault();
  go(link.pathname.slice(root.length));
}
