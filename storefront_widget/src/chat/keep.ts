/** Keeps draft and unsent messages over a reload and on the shop's next page. */
import { isAlone, tell } from "./parent.ts";
import { get, listen, set } from "./store.ts";
import type { Unsent } from "./wire/outbox.ts";

interface Kept {
  draft: string;
  outbox: Unsent[];
  locale?: string;
  rated: number;
}

const KEY = "parley";

/** Take up what was kept, by the page or by this tab; what was written meanwhile stays. */
export function takeUp(kept: string | null): string | undefined {
  try {
    const { draft = "", outbox = [], rated = 0, locale } = JSON.parse(kept ?? sessionStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    const now = get();
    set({ draft: now.draft || draft, outbox: [...outbox, ...now.outbox], rated });
    return locale;
  } catch {
    return undefined; // nothing readable was kept
  }
}

/** From now on write every change down, a moment later. */
export function keepOn(): void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const { draft, outbox, locale, rated } = get();
    const kept = JSON.stringify({ draft, outbox, locale, rated } satisfies Kept);
    tell({ type: "keep", kept });
    if (!isAlone) return;
    try {
      sessionStorage.setItem(KEY, kept);
    } catch {
      /* storage may be forbidden */
    }
  };
  listen((now, before) => {
    if (now.outbox !== before.outbox || now.rated !== before.rated || now.locale !== before.locale) write();
    else if (now.draft !== before.draft) {
      clearTimeout(soon);
      soon = setTimeout(write, 250);
    }
  });
  addEventListener("pagehide", write);
}
