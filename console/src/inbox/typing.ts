import { useCallback, useEffect, useRef, useState } from "react";
import { t } from "../i18n";
import { useHear, type Heard } from "../live/socket";
import { firstName, useMe } from "../shell/session";

const lasts = 5_000; // ms; whoever still types says so again sooner

/** "Wei is typing" for each conversation where somebody does. */
export function useTypingNames(): ReadonlyMap<string, string> {
  const me = firstName(useMe().agent.name);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const stop = useCallback((id: string) => setNames((known) => new Map([...known].filter(([other]) => other !== id))), []);
  const heard = useCallback(({ conversation, who, name }: Heard["typing"]) => {
    if (who === "agent" && name === me) return;
    const text = who === "agent" && name ? t("inbox.typing_name", { name }) : t("inbox.typing");
    setNames((known) => new Map(known).set(conversation, text));
    clearTimeout(timers.current.get(conversation));
    timers.current.set(conversation, setTimeout(() => stop(conversation), lasts));
  }, [stop, me]);
  useHear("typing", heard);
  useHear("message", useCallback(({ conversation }: Heard["message"]) => stop(conversation), [stop]));
  useEffect(() => {
    const known = timers.current;
    return () => known.forEach(clearTimeout);
  }, []);
  return names;
}
