import { AlertTriangle } from "lucide-react";
import type { ReactNode } from "react";
import { Refused } from "../api/client";
import { t } from "../i18n";
import { Do } from "./Buttons";

/** What went wrong, in the server's words, and a way to try again. */
export function Trouble({ error, retry }: { error: Refused | Error; retry?: () => void }) {
  return (
    <div className="trouble" role="alert">
      <AlertTriangle className="i" aria-hidden />
      <div>
        <p>{error.message}</p>
        {retry && <Do small onPress={retry}>{t("do.retry")}</Do>}
      </div>
    </div>
  );
}

/** The shape of what comes; shown after 200 ms by its style. */
export function Bones({ lines = 5 }: { lines?: number }) {
  return (
    <div className="bones" aria-busy="true">
      <span className="sr">{t("state.loading")}</span>
      {Array.from({ length: lines }, (_, line) => <span key={line} className="bone" style={{ inlineSize: `${[62, 88, 74, 45, 81][line % 5]}%` }} />)}
    </div>
  );
}

/** Teaches in one line and one button. */
export function Empty({ drawing, line, children, small }: { drawing?: ReactNode; line: string; children?: ReactNode; small?: boolean }) {
  return (
    <div className={small ? "empty small" : "empty"}>
      {drawing}
      <p>{line}</p>
      {children}
    </div>
  );
}

/** Trouble, bones, or the thing itself. An answer that is known stays while a newer one fails. */
export function Loaded<T>({ from, children, lines }: { from: { data: T | undefined; error: Refused | undefined; reload: () => unknown }; children: (data: T) => ReactNode; lines?: number }) {
  if (from.data !== undefined) return children(from.data);
  if (from.error) return <div className="pad"><Trouble error={from.error} retry={() => void from.reload()} /></div>;
  return <div className="pad"><Bones lines={lines} /></div>;
}
