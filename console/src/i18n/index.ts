import { useSyncExternalStore } from "react";
import { recall, remember } from "../device";
import { en, type Key } from "./en";
import { fill, type Values } from "./fill";
import { zh } from "./zh";

export { fill, type Key };
export type ConsoleLocale = "en" | "zh";

const catalogues: Record<ConsoleLocale, Record<Key, string>> = { en, zh };
const listeners = new Set<() => void>();
let chosen: ConsoleLocale = remembered() ?? (navigator.language.startsWith("zh") ? "zh" : "en");

function remembered(): ConsoleLocale | null {
  const kept = recall("parley.locale") ?? new URLSearchParams(location.search).get("locale")?.slice(0, 2);
  return kept === "en" || kept === "zh" ? kept : null;
}

export function locale(): ConsoleLocale {
  return chosen;
}

/** Speak `to` from now on, everywhere on the page. */
export function speak(to: ConsoleLocale): void {
  chosen = to;
  remember("parley.locale", to);
  document.documentElement.lang = to === "zh" ? "zh-Hans" : "en";
  listeners.forEach((listener) => listener());
}

export function useLocale(): ConsoleLocale {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}

/** The text of `key` in the reader's language. */
export function t(key: Key, values?: Values): string {
  return fill(catalogues[chosen][key], values);
}
