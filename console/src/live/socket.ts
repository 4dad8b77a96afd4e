import { io, type Socket } from "socket.io-client";
import { useEffect, useSyncExternalStore } from "react";
import type { Message } from "../api/shapes";
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

/** Open the one connection of this page; the session cookie says who we are. */
export function connect(): void {
  if (socket) return;
  socket = io("/agent", { path: "/socket.io", transports: ["websocket"] });
  socket.on("connect", () => {
    beat();
    tellAll();
  });
  socket.on("disconnect", tellAll);
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
