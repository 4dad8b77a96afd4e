"""One colour in, every tone readable: for any colour at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_app.stores.colour import ENOUGH, contrast, is_colour, palette

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")
SURFACES = {"light": ("#FFFFFF", "#FBFAF7", "#F4F2EC"), "dark": ("#191F27", "#12171D", "#222A33", "#232C36")}


@given(COLOURS)
def test_every_text_can_be_read_on_its_ground(colour: str) -> None:
    tones = palette(colour)
    for mode, surfaces in SURFACES.items():
        one = getattr(tones, mode)
        pairs = [(one.on_shop, one.shop), (one.on_shop, one.hover), (one.shop, one.soft), (one.on_bubble, one.bubble)]
        pairs += [(one.shop, surface) for surface in surfaces]
        assert all(contrast(*pair) >= ENOUGH for pair in pairs), (mode, one)
        assert all(is_colour(tone) for tone in vars(one).values())


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    light = palette("#15514E").light
    assert (light.shop, light.on_shop, light.bubble) == ("#15514E", "#FFFFFF", "#15514E")


def test_a_bright_colour_keeps_its_bubble_with_dark_text() -> None:
    assert palette("#FFD400").light.bubble == "#FFD400"
    assert palette("#FFD400").light.on_bubble == "#1B2430"


@pytest.mark.parametrize("text", ["red", "#fff", "15514E", "#15514G", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no colour"):
        palette(text)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
