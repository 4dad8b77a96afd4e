import { useCallback, useEffect, useSyncExternalStore } from "react";
import { api, Refused } from "./client";

/** What is known about one address of the API: the last answer stays while a newer one is fetched. */
export interface Resource<T> {
  data: T | undefined;
  error: Refused | undefined;
  reload: () => Promise<void>;
}
interface Entry {
  data?: unknown;
  error?: Refused;
  asking?: Promise<void>;
  /** Asked for again while it is under way. */
  stale?: boolean;
  /** Changed in place while it is under way: the answer may be older than the change. */
  changed?: boolean;
}

const entries = new Map<string, Entry>();
const listeners = new Map<string, Set<() => void>>();
const nothing: Entry = {};

function put(path: string, entry: Entry): void {
  entries.set(path, entry);
  listeners.get(path)?.forEach((listener) => listener());
}

/** Fetch `path` now. A call while one is under way makes one more afterwards, so the answer is never older than the call. */
export function reload(path: string): Promise<void> {
  const known = entries.get(path) ?? {};
  if (known.asking) {
    known.stale = true;
    return known.asking;
  }
  const asking = api<unknown>("GET", path)
    .then(
      (data) => ({ data }) as Entry,
      (error: unknown) => ({ data: entries.get(path)?.data, error: error as Refused }) as Entry,
    )
    .then((entry) => {
      const { stale, changed, data } = entries.get(path) ?? {};
      put(path, changed ? { data } : entry);
      return stale || changed ? reload(path) : undefined;
    });
  put(path, { ...known, asking });
  return asking;
}

/** Change the known answer of `path` in place; does nothing when it was never fetched. */
export function change<T>(path: string, how: (data: T) => T): void {
  const known = entries.get(path);
  if (known?.data !== undefined) put(path, { ...known, data: how(known.data as T), changed: !!known.asking });
}

/** Keep `data` as the answer of `path`. */
export function keep<T>(path: string, data: T): void {
  put(path, { ...(entries.get(path) ?? {}), data, error: undefined });
}

/** Fetch again whatever is known and starts with `prefix`: at once what is on screen, else when it is next looked at. */
export function outdated(prefix: string): void {
  for (const path of [...entries.keys()]) {
    if (!path.startsWith(prefix)) continue;
    if (listeners.get(path)?.size) void reload(path);
    else entries.delete(path);
  }
}

export function forgetAll(): void {
  for (const path of [...entries.keys()]) {
    entries.delete(path);
    listeners.get(path)?.forEach((listener) => listener());
  }
}

function subscribe(path: string | null, listener: () => void): () => void {
  if (path === null) return () => {};
  const heard = listeners.get(path) ?? new Set();
  listeners.set(path, heard.add(listener));
  return () => void heard.delete(listener);
}

/** Read `path` of the API and stay current with it; `null` reads nothing. */
export function useResource<T>(path: string | null): Resource<T> {
  const entry = useSyncExternalStore(
    useCallback((listener: () => void) => subscribe(path, listener), [path]),
    () => (path === null ? nothing : (entries.get(path) ?? nothing)),
  );
  useEffect(() => {
    if (path !== null && !entries.get(path)?.asking) void reload(path);
  }, [path]);
  const again = useCallback(() => (path === null ? Promise.resolve() : reload(path)), [path]);
  return { data: entry.data as T | undefined, error: entry.error, reload: again };
}
