import type { Money, OrderFacts } from "../../api/shapes";

/** Which pieces go back, by line id. */
export type Pieces = Record<string, number>;

/** All that can still go back. */
export function allPieces({ can }: OrderFacts): Pieces {
  return Object.fromEntries(can.lines.filter((line) => line.left > 0).map((line) => [line.id, line.left]));
}

/** What pieces were bought for, but never more than what is left. */
export function worth({ can }: OrderFacts, pieces: Pieces): Money {
  const sum = can.lines.reduce((total, line) => total + Number(line.price.amount) * (pieces[line.id] ?? 0), 0);
  return { ...can.left, amount: Math.min(sum, Number(can.left.amount)).toFixed(2) };
}

/** An amount as somebody types it, "24,50" or "24.5"; null while it is none or more than what is left. */
export function typed(text: string, left: Money): Money | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d+(\.\d{1,2})?$/.test(plain)) return null;
  const amount = Number(plain);
  return amount > 0 && amount <= Number(left.amount) ? { ...left, amount: amount.toFixed(2) } : null;
}

/** Does a manager have to agree? In another currency than the limit's always: no rate is known. */
export function needsManager(amount: Money | null, limit: Money | null): boolean {
  if (!amount || !limit || Number(amount.amount) === 0) return false;
  return amount.currency !== limit.currency || Number(amount.amount) > Number(limit.amount);
}
