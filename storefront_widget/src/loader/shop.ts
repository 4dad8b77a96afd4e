/** What the loader hands to the stage: the page, the visit's memory, and its corner. */
import type { Settings } from "../protocol.ts";
import * as memory from "./memory.ts";
import { kind, locale, origin, product, said, store } from "./page.ts";

/** Gather what the stage needs. */
export const shop = (settings: Settings, at: HTMLElement) => ({ settings, at, memory, page: { origin, store, said, product, locale, kind } });

export type Shop = ReturnType<typeof shop>;
