/**
 * What a reader chose, kept on this device where the browser allows it. Inside Shopify's frame it often does not:
 * then it is kept until the page is closed.
 */
const forNow = new Map<string, string>();

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return forNow.get(key) ?? null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    forNow.set(key, value);
  }
}

export function forget(key: string): void {
  forNow.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was kept there
  }
}

/** Every key that is kept, and begins so. */
export function recalled(prefix: string): string[] {
  let kept: string[] = [];
  try {
    kept = Object.keys(localStorage);
  } catch {
    // nothing was kept there
  }
  return [...kept, ...forNow.keys()].filter((key) => key.startsWith(prefix));
}
