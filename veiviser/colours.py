"""Whether text can be read in a colour, and the nearest shade of it in which it can.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. Colours are `#rrggbb`.
"""

import colorsys
from collections.abc import Callable, Iterable

# What text stands on in templates/assets/tokens.css: paper by day, and in the dark what has the least contrast to it.
PAPER, DARK = "#fbf9f4", "#1b2b25"
# So much of the region's colour is in the paper of some parts, which text in that colour stands on too (`--tint`).
_TINT = 0.07
DEFAULT = "#1f5f4a"
# 1.4.3 asks for 4.5. In the dark, where the colour is ours to make, links get 7, as 1.4.6 asks.
READABLE, EASY = 4.5, 7.0
_STEPS = 200
_PALER = 0.7


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on_paper(colour: str) -> float:
    """The contrast of a region's colour to what it stands on by day, where that is least: paper tinted with itself."""
    pairs = zip(_channels(colour), _channels(PAPER), strict=True)
    return contrast(colour, _hex(tuple(_TINT * own + (1 - _TINT) * paper for own, paper in pairs)))


def readable(colour: str) -> str:
    """The colour itself when it can be read on paper, else the nearest darker shade that can."""
    return _shade(colour, on_paper, READABLE, towards=0)


def for_the_dark(colour: str) -> str:
    """The nearest lighter shade that is easily read on a dark ground; paler, since colours glow there."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    paler = _hex(colorsys.hls_to_rgb(hue, lightness, saturation * _PALER))
    return _shade(paler, lambda shade: contrast(shade, DARK), EASY, towards=1)


def _shade(colour: str, measure: Callable[[str], float], least: float, *, towards: int) -> str:
    """The same hue, moved in small steps towards black (0) or white (1)."""
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
