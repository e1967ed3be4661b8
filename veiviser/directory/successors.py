"""Successors: the current municipalities that a former one has become part of."""

from veiviser.directory.model import Directory, Municipality


def standing(municipality: Municipality, directory: Directory) -> frozenset[str]:
    """The id of a current municipality; for a former one, the ids of its current successors, through all mergers."""
    if not municipality.merged:
        return frozenset({municipality.id})
    known = {m.id: m for m in (*directory.municipalities, *directory.merged)}
    return frozenset().union(*(standing(known[id_], directory) for id_ in municipality.facts.becomes))
