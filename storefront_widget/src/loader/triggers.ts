/** Decides when the widget may speak first. Values in, a yes or no out. */
import type { Settings, Trigger } from "../protocol.ts";

/** What happened just now: a second passed, the visitor turned to leave, or a page was opened. */
export type Signal = "tick" | "exit" | "arrive";

export interface Moment {
  signal: Signal;
  /** Kind and path of the page. */
  kind: string;
  path: string;
  /** Kind of the page seen before this one in the visit; "checkout" once the visitor went on to it. */
  before: string;
  /** Seconds that this page, and the whole visit, were in view. */
  onPage: number;
  inVisit: number;
  /** How often the product of this page was looked at in the visit. */
  views: number;
}

export interface Hush {
  hour: number;
  night: Settings["night"];
  open: boolean;
  typing: boolean;
  kind: string;
}

const EXIT_AFTER = 3; // seconds; a mouse on its way through the page is no leaving

/** True in the visitor's night; the night may run over midnight. */
export const isNight = (hour: number, night: Settings["night"]): boolean =>
  !!night && (hour - night.from + 24) % 24 < (night.to - night.from + 24) % 24;

/** True when nothing at all may be said now. */
export const mustHush = ({ hour, night, open, typing, kind }: Hush): boolean => open || typing || kind === "checkout" || isNight(hour, night);

/** True when the rule is meant for this page: no pages means all; a page is a kind or a path, with * at its end for a prefix. */
export const isMeantFor = (pages: string[] | undefined, kind: string, path: string): boolean =>
  !pages?.length ||
  pages.some((p) => p === kind || (p.endsWith("*") ? path.startsWith(p.slice(0, -1)) : p === path));

/** True when the rule's moment has come. */
export function matches(t: Trigger, m: Moment): boolean {
  const here = isMeantFor(t.pages, m.kind, m.path);
  if (t.kind === "dwell")
    return here && m.signal === "tick" && (t.pages?.length ? m.onPage : m.inVisit) >= (t.seconds ?? 90);
  if (t.kind === "exit") return here && m.signal === "exit" && m.onPage >= (t.seconds ?? EXIT_AFTER);
  if (t.kind === "repeat_view") return here && m.signal !== "exit" && m.views >= (t.views ?? 3);
  return m.kind === "cart" ? m.signal === "exit" : m.before === "cart" && m.signal === "tick";
}

/** Find the first rule whose moment has come and that was not declined before. */
export const due = (rules: Trigger[], m: Moment, declined: (id: string) => boolean): Trigger | undefined =>
  rules.find((t) => matches(t, m) && !declined(t.id));
