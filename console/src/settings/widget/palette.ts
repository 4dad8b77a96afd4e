import type { Palette } from "../../api/shapes";

/**
 * The shop's tones from its one colour, for the preview while it is being chosen.
 * The same rule as the server's integration_app/stores/colour.py, step by step; its answer decides after saving.
 * Tones move in OKLCH: https://bottosson.github.io/posts/oklab/.
 */
const enough = 4.5; // WCAG 2.2, 1.4.3
const white = "#FFFFFF";
const ink = "#1B2430";
const lightGrounds = ["#FFFFFF", "#FBFAF7", "#F4F2EC"];
const darkGrounds = ["#191F27", "#12171D", "#222A33", "#232C36"];
const step = 0.005;
type Triple = [number, number, number];

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

export function palette(colour: string): { light: Palette; dark: Palette } {
  const own = colour.toUpperCase();
  return { light: light(own), dark: dark(own) };
}

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function light(colour: string): Palette {
  const shop = moveUntil(colour, -step, (tone) => reads(tone, ...lightGrounds, mix(tone, white, 0.1)));
  const hover = lighter(shop, toLch(shop)[0] > 0.2 ? -0.06 : 0.1);
  return { shop, hover, soft: mix(shop, white, 0.1), on_shop: white, ...bubble(colour) };
}

function dark(colour: string): Palette {
  const [lightness, chroma, hue] = toLch(colour);
  const on_shop = fromLch([0.24, Math.min(chroma, 0.03), hue]);
  const soft = fromLch([0.3, Math.min(chroma, 0.035), hue]);
  const pale = fromLch([0.78, Math.min(chroma * 1.2, 0.12), hue]);
  const shop = moveUntil(pale, step, (tone) => reads(tone, ...darkGrounds, soft, on_shop));
  const quiet = fromLch([Math.min(Math.max(lightness, 0.42), 0.5), Math.min(chroma, 0.12), hue]);
  return { shop, hover: lighter(shop, 0.06), soft, on_shop, bubble: moveUntil(quiet, -step, (tone) => reads(tone, white)), on_bubble: white };
}

function bubble(colour: string): Pick<Palette, "bubble" | "on_bubble"> {
  for (const text of [white, ink]) if (reads(text, colour)) return { bubble: colour, on_bubble: text };
  return { bubble: moveUntil(colour, -step, (tone) => reads(tone, white)), on_bubble: white };
}

function reads(text: string, ...grounds: string[]): boolean {
  return grounds.every((ground) => contrast(text, ground) >= enough);
}

function moveUntil(colour: string, by: number, good: (tone: string) => boolean): string {
  let [lightness, chroma, hue] = toLch(colour);
  while (!good(colour) && lightness > 0 && lightness < 1) {
    lightness += by;
    colour = fromLch([lightness, chroma, hue]);
  }
  return colour;
}

function lighter(colour: string, by: number): string {
  const [lightness, chroma, hue] = toLch(colour);
  return fromLch([Math.min(Math.max(lightness + by, 0), 1), chroma, hue]);
}

function mix(colour: string, ground: string, share: number): string {
  const below = rgb(ground);
  return hex(rgb(colour).map((value, at) => value * share + below[at]! * (1 - share)) as Triple);
}

function luminance(colour: string): number {
  const [red, green, blue] = rgb(colour).map(linear) as Triple;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function rgb(colour: string): Triple {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as Triple;
}

function hex(values: Triple): string {
  return "#" + values.map((value) => Math.round(Math.min(Math.max(value, 0), 1) * 255).toString(16).padStart(2, "0").toUpperCase()).join("");
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  return value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055;
}

function toLch(colour: string): Triple {
  const [red, green, blue] = rgb(colour).map(linear) as Triple;
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short;
  return [0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short, Math.hypot(a, b), Math.atan2(b, a)];
}

/** The nearest colour a screen can show, giving up chroma rather than lightness. */
function fromLch([lightness, chroma, hue]: Triple): string {
  let values = screen(lightness, chroma, hue);
  while (chroma > 0 && !values.every((value) => value >= -0.001 && value <= 1.001)) {
    chroma = chroma > 0.004 ? chroma - 0.004 : 0;
    values = screen(lightness, chroma, hue);
  }
  return hex(values);
}

function screen(lightness: number, chroma: number, hue: number): Triple {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const values: Triple = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
  return values.map((value) => (value > 0 ? gamma(value) : value * 12.92)) as Triple;
}
