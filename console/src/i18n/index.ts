import { useSyncExternalStore } from "react";
import { en, type Key } from "./en";
import { zh } from "./zh";

export type { Key };
export type ConsoleLocale = "en" | "zh";
type Values = Record<string, string | number>;

const catalogues: Record<ConsoleLocale, Record<Key, string>> = { en, zh };
const listeners = new Set<() => void>();
let chosen: ConsoleLocale = remembered() ?? (navigator.language.startsWith("zh") ? "zh" : "en");

function remembered(): ConsoleLocale | null {
  const kept = localStorage.getItem("parley.locale");
  return kept === "en" || kept === "zh" ? kept : null;
}

export function locale(): ConsoleLocale {
  return chosen;
}

/** Speak `to` from now on, everywhere on the page. */
export function speak(to: ConsoleLocale): void {
  chosen = to;
  localStorage.setItem("parley.locale", to);
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

/** Put `values` into a message: {name} is replaced; "one|many" is chosen by `n`. */
export function fill(message: string, values: Values = {}): string {
  const [one, many] = message.split("|");
  const form = many === undefined || values.n === 1 ? one! : many;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The text of `key` in the reader's language. */
export function t(key: Key, values?: Values): string {
  return fill(catalogues[chosen][key], values);
}
