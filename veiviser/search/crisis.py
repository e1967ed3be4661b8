"""Which help lines a word of danger calls for, found in the texts of the lines themselves."""

from veiviser.directory.model import CrisisLine, Directory
from veiviser.search.dictionary import Group
from veiviser.search.words import key, telling, tokens


def lines_of(group: Group, directory: Directory) -> list[str]:
    """Ids of the lines to show, in order: those whose name or “when” shares a word with the group, the one that shares
    most first, then those for emergencies and what cannot wait. Every line when there is none of either."""
    wanted = {key(word) for text in (*group.preferred.values(), *group.also, *group.leads_to) for word in _words(text)}
    shared = {line.id: len(wanted & _said(line)) for line in directory.crisis}
    fitting = sorted((line for line in directory.crisis if shared[line.id]), key=lambda line: -shared[line.id])
    urgent = [line for level in ("emergency", "urgent") for line in directory.crisis if line.facts.level == level]
    return list(dict.fromkeys(line.id for line in (*fitting, *urgent))) or [line.id for line in directory.crisis]


def _said(line: CrisisLine) -> set[str]:
    return {key(word) for words in (line.name, line.when) for text in words.values() for word in _words(text)}


def _words(text: str) -> list[str]:
    return [word for word in tokens(text) if telling(word) and len(word) > 2]
