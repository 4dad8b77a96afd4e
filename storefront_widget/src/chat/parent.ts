/** The way to the loader in the shop's page: exact origins, and nothing before it has introduced itself. */
import type { ToFrame, ToLoader } from "../bridge.ts";

type Say = ToLoader extends infer M ? (M extends { parley: 1 } ? Omit<M, "parley"> : never) : never;

let origin = "";

export const isAlone = window.parent === window;

/** Say something to the loader; nothing is said before its origin is known. */
export function tell(message: Say): void {
  if (!isAlone && origin) window.parent.postMessage({ parley: 1, ...message }, origin);
}

/** Listen to the loader; the origin that introduced itself first is the only one ever heard (frame-ancestors decides who may). */
export function hear(on: (message: ToFrame) => void): void {
  addEventListener("message", (event: MessageEvent<ToFrame>) => {
    if (event.source !== window.parent || event.data?.parley !== 1) return;
    if (!origin && event.data.type === "hello") origin = event.origin;
    if (event.origin === origin) on(event.data);
  });
  // Holds nothing worth reading, and the page's origin is not known yet.
  if (!isAlone) window.parent.postMessage({ parley: 1, type: "ready" }, "*");
}
