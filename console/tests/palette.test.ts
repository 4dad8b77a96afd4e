import { expect, test } from "vitest";
import { contrast, isColour, palette } from "../src/settings/widget/palette";

const darkGrounds = ["#191F27", "#12171D", "#222A33", "#232C36"];

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#FFFFFF")).toBeCloseTo(21);
  expect(contrast("#777777", "#FFFFFF")).toBeCloseTo(4.48, 2);
  expect(contrast("#15514E", "#15514E")).toBe(1);
});

test.each(["#15514E", "#1F5C8B", "#FFD400", "#FFFFFF", "#000000", "#FF0000", "#C0683A", "#00FF88", "#808080"])("%s: every text can be read on its ground", (colour) => {
  const { light, dark } = palette(colour);
  for (const [text, ...grounds] of [
    [light.shop, "#FFFFFF", "#FBFAF7", "#F4F2EC", light.soft],
    [light.on_shop, light.shop],
    [light.on_bubble, light.bubble],
    [dark.shop, ...darkGrounds, dark.soft],
    [dark.on_shop, dark.shop],
    [dark.on_bubble, dark.bubble],
  ] as [string, ...string[]][])
    for (const ground of grounds) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test("a colour that reads well stays itself", () => {
  const { light } = palette("#15514E");
  expect(light).toMatchObject({ shop: "#15514E", bubble: "#15514E", on_shop: "#FFFFFF", on_bubble: "#FFFFFF" });
});

test("only #RRGGBB is a colour", () => {
  expect(isColour("#15514e")).toBe(true);
  for (const text of ["15514E", "#155", "#15514EFF", "#GG0000", ""]) expect(isColour(text)).toBe(false);
});
