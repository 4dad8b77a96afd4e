/** Reads and writes the packets of Socket.IO 5 (on Engine.IO 4) that a chat needs: text only, one namespace. */

export type Packet =
  | { kind: "open"; pingInterval: number; pingTimeout: number }
  | { kind: "ping" }
  | { kind: "joined" }
  | { kind: "refused"; code: string }
  | { kind: "left" }
  | { kind: "event"; name: string; data: unknown }
  | { kind: "ack"; id: number; data: unknown }
  | { kind: "other" };

export const PONG = "3";

const MESSAGE = /^4([0-4])(?:(\/[^,]*),)?(\d*)(.*)$/s; // type, namespace, acknowledgement id, JSON

/** Read one frame of the websocket; what is not understood is "other", never an error. */
export function decode(frame: string, namespace: string): Packet {
  try {
    if (frame[0] === "0") return { kind: "open", ...(JSON.parse(frame.slice(1)) as { pingInterval: number; pingTimeout: number }) };
    if (frame[0] === "2") return { kind: "ping" };
    const [, type, space = "/", id, json] = MESSAGE.exec(frame) ?? [];
    if (space !== namespace) return { kind: "other" };
    if (type === "0") return { kind: "joined" };
    if (type === "1") return { kind: "left" };
    if (type === "4") return { kind: "refused", code: (JSON.parse(json || "{}") as { message?: string }).message ?? "" };
    const data = JSON.parse(json || "[]") as unknown[];
    if (type === "2") return { kind: "event", name: String(data[0]), data: data[1] };
    if (type === "3") return { kind: "ack", id: Number(id), data: data[0] };
  } catch {
    /* a broken frame is no reason to stop */
  }
  return { kind: "other" };
}

/** Write the packet that joins a namespace. */
export const join = (namespace: string, auth: object): string => `40${namespace},${JSON.stringify(auth)}`;

/** Write an event that asks for an acknowledgement. */
export const event = (namespace: string, id: number, name: string, data: object): string => `42${namespace},${id}${JSON.stringify([name, data])}`;
