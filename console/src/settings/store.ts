import { useSyncExternalStore } from "react";
import type { StoreBrief } from "../api/shapes";
import { recall, remember } from "../device";
import { useMe } from "../shell/session";

const key = "parley.store";
const listeners = new Set<() => void>();

/** Show the settings of this store from now on. */
export function chooseStore(id: string): void {
  remember(key, id);
  listeners.forEach((listener) => listener());
}

/** The store whose settings are shown: the last chosen, else the first. */
export function useChosenStore(): StoreBrief | undefined {
  const { stores } = useMe();
  const id = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => recall(key));
  return stores.find((store) => store.id === id) ?? stores[0];
}
