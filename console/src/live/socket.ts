import { io, type Socket } from "socket.io-client";
import { useEffect, useSyncExternalStore } from "react";
import { reload } from "../api/resource";
import type { Message } from "../api/shapes";
import { embedded, idToken } from "../shopify/bridge";
import type { InboxChanged, Looking, Read, Typing } from "./protocol";

/** What the server tells agents, each with the conversation it is about. */
export interface Heard {
  message: Message;
  typing: Required<Typing>;
  read: Required<Read>;
  inbox: InboxChanged;
  looking: Looking;
}
type Hear<K extends keyof Heard> = (what: Heard[K]) => void;

const refusedPause = 2_000; // ms
const beatEvery = 20_000; // presence counts as away after 60 s
const listeners = new Set<() => void>();
let socket: Socket | null = null;
let beating: ReturnType<typeof setInterval> | undefined;

function beat(): void {
  if (socket?.connected) socket.emit("beat", {});
}

function tellAll(): void {
  listeners.forEach((listener) => listener());
}

/** Say by what we come in, at every connection anew: a fresh ID token in Shopify's frame, else the session's cookie. */
function bring(give: (auth: object) => void): void {
  if (!embedded) return give({});
  void idToken().then((token) => give({ id_token: token }), () => give({}));
}

/** Refused or put out: what we may has changed. Ask who we are, and try again while we are somebody. */
function again(): void {
  tellAll();
  const refused = socket;
  void reload("/me").then(() => setTimeout(() => refused === socket && socket?.connect(), refusedPause));
}

/** Open the one connection of this page. */
export function connect(): void {
  if (socket) return;
  socket = io("/agent", { path: "/socket.io", transports: ["websocket"], auth: bring });
  socket.on("connect", () => {
    beat();
    tellAll();
  });
  socket.on("disconnect", (reason) => (reason === "io server disconnect" ? again() : tellAll()));
  socket.on("connect_error", () => socket?.active || again());
  beating = setInterval(beat, beatEvery);
}

export function disconnect(): void {
  clearInterval(beating);
  socket?.disconnect();
  socket = null;
  tellAll();
}

/** Say something that may be lost. */
export function say(what: "join" | "leave" | "typing", conversation: string): void {
  if (socket?.connected) socket.emit(what, { conversation });
}

export function useConnected(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => socket?.connected ?? false,
  );
}

/** Hear every `what` while mounted. */
export function useHear<K extends keyof Heard>(what: K, hear: Hear<K>): void {
  useEffect(() => {
    const here = socket;
    here?.on(what as string, hear);
    return () => void here?.off(what as string, hear);
  }, [what, hear]);
}

/** Call `then` at every connection but the first: something may have been missed. */
export function useReconnected(then: () => void): void {
  useEffect(() => {
    const here = socket;
    let known = here?.connected ?? false;
    const connected = () => {
      if (known) then();
      known = true;
    };
    here?.on("connect", connected);
    return () => void here?.off("connect", connected);
  }, [then]);
}
