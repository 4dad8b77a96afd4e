import { useCallback, useEffect, useMemo, useState } from "react";
import { Refused } from "../api/client";
import { t } from "../i18n";
import { holdBack } from "../shell/router";
import { toast } from "../ui/toasts";

/** Something being edited beside what was saved. */
export interface Form<T> {
  value: T;
  set: (patch: Partial<T>) => void;
  dirty: boolean;
  savable: boolean;
  busy: boolean;
  error: Refused | null; // of the last save
  wrong: Record<string, string>; // of the last save, by field
  save: () => Promise<boolean>;
  discard: () => void;
  leaving: (() => void) | null; // somebody wanted to go elsewhere: how to go on
  stay: () => void;
}

/**
 * Edit `saved`; `store` writes it and throws Refused. Leaving with changes is held back until it is decided.
 * What is `fresh` is not stored anywhere yet and can be saved as it stands.
 */
export function useForm<T extends object>(saved: T, store: (value: T) => Promise<unknown>, fresh = false): Form<T> {
  const [value, setValue] = useState(saved);
  const [from, setFrom] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const dirty = useMemo(() => JSON.stringify(value) !== JSON.stringify(from), [value, from]);
  const answer = JSON.stringify(saved);
  useEffect(() => {
    if (dirty) return; // a newer answer must not overwrite what is typed
    const newer = JSON.parse(answer) as T;
    setFrom(newer);
    setValue(newer);
  }, [answer]);
  useEffect(() => (dirty ? guarded((leave) => setLeaving(() => leave)) : undefined), [dirty]);
  const save = useCallback(async () => {
    setBusy(true);
    setRefused(null);
    try {
      await store(value);
      setFrom(value);
      setLeaving(null);
      toast(t("done.saved"));
      return true;
    } catch (error) {
      setRefused(error as Refused);
      return false;
    } finally {
      setBusy(false);
    }
  }, [store, value]);
  const wrong = refused?.fields ?? {};
  return {
    value, dirty, savable: dirty || fresh, busy, wrong, save, leaving,
    set: (patch) => setValue((known) => ({ ...known, ...patch })),
    error: refused,
    discard: () => { setValue(from); setRefused(null); setLeaving(null); },
    stay: () => setLeaving(null),
  };
}

/** Hold back every way out: our own links, back and forward, closing the page. */
function guarded(asked: (leave: () => void) => void): () => void {
  const unload = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", unload);
  const release = holdBack((leave) => {
    asked(leave);
    return false;
  });
  return () => {
    window.removeEventListener("beforeunload", unload);
    release();
  };
}
