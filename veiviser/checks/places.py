"""Coordinates of places that cannot be right."""

import datetime as dt
from collections.abc import Iterator

from veiviser.content.records import Content
from veiviser.problems.problem import Problem

# The mainland, Svalbard and Jan Mayen with some sea around them: wide enough for a neighbour just across the border.
_LATITUDES = (57.0, 81.0)
_LONGITUDES = (-10.0, 35.0)


def outside_norway(content: Content, today: dt.date) -> Iterator[Problem]:
    """Coordinates outside Norway: usually latitude and longitude are swapped, or a digit is missing."""
    for place in content.places:
        latitude, longitude = place.fields.latitude, place.fields.longitude
        if latitude is None or longitude is None:
            continue
        if not (_within(latitude, _LATITUDES) and _within(longitude, _LONGITUDES)):
            swapped = _within(longitude, _LATITUDES) and _within(latitude, _LONGITUDES)
            suggestion = str(place.raw["longitude"]) if swapped else None
            yield place.problem(
                "outside-norway",
                "latitude",
                suggestion=suggestion,
                latitude=f"{latitude:g}",
                longitude=f"{longitude:g}",
            )


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]
