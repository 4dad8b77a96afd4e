import { useState } from "react";
import { Check, Copy, UserRound } from "lucide-react";
import type { StoreBrief } from "../api/shapes";
import { t } from "../i18n";
import { IconButton } from "./Buttons";

/** A store's colour and name. */
export function StoreName({ store }: { store: Pick<StoreBrief, "name" | "colour"> }) {
  return <span className="store" style={{ "--store": store.colour } as React.CSSProperties}>{store.name}</span>;
}

/** First letters of a name: "Mei Lin" → "ML", "Layla Al-Harbi" → "LH", "林美" → "林". */
export function initials(name: string): string {
  if (/^\p{Script=Han}/u.test(name)) return name.charAt(0);
  const parts = name.trim().split(/[\s-]+/);
  const ends = parts.length > 1 ? [parts[0]!, parts.at(-1)!] : parts;
  return ends.map((part) => part.charAt(0).toUpperCase()).join("");
}

/** Somebody's initials, or a plain figure for somebody without a name; `on`: is here now. */
export function Avatar({ name, on }: { name: string | null; on?: boolean }) {
  return <span className={on ? "avatar on" : "avatar"} aria-hidden>{name ? initials(name) : <UserRound className="i i-16" />}</span>;
}

/** Parley's own mark: a speech bubble with two lines. */
export function ParleyMark() {
  return (
    <svg className="i" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      <path d="M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5z" />
      <path d="M8.5 8.8h7M8.5 12h4.5" />
    </svg>
  );
}

/** A line of code with a button that copies it. */
export function CopyLine({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(text).then(() => {
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  });
  return (
    <div className="copyline">
      <code>{text}</code>
      <IconButton name={copied ? t("do.copied") : t("do.copy")} onPress={copy}>
        {copied ? <Check className="i i-16" aria-hidden /> : <Copy className="i i-16" aria-hidden />}
      </IconButton>
    </div>
  );
}
