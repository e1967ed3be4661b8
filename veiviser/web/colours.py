"""Contrast of a region's colour with the background, and the nearest shade with enough contrast for text.

Contrast is defined by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. Colours are `#rrggbb`.
"""

import colorsys
from collections.abc import Callable, Iterable

# Backgrounds in templates/assets/tokens.css: paper in the light scheme; in the dark scheme the one with least contrast.
PAPER, DARK = "#fbf9f4", "#1b2b25"
# Share of the region's colour in the tinted background (`--tint`), on which text in that colour is used too.
_TINT = 0.07
DEFAULT = "#1f5f4a"
# WCAG 1.4.3 requires 4.5. In the dark scheme, where we choose the shade, links get the 7 of WCAG 1.4.6.
READABLE, EASY = 4.5, 7.0
_STEPS = 200
_PALER = 0.7


def contrast(one: str, other: str) -> float:
    """The contrast ratio, from 1 (the same colour) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_paper(colour: str) -> float:
    """The least contrast of a region's colour in the light scheme: on paper tinted with the same colour."""
    pairs = zip(_channels(colour), _channels(PAPER), strict=True)
    return contrast(colour, _hex(tuple(_TINT * own + (1 - _TINT) * paper for own, paper in pairs)))


def readable(colour: str) -> str:
    """The colour itself when its contrast on paper is at least `READABLE`, else the nearest darker shade with that."""
    return _shade(colour, on_paper, READABLE, towards=0)


def for_the_dark(colour: str) -> str:
    """The nearest lighter shade with a contrast of `EASY` on `DARK`; less saturated, since colours glow on dark."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    paler = _hex(colorsys.hls_to_rgb(hue, lightness, saturation * _PALER))
    return _shade(paler, lambda shade: contrast(shade, DARK), EASY, towards=1)


def _shade(colour: str, measure: Callable[[str], float], least: float, *, towards: int) -> str:
    """The first shade with a `measure` of `least` or more, in small steps towards black (0) or white (1), same hue."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(_STEPS + 1):
        lighter = lightness + (towards - lightness) * step / _STEPS
        shade = colour if step == 0 else _hex(colorsys.hls_to_rgb(hue, lighter, saturation))
        if measure(shade) >= least:
            return shade
    raise AssertionError("black and white can be read on every ground that we have")


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: Iterable[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
