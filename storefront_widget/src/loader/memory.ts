/** The visit's memory (sessionStorage) and, after first contact, what this device keeps (localStorage). */
import { store } from "./page.ts";

interface Visit {
  /** Random name of the visit; means nothing outside it. */
  id: string;
  seconds: number;
  before: string;
  views: Record<string, number>;
  spoken?: boolean;
  open?: boolean;
  firing?: string | undefined;
  secret?: string | undefined;
  /** Draft and unsent messages of the chat, opaque to the loader. */
  kept?: string | null;
}

interface Kept {
  secret?: string;
  until?: number;
  /** Rules that were declined, "*" for all, each with the time (ms) until which. */
  no?: Record<string, number>;
}

const KEY = "parley:" + store;
const MONTH = 2592e6; // 30 days in ms

const read = <T>(from: () => Storage): T | null => {
  try {
    return JSON.parse(from().getItem(KEY) as string) as T | null;
  } catch {
    return null; // storage may be forbidden, or hold something else
  }
};
const write = (to: () => Storage, value: object | null): void => {
  try {
    if (value) to().setItem(KEY, JSON.stringify(value));
    else to().removeItem(KEY);
  } catch {
    /* storage may be forbidden or full; the visit goes on without memory */
  }
};
const session = () => sessionStorage;
const device = () => localStorage;
const newVisit = (): Visit => ({ id: crypto.getRandomValues(new Uint32Array(4)).join("-"), seconds: 0, before: "", views: {} });

export let visit: Visit = read<Visit>(session) ?? newVisit();

/** Write down the visit. */
export const remember = (part: Partial<Visit>): void => write(session, Object.assign(visit, part));

const kept = (): Kept => read<Kept>(device) ?? {};

/** Read the conversation's secret, unless it is older than 30 days. */
export const secret = (): string | null => {
  const { secret, until = 0 } = kept();
  return (until > Date.now() && secret) || visit.secret || null;
};

/** Keep (or drop) the conversation's secret on this device for another 30 days. */
export const keepSecret = (value: string | null): void =>
  write(device, { ...kept(), secret: value, until: Date.now() + MONTH });

/** Keep for 30 days that a rule ("*": every rule) was declined; called only when the shopper said so. */
export const decline = (id: string): void => {
  const all = kept();
  write(device, { ...all, no: { ...all.no, [id]: Date.now() + MONTH } });
};

/** True while a rule stays declined. */
export const isDeclined = (id: string): boolean => {
  const { no = {} } = kept();
  return Math.max(no[id] ?? 0, no["*"] ?? 0) > Date.now();
};

/** Forget everything that this device knows of the chat. */
export const forget = (): void => {
  write(device, null);
  write(session, null);
  visit = newVisit();
  visit.spoken = true;
};
