import { locale, t } from "../i18n";
import type { ApiError } from "./shapes";

/** What the server (or the way to it) said no with. `status` is 0 when nothing answered. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
  }
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const base = "/api/v1";
let csrf = "";
let onSignedOut: () => void = () => {};

export function rememberCsrf(value: string): void {
  csrf = value;
}

/** Call `then` when a call finds that the session has ended. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

async function refusal(response: Response): Promise<Refused> {
  const body = (await response.json().catch(() => null)) as ApiError | null;
  const said = body?.error;
  return new Refused(response.status, said?.code ?? "unreadable", said?.message ?? t("error.unreadable"), said?.fields);
}

/**
 * Ask Parley's API and return the parsed answer.
 * @throws Refused with the server's own words, or the network's.
 */
export async function api<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "Accept-Language": locale() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["X-Parley-Csrf"] = csrf;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(base + path, { method, headers, body: payload, credentials: "same-origin" }).catch(() => {
    throw new Refused(0, "offline", t("error.offline"));
  });
  if (!response.ok) {
    const said = await refusal(response);
    if (said.status === 401 && said.code === "not_signed_in") onSignedOut();
    throw said;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The words for anything that was thrown. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
