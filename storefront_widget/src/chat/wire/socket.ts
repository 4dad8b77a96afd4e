/** A Socket.IO connection over a plain websocket: acknowledged events, and an end that is noticed. */
import { decode, event, join, PONG } from "./packets.ts";

const ACK_WITHIN = 10_000; // ms; later than that the connection is taken for dead

export interface Socket {
  ask<T>(name: string, data: object): Promise<T>;
  close(): void;
}

export interface Heard {
  joined(): void;
  event(name: string, data: unknown): void;
  /** Called once, also when the connection never came about; `code` when the server refused it. */
  ended(code: string): void;
}

/** Connect; `heard.joined` follows when the namespace has let us in. */
export function connect(url: string, namespace: string, auth: object, heard: Heard): Socket {
  const ws = new WebSocket(url);
  const waiting = new Map<number, { done(data: unknown): void; fail(): void }>();
  let asked = 0;
  let over = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let patience = 30_000; // until the server names its own ping interval

  const end = (code = "") => {
    if (over) return;
    over = true;
    clearTimeout(silence);
    ws.close();
    waiting.forEach(({ fail }) => fail());
    heard.ended(code);
  };
  const alive = () => {
    clearTimeout(silence);
    silence = setTimeout(end, patience);
  };

  ws.onclose = ws.onerror = () => end();
  ws.onmessage = ({ data }) => {
    if (over) return;
    alive();
    const packet = decode(String(data), namespace);
    if (packet.kind === "open") {
      patience = packet.pingInterval + packet.pingTimeout;
      ws.send(join(namespace, auth));
    } else if (packet.kind === "ping") ws.send(PONG);
    else if (packet.kind === "joined") heard.joined();
    else if (packet.kind === "refused") end(packet.code || "refused");
    else if (packet.kind === "left") end();
    else if (packet.kind === "event") heard.event(packet.name, packet.data);
    else if (packet.kind === "ack") {
      waiting.get(packet.id)?.done(packet.data);
      waiting.delete(packet.id);
    }
  };
  alive();

  return {
    ask: <T>(name: string, data: object) =>
      new Promise<T>((resolve, reject) => {
        const fail = () => reject(new Error("no connection"));
        if (over || ws.readyState !== 1) return fail();
        const id = asked++;
        const late = setTimeout(() => (fail(), end()), ACK_WITHIN);
        waiting.set(id, {
          done: (answer) => (clearTimeout(late), resolve(answer as T)),
          fail: () => (clearTimeout(late), fail()),
        });
        ws.send(event(namespace, id, name, data));
      }),
    close: () => end(),
  };
}
