import { useSyncExternalStore } from "react";

const every = 10_000; // ms; pills count in minutes
const listeners = new Set<() => void>();
let now = new Date();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = new Date();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  if (!listeners.size) ticking = setInterval(tick, every);
  listeners.add(listener);
  if (Date.now() - now.getTime() > every) tick(); // nobody had looked for a while
  return () => {
    listeners.delete(listener);
    if (!listeners.size) clearInterval(ticking);
  };
}

/** The time, kept fresh for what counts in minutes. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}
