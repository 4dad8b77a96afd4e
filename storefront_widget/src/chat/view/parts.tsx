/** Small parts that several views share. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { pieces } from "../text/links.ts";

/** A text as text, with its addresses as safe links. */
export const Text = ({ text }: { text: string }) => (
  <>
    {pieces(text).map((piece) =>
      piece.href ? (
        <a class="link" href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      ) : (
        piece.text
      ),
    )}
  </>
);

/** A picture that leaves its coloured ground standing where it cannot be loaded. */
export const Picture = ({ src, class: name }: { src: string | null | undefined; class: string }) => {
  const [broken, setBroken] = useState(false);
  return <span class={name}>{src && !broken && <img src={src} alt="" loading="lazy" onError={() => setBroken(true)} />}</span>;
};

/** A field with its label; says what is wrong below. */
export const Field = ({ label, error, children }: { label: string; error?: string; children: ComponentChildren }) => (
  <label class="field">
    <span>{label}</span>
    {children}
    {error && (
      <span class="wrong" role="alert">
        {error}
      </span>
    )}
  </label>
);

/** Draw again every `ms`, for what counts down. */
export function useTick(ms: number, on = true): void {
  const [, draw] = useState(0);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => draw((n) => n + 1), ms);
    return () => clearInterval(timer);
  }, [ms, on]);
}
