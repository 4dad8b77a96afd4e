/** The line to the server: a socket where one opens, plain HTTP where none does; nothing is lost in between. */
import type { Message, State, Thread } from "../protocol.ts";
import { get, set } from "./store.ts";
import { Refusal, type Api } from "./wire/api.ts";
import { backoff } from "./wire/backoff.ts";
import { connect, type Socket } from "./wire/socket.ts";
import { fill, hasGap, push } from "./wire/thread.ts";

const BEAT = 20_000; // ms
const FALL_BACK = 5_000; // ms without a socket until plain HTTP takes over
const POLL = { seen: 2_500, hidden: 15_000 }; // ms between two questions

type Answer<T> = T & { error?: { code: string; message: string } };

export interface Line {
  start(): void;
  stop(): void;
  /** Try at once, whatever the waiting time. */
  tryNow(): void;
  /** Ask over the socket if it is open, else by HTTP. */
  ask<T>(name: string, data: object, method: string, path: string): Promise<T>;
  /** Read everything after `seq` again. */
  sync(seq?: number): Promise<void>;
  /** Say something that may get lost. */
  hint(name: string, data: object): void;
}

export interface On {
  /** Things can be sent. */
  free(): void;
  /** The server does not know our secret. */
  unknown(): void;
  /** The server speaks this language with the shopper. */
  speaks(locale: string | null): void;
}

/** Make the line. */
export function line(api: Api, url: string, on: On): Line {
  let socket: Socket | null = null;
  let joined = false;
  let running = false;
  let polling = false;
  let stale = false;
  let tries = 0;
  let redial: ReturnType<typeof setTimeout> | undefined;
  let nextPoll: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let hush: ReturnType<typeof setTimeout> | undefined;

  const gotState = (state: State) => {
    const before = get().state;
    set({ state });
    on.speaks(state.locale);
    if (state.holder !== "closed" && get().rated) set({ rated: 0 });
    if (before && before.proved.join() !== state.proved.join()) void sync(0).catch(() => 0); // cards open or mask themselves
  };
  const gotThread = (thread: Thread) => {
    set({ log: fill(get().log, thread), loading: false });
    gotState(thread.state);
  };
  const gotMessage = (message: Message) => {
    set({ log: push(get().log, message), outbox: get().outbox.filter((item) => item.client_id !== message.client_id) });
    if (message.author !== "shopper") set({ typing: null });
    if (message.author === "bot") on.speaks(message.locale);
    if (hasGap(get().log)) void sync().catch(() => 0);
  };
  const heard = (name: string, data: unknown) => {
    if (name === "message") gotMessage(data as Message);
    if (name === "state") gotState(data as State);
    if (name === "read") {
      const { seq, who } = data as { seq: number; who: string };
      const { state } = get();
      if (state && who !== "shopper") set({ state: { ...state, read_by_agent: Math.max(seq, state.read_by_agent) } });
    }
    if (name === "typing" && (data as { who: string }).who === "agent") {
      set({ typing: (data as { name?: string }).name ?? "" });
      clearTimeout(hush);
      hush = setTimeout(() => set({ typing: null }), 6_000);
    }
  };

  const ask = async <T>(name: string, data: object, method: string, path: string): Promise<T> => {
    if (!socket || !joined) return api.as<T>(method, path, method === "GET" ? undefined : data);
    const answer = await socket.ask<Answer<T>>(name, data);
    if (!answer?.error) return answer;
    const { code, message } = answer.error;
    throw new Refusal(code, message, /token|auth/.test(code) ? 401 : /too_many|limit|busy|failed|error/.test(code) ? 429 : 400);
  };
  const hint = (name: string, data: object) => {
    if (joined) void socket?.ask(name, data).catch(() => 0);
  };
  const sync = async (seq = get().log.last) => gotThread(await ask<Thread>("after", { seq }, "GET", "messages?after=" + seq));

  const beat = async () => {
    if (!socket || !joined) return;
    const mine = socket;
    try {
      const { seq, state } = await ask<{ seq: number; state: State }>("beat", { seq: get().log.last }, "", "");
      gotState(state);
      if (hasGap(get().log, seq)) await sync();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) mine.close();
    }
  };

  const failed = (error: unknown) => {
    if (error instanceof Refusal && [401, 403, 404].includes(error.status)) return on.unknown();
    const wait = backoff(Math.max(1, tries));
    set({ link: "lost", loading: false, retryAt: Date.now() + wait });
    clearTimeout(nextPoll);
    nextPoll = setTimeout(() => (poll(), dial()), wait);
  };
  const poll = async () => {
    clearTimeout(nextPoll);
    if (!running || joined || polling) return;
    polling = true;
    try {
      gotThread(await api.after(get().log.last));
      if (!joined && running) {
        set({ link: "polling" });
        nextPoll = setTimeout(poll, document.hidden ? POLL.hidden : POLL.seen);
        on.free();
      }
    } catch (error) {
      tries++;
      if (running) failed(error);
    }
    polling = false;
  };

  const dial = async () => {
    clearTimeout(redial);
    if (!running || socket) return;
    clearTimeout(patience);
    patience = setTimeout(() => joined || poll(), FALL_BACK);
    try {
      const token = await api.token(stale);
      stale = false;
      if (!running || socket) return;
      socket = connect(url, "/shopper", { token }, { joined: whenJoined, event: heard, ended: whenEnded });
    } catch (error) {
      failed(error);
    }
  };
  const whenJoined = () => {
    joined = true;
    tries = 0;
    clearTimeout(nextPoll);
    clearTimeout(patience);
    set({ link: "live" });
    const { url: page, title } = get().page;
    if (page) hint("visit", { page, title });
    sync().then(on.free, () => 0);
  };
  const whenEnded = (code: string) => {
    socket = null;
    joined = false;
    stale = !!code;
    if (!running) return;
    if (get().link === "live") set({ link: "opening" });
    if (get().link !== "lost") redial = setTimeout(dial, backoff(tries++)); // a lost line dials when it polls again
    void poll();
  };

  const tryNow = () => {
    if (!running || joined) return;
    tries = 0;
    void poll();
    void dial();
  };
  setInterval(beat, BEAT);
  addEventListener("online", tryNow);
  addEventListener("offline", () => socket?.close());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void (joined ? beat() : tryNow());
  });

  return {
    ask,
    sync,
    tryNow,
    hint,
    start() {
      if (running) return;
      running = true;
      set({ link: "opening" });
      void dial();
    },
    stop() {
      running = joined = false;
      [redial, nextPoll, patience].forEach(clearTimeout);
      socket?.close();
      socket = null;
      set({ link: "idle" });
    },
  };
}
