"""Which municipalities stand today where another one was."""

from veiviser.directory.model import Directory, Municipality


def standing(municipality: Municipality, directory: Directory) -> frozenset[str]:
    """The id of the municipality itself, or of those that it has become, one after the other."""
    if not municipality.merged:
        return frozenset({municipality.id})
    known = {m.id: m for m in (*directory.municipalities, *directory.merged)}
    return frozenset().union(*(standing(known[id_], directory) for id_ in municipality.facts.becomes))
