"""A quiet line drawing of ridges above water, made from the region's name: every region has its own."""

import hashlib
from itertools import pairwise

_WIDTH, _HEIGHT = 1000, 120
# Name, height above the water line (share of the drawing) and number of peaks, from the farthest ridge to the nearest.
_RIDGES = (("far", 0.85, 9), ("middle", 0.6, 7), ("near", 0.38, 5))


def landscape(name: str) -> tuple[tuple[str, str], ...]:
    """SVG path data of each line in a box of 1000 by 120, the same for the same name."""
    digits = hashlib.sha256(name.encode()).digest()
    lines = [
        (ridge, _ridge(digits[9 * index :], height, peaks)) for index, (ridge, height, peaks) in enumerate(_RIDGES)
    ]
    water = f"M0 {_HEIGHT - 8}H{300 + digits[0]}M{420 + digits[1] // 2} {_HEIGHT - 3}H{_WIDTH}"
    return (*lines, ("near", water))


def _ridge(digits: bytes, height: float, peaks: int) -> str:
    """The path of one ridge: smooth curves through points that alternate between high and low."""
    base = _HEIGHT - 16
    points = [
        (
            round(index * _WIDTH / peaks),
            round(base - height * base * (0.35 + digits[index] / 400) * (1 - index % 2 * 0.55)),
        )
        for index in range(peaks + 1)
    ]
    curves = (f"C{(x + u) // 2} {y} {(x + u) // 2} {v} {u} {v}" for (x, y), (u, v) in pairwise(points))
    below = _HEIGHT + 10  # outside the box, so that the sides of the shape are not seen
    return f"M-9 {below}V{points[0][1]}H0" + "".join(curves) + f"H{_WIDTH + 9}V{below}Z"
