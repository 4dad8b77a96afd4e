/** Keeps the corner clear of the shop's own bars (add to cart, cookie notice) at the bottom of the window. */

const fixedBar = (node: Element | null): DOMRect | undefined => {
  for (; node && node !== document.body; node = node.parentElement) {
    if (!/fixed|sticky/.test(getComputedStyle(node).position)) continue;
    const box = node.getBoundingClientRect();
    if (box.bottom >= innerHeight - 24 && box.height < innerHeight / 2) return box;
  }
  return;
};

/** Measure how far (px) to rise above what is fixed to the bottom where `at` stands. */
export function lift(at: HTMLElement): number {
  const { left, right } = at.getBoundingClientRect();
  const own = at.getRootNode() as ShadowRoot;
  const tops = document
    .elementsFromPoint((left + right) / 2, innerHeight - 28)
    .map((node) => (node === own.host ? undefined : fixedBar(node)?.top))
    .filter((top): top is number => top !== undefined);
  return tops.length ? Math.max(0, innerHeight - Math.min(...tops)) : 0;
}
