/** How long to wait (ms) before the next try: doubling from 1 s to 30 s, with jitter so that a restarted server is not stormed. */
export const backoff = (tries: number, random: number = Math.random()): number => Math.min(30_000, 1000 * 2 ** tries) * (0.5 + random / 2);
