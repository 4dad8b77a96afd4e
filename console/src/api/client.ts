import { locale, t } from "../i18n";
import { embedded, idToken } from "../shopify/bridge";
import { Refused } from "./refused";
import type { ApiError } from "./shapes";

export { Refused };
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

/** One request: in Shopify's frame with a fresh ID token and no cookie, elsewhere with the session's cookie. */
async function ask(method: Method, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { "Accept-Language": locale() };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (embedded) headers.Authorization = `Bearer ${await idToken()}`;
  else if (method !== "GET") headers["X-Parley-Csrf"] = csrf;
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return fetch(base + path, { method, headers, body: payload, credentials: embedded ? "omit" : "same-origin" }).catch(() => {
    throw new Refused(0, "offline", t("error.offline"));
  });
}

/** Ask until there is an answer that is no refusal; an ID token that ran out on the way is renewed once. */
async function call(method: Method, path: string, body?: unknown): Promise<Response> {
  let response = await ask(method, path, body);
  if (embedded && response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) response = await ask(method, path, body);
  if (!response.ok) {
    const said = await refusal(response);
    if (said.status === 401 && said.code === "not_signed_in") onSignedOut();
    throw said;
  }
  return response;
}

/**
 * Ask Parley's API and return the parsed answer.
 * @throws Refused with the server's own words, or the network's.
 */
export async function api<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const text = await (await call(method, path, body)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Fetch a file and have the browser keep it, by the name that the server gave it. POST where fetching it is noted. */
export async function save(path: string, method: "GET" | "POST" = "GET"): Promise<void> {
  const response = await call(method, path, method === "POST" ? {} : undefined);
  const name = response.headers.get("Content-Disposition")?.match(/filename="?([^";]+)/)?.[1] ?? "parley";
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // some browsers read it a moment later
}

/** The words for anything that was thrown. */
export function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
