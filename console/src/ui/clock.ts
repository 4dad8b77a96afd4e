import { useSyncExternalStore } from "react";

const every = 10_000; // ms; pills count in minutes
let now = new Date();
const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = new Date();
  listeners.forEach((listener) => listener());
}

/** The time, kept fresh for what counts in minutes. */
export function useNow(): Date {
  return useSyncExternalStore(
    (listener) => {
      if (!listeners.size) {
        now = new Date();
        ticking = setInterval(tick, every);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (!listeners.size) clearInterval(ticking);
      };
    },
    () => now,
  );
}
