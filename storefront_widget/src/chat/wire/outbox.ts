/** What the shopper sent and the server has not acknowledged yet; kept so that it outlives the frame. */
import type { Act } from "../../protocol.ts";

export interface Unsent {
  client_id: string;
  at: string;
  /** One of both: words, or something tapped. */
  text?: string;
  act?: Act;
  /** Why the server will not have it; empty while it is on its way. */
  refused?: string;
}

export const newId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The next one to go: strictly in order, so that nothing overtakes; what was refused stands aside. */
export const next = (box: Unsent[]): Unsent | undefined => box.find((item) => !item.refused);

export const without = (box: Unsent[], id: string | null): Unsent[] => box.filter((item) => item.client_id !== id);

export const refuse = (box: Unsent[], id: string, why: string): Unsent[] =>
  box.map((item) => (item.client_id === id ? { ...item, refused: why } : item));

/** Let a refused one try again. */
export const retry = (box: Unsent[], id: string): Unsent[] =>
  box.map((item) => (item.client_id === id ? { client_id: item.client_id, at: item.at, ...(item.act ? { act: item.act } : { text: item.text ?? "" }) } : item));
