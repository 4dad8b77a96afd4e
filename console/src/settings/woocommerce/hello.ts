import { api } from "../../api/client";

/** The plugin's code outlives the way through the store's own pages, in this tab only. */
const place = "parley.plugin_hello";

export function rememberHello(code: string | null): void {
  if (code) sessionStorage.setItem(place, code);
}

/** Whether a plugin waits to be told. */
export function helloWaits(): boolean {
  return sessionStorage.getItem(place) !== null;
}

/** Tell the plugin which store it is, if one waits for that; false if none does. */
export async function handOver(store: string): Promise<boolean> {
  const code = sessionStorage.getItem(place);
  if (!code) return false;
  sessionStorage.removeItem(place);
  await api("POST", `/stores/${store}/plugin/hello`, { code });
  return true;
}
