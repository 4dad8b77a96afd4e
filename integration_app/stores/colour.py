"""The shop's colour: one value in, every tone of the widget out, readable by rule.

Text and ground always differ by at least 4.5:1 (WCAG 2.2, 1.4.3). Tones move in OKLCH, where equal steps of
lightness look equal: https://bottosson.github.io/posts/oklab/.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

ENOUGH = 4.5
WHITE, INK = "#FFFFFF", "#1B2430"

_LIGHT_GROUNDS = ("#FFFFFF", "#FBFAF7", "#F4F2EC")
_DARK_GROUNDS = ("#191F27", "#12171D", "#222A33", "#232C36")
"""Surfaces of the widget on which the shop's colour stands as text: look/tokens.css."""

_STEP = 0.005
_Lch = tuple[float, float, float]


@dataclass(frozen=True)
class Tones:
    """The shop's colours in one mode, as #RRGGBB."""

    shop: str
    hover: str
    soft: str
    on_shop: str
    bubble: str
    on_bubble: str


@dataclass(frozen=True)
class Palette:
    """Both modes."""

    light: Tones
    dark: Tones


def is_colour(text: str) -> bool:
    """Say whether a text is a colour as we take it: #RRGGBB."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def palette(colour: str) -> Palette:
    """Compute all tones from the one colour that the merchant sets. :raises ValueError: if it is not #RRGGBB."""
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is no colour; write it as #RRGGBB.")
    return Palette(light=_light(colour.upper()), dark=_dark(colour.upper()))


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _light(colour: str) -> Tones:
    shop = _move_until(colour, -_STEP, lambda tone: _reads(tone, *_LIGHT_GROUNDS, _mix(tone, WHITE, 0.1)))
    bubble, on_bubble = _bubble(colour)
    hover = _lighter(shop, -0.06 if _to_lch(shop)[0] > 0.2 else 0.1)
    return Tones(shop, hover, _mix(shop, WHITE, 0.1), WHITE, bubble, on_bubble)


def _dark(colour: str) -> Tones:
    lightness, chroma, hue = _to_lch(colour)
    on_shop, soft = _from_lch((0.24, min(chroma, 0.03), hue)), _from_lch((0.30, min(chroma, 0.035), hue))
    pale = _from_lch((0.78, min(chroma * 1.2, 0.12), hue))
    shop = _move_until(pale, _STEP, lambda tone: _reads(tone, *_DARK_GROUNDS, soft, on_shop))
    quiet = _from_lch((min(max(lightness, 0.42), 0.5), min(chroma, 0.12), hue))
    bubble = _move_until(quiet, -_STEP, lambda tone: _reads(tone, WHITE))
    return Tones(shop, _lighter(shop, 0.06), soft, on_shop, bubble, WHITE)


def _bubble(colour: str) -> tuple[str, str]:
    """Keep the merchant's own colour where white or ink can be read on it, else darken it."""
    for text in (WHITE, INK):
        if _reads(text, colour):
            return colour, text
    return _move_until(colour, -_STEP, lambda tone: _reads(tone, WHITE)), WHITE


def _reads(text: str, *grounds: str) -> bool:
    return all(contrast(text, ground) >= ENOUGH for ground in grounds)


def _move_until(colour: str, step: float, good: Callable[[str], bool]) -> str:
    """Move the lightness by steps until the tone is good; black and white end the way."""
    lightness, chroma, hue = _to_lch(colour)
    while not good(colour) and 0.0 < lightness < 1.0:
        lightness += step
        colour = _from_lch((lightness, chroma, hue))
    return colour


def _lighter(colour: str, by: float) -> str:
    lightness, chroma, hue = _to_lch(colour)
    return _from_lch((min(max(lightness + by, 0.0), 1.0), chroma, hue))


def _mix(colour: str, ground: str, share: float) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    return _hex(tuple(one * share + other * (1 - share) for one, other in pairs))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value) for value in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _hex(rgb: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(max(value, 0.0), 1.0) * 255):02X}" for value in rgb)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _to_lch(colour: str) -> _Lch:
    red, green, blue = (_linear(value) for value in _rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_lch(lch: _Lch) -> str:
    """Return the nearest colour a screen can show, giving up chroma rather than lightness."""
    lightness, chroma, hue = lch
    rgb = _screen(lightness, chroma, hue)
    while chroma > 0.0 and not all(-0.001 <= value <= 1.001 for value in rgb):
        chroma = chroma - 0.004 if chroma > 0.004 else 0.0
        rgb = _screen(lightness, chroma, hue)
    return _hex(rgb)


def _screen(lightness: float, chroma: float, hue: float) -> tuple[float, ...]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return tuple(_gamma(value) if value > 0 else value * 12.92 for value in linear)
