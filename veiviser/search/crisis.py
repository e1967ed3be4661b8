"""Which help lines a word of danger calls for, found in the texts of the lines themselves."""

from collections.abc import Iterable, Iterator

from veiviser.directory.model import CrisisLine, Directory
from veiviser.search.compounds import Known, halves
from veiviser.search.dictionary import Group
from veiviser.search.words import key, telling, tokens

_FIRST = ("emergency", "urgent")


def lines_of(group: Group, directory: Directory, known: Known) -> list[str]:
    """Ids of the lines to show, in order: all for emergencies, all for what cannot wait, then those whose name, number
    or “when” shares a word with the group; the one that shares most first among its like. Every line when there is
    none of these. `known` takes compounds apart: “overgrepslinjen” is a line for “overgrep”.
    """
    wanted = set(_keys((*group.means, *group.leads_to), known))
    shared = {line.id: len(wanted & set(_keys(_said(line), known))) for line in directory.crisis}
    ordered = sorted(directory.crisis, key=lambda line: -shared[line.id])
    first = [line.id for level in _FIRST for line in ordered if line.facts.level == level]
    fitting = [line.id for line in ordered if shared[line.id] and line.facts.level not in _FIRST]
    return [*first, *fitting] or [line.id for line in directory.crisis]


def _said(line: CrisisLine) -> Iterator[str]:
    yield line.facts.number
    for words in (line.name, line.when):
        yield from words.values()


def _keys(texts: Iterable[str], known: Known) -> Iterator[str]:
    """Keys of the words, and of what compounds are about: their first parts, for the last are “linje” and “telefon”."""
    for word in (word for text in texts for word in tokens(text) if telling(word) and len(word) > 2):
        yield key(word)
        if parts := halves(word, known):
            first = parts[0]
            yield key(first[:-1] if first.endswith("s") and len(first) > 4 else first)
