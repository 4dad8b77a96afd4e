/** The exact host of what somebody typed or pasted: no scheme, path or star; null when there is none. */
export function hostOf(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (!text || /[\s*]/.test(text)) return null;
  try {
    const url = new URL(text.includes("://") ? text : `https://${text}`);
    const known = /^([a-z0-9\u00a1-\uffff-]+\.)+[a-z0-9-]{2,}$|^localhost$|^[\d.]+$/.test(url.hostname);
    return known && !url.username ? url.host : null;
  } catch {
    return null;
  }
}
