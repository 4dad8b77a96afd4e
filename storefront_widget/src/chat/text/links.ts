/** Splits a text into plain pieces and safe links; nothing else ever becomes markup. */

export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef]+/gi;
const TAIL = /[.,;:!?)\]}'’”»…]+$/;

/** Accept an address only if it is plain http or https. */
export function safe(address: string | null | undefined): string | undefined {
  try {
    const url = new URL(address ?? "");
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Leave closing punctuation outside the link, but keep a bracket that was opened within it. */
function trim(found: string): string {
  let address = found.replace(TAIL, "");
  if (found[address.length] === ")" && address.includes("(")) address += ")";
  return address;
}

/** Cut a text into pieces. */
export function pieces(text: string): Piece[] {
  const parts: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trim(match[0]);
    const href = safe(address);
    if (!href) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: address, href });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}
