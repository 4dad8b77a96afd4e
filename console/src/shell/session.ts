import { createContext, useContext, useEffect } from "react";
import { api, Refused, rememberCsrf, whenSignedOut } from "../api/client";
import type { Me, MePatch, StoreBrief } from "../api/shapes";
import { forgetAll, keep, reload, useResource } from "../api/resource";
import { forgetDrafts } from "../conversation/drafts";
import { speak } from "../i18n";
import { disconnect } from "../live/socket";

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Who is signed in. Only below the shell. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside of the shell");
  return me;
}

/** What shoppers and the socket call somebody. */
export function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}

/** A store by its id; a store one may no longer see still has a name to show. */
export function useStore(id: string): StoreBrief | undefined {
  return useMe().stores.find((store) => store.id === id);
}

function wear(me: Me): void {
  rememberCsrf(me.csrf);
  speak(me.agent.locale);
  if (me.agent.theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = me.agent.theme;
}

/** Begin as `me`, after signing in or using a one-time link. */
export function begin(me: Me): void {
  forgetAll();
  wear(me);
  keep("/me", me);
}

/** Change something of one's own; the answer is the new self. */
export async function changeMe(patch: MePatch): Promise<void> {
  const me = await api<Me>("PATCH", "/me", patch);
  wear(me);
  keep("/me", me);
}

export async function signOut(): Promise<void> {
  await api("DELETE", "/session");
  forgetDrafts();
  ended();
}

/** Leave nothing of a session behind on this page. */
export function leave(): void {
  disconnect();
  forgetAll();
}

function ended(): void {
  leave();
  void reload("/me");
}

/** The session of this page: me, or why not. */
export function useSession(): { me: Me | undefined; error: Refused | undefined; retry: () => void } {
  const { data, error, reload: again } = useResource<Me>("/me");
  useEffect(() => whenSignedOut(() => data && ended()), [data]);
  useEffect(() => {
    if (data) wear(data);
  }, [data]);
  return { me: data, error, retry: () => void again() };
}
