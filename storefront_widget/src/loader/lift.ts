/** Keeps the corner clear of the shop's own bars (add to cart, cookie notice) at the bottom of the window. */

const INTO = 28; // px above what is known to be covered at which the next bar is looked for

const fixedBar = (node: Element | null): DOMRect | undefined => {
  for (; node && node !== document.body; node = node.parentElement) {
    if (!/fixed|sticky/.test(getComputedStyle(node).position)) continue;
    const box = node.getBoundingClientRect();
    if (box.height < innerHeight / 2) return box;
  }
  return;
};

/** Measure how far (px) to rise above what is fixed to the bottom where `at` stands; bars may stand on bars. */
export function lift(at: HTMLElement): number {
  const { left, right } = at.getBoundingClientRect();
  const own = (at.getRootNode() as ShadowRoot).host;
  let rise = 0;
  for (let bars = 0; bars < 4; bars++) {
    const tops = document
      .elementsFromPoint((left + right) / 2, innerHeight - rise - INTO)
      .map((node) => (node === own ? undefined : fixedBar(node)?.top))
      .filter((top): top is number => top !== undefined);
    if (!tops.length) break;
    rise = Math.max(rise, innerHeight - Math.min(...tops));
  }
  return rise;
}
