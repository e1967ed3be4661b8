"""Selects the crisis lines to show for a crisis group of the dictionary, by comparing their texts."""

from collections.abc import Iterable, Iterator

from veiviser.directory.model import CrisisLine, Directory
from veiviser.search.compounds import CompoundParts, halves
from veiviser.search.dictionary import WordGroup
from veiviser.search.words import is_significant, key, tokens

_FIRST = ("emergency", "urgent")


def lines_of(group: WordGroup, directory: Directory, known: CompoundParts) -> list[str]:
    """Ids of the crisis lines to show, in order: all of level `emergency`, all of level `urgent`, then those whose
    name, number or `when` shares a word with the group. Within a level, the line that shares most words comes first.
    All lines when none qualifies. `known` is for splitting compounds: “overgrepslinjen” is a line for “overgrep”.
    """
    wanted = set(_keys((*group.means, *group.leads_to), known))
    shared = {line.id: len(wanted & set(_keys(_texts(line), known))) for line in directory.crisis}
    ordered = sorted(directory.crisis, key=lambda line: -shared[line.id])
    first = [line.id for level in _FIRST for line in ordered if line.facts.level == level]
    fitting = [line.id for line in ordered if shared[line.id] and line.facts.level not in _FIRST]
    return [*first, *fitting] or [line.id for line in directory.crisis]


def _texts(line: CrisisLine) -> Iterator[str]:
    yield line.facts.number
    for words in (line.name, line.when):
        yield from words.values()


def _keys(texts: Iterable[str], known: CompoundParts) -> Iterator[str]:
    """Keys of the words and of the first parts of compounds; the last parts are mostly “linje” or “telefon”."""
    for word in (word for text in texts for word in tokens(text) if is_significant(word) and len(word) > 2):
        yield key(word)
        if parts := halves(word, known):
            first = parts[0]
            yield key(first[:-1] if first.endswith("s") and len(first) > 4 else first)
