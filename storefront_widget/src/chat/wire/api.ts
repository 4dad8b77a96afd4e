/** The widget's HTTP API, with a token that renews itself from the conversation's secret. */
import type { Page } from "../../bridge.ts";
import type { Refused, Thread } from "../../protocol.ts";

const EARLY = 60_000; // ms before its end at which a token is renewed

/** The server answered, and its answer is no; `lasting` when asking again cannot help. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
  get lasting(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429 && this.status !== 408;
  }
}

interface Token {
  token: string;
  expires_in: number;
}
export interface Opening extends Page {
  locale: string;
  zone: string;
  referrer: string;
  firing?: string | undefined;
  cart_token?: string | undefined;
}

/** Speak with the store's part of the API; `changed` is told each new secret, null when it is no longer known. */
export function api(base: string, changed: (secret: string | null) => void) {
  let secret: string | null = null;
  let token = "";
  let until = 0;

  async function call<T>(method: string, path: string, body?: object, bearer?: string): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (body) headers["content-type"] = "application/json";
    if (bearer) headers.authorization = "Bearer " + bearer;
    const answer = await fetch(base + path, { method, headers, body: body ? JSON.stringify(body) : null, signal: within(10_000) });
    if (answer.ok) return (answer.status === 204 ? {} : await answer.json()) as T;
    const refused = (await answer.json().catch(() => null)) as Refused | null;
    throw new Refusal(refused?.error?.code ?? "failed", refused?.error?.message ?? "", answer.status);
  }
  const keep = (got: Token) => {
    token = got.token;
    until = Date.now() + got.expires_in * 1000;
    return token;
  };

  return {
    hasSecret: () => secret !== null,
    /** Take over a secret that the page kept. */
    use(kept: string | null) {
      secret = kept;
      until = 0;
    },
    /** Open a conversation (or re-open the one whose secret we hold). */
    async open({ url, ...about }: Opening): Promise<void> {
      const got = await call<Token & { secret: string }>("POST", "conversations", { ...about, page: url, secret: secret ?? undefined });
      keep(got);
      if (got.secret && got.secret !== secret) changed((secret = got.secret));
    },
    /** Get a token that is good for a while. :raises Refusal: 401 where the secret is not known any more. */
    async token(fresh = false): Promise<string> {
      if (!fresh && until - EARLY > Date.now()) return token;
      return keep(await call<Token>("POST", "token", { secret }));
    },
    /** Call with the token; once more with a new one if it was refused. */
    async as<T>(method: string, path: string, body?: object): Promise<T> {
      try {
        return await call<T>(method, path, body, await this.token());
      } catch (error) {
        if (!(error instanceof Refusal) || error.status !== 401) throw error;
        return call<T>(method, path, body, await this.token(true));
      }
    },
    after(seq: number): Promise<Thread> {
      return this.as("GET", "messages?after=" + seq);
    },
  };
}

export type Api = ReturnType<typeof api>;

const within = (ms: number): AbortSignal => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), ms);
  return stop.signal;
};
