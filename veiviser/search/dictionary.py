"""The synonym dictionary of the search: the base dictionary of the program, overridden by the region's own."""

from dataclasses import dataclass, replace
from functools import cache

from veiviser.content.base_dictionary import base_words
from veiviser.directory.model import Directory, LocalizedText, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """A group of synonyms.

    `purpose` describes the group in a sentence; `preferred` are the terms that services use, in nb, nn and en. `also`
    and `other_languages` are synonyms; `leads_to` are related words, for services that help, and count for less.
    A `quiet` group is never shown to visitors; a word of a `crisis` group shows crisis lines above the results.
    """

    id: str
    purpose: str
    preferred: LocalizedText
    also: tuple[str, ...]
    other_languages: tuple[str, ...] = ()
    leads_to: tuple[str, ...]
    quiet: bool
    crisis: bool

    @property
    def means(self) -> tuple[str, ...]:
        """All synonyms, in any language."""
        return (*self.preferred.values(), *self.also, *self.other_languages)


@cache
def base_groups() -> tuple[WordGroup, ...]:
    """The groups of the program's base dictionary."""
    return tuple(
        WordGroup(
            id=word.id,
            purpose=word.purpose,
            preferred=word.preferred,
            also=word.also,
            other_languages=word.other_languages,
            leads_to=word.leads_to,
            quiet=word.quiet,
            crisis=word.crisis,
        )
        for word in base_words()
    )


def groups(directory: Directory) -> tuple[WordGroup, ...]:
    """The base groups, then those of the region's `dictionary.yaml`; an entry with a base group's id overrides it."""
    own = {word.id: word for word in directory.dictionary}
    base = base_groups()
    known = {group.id for group in base}
    return (
        *(_overridden(group, own[group.id]) if group.id in own else group for group in base),
        *(_of_the_region(word) for word in directory.dictionary if word.id not in known),
    )


def _overridden(group: WordGroup, word: Word) -> WordGroup:
    """A base group with the region's `preferred` and `also`. The fields that a region cannot write stay: `leads_to`,
    `quiet`, `crisis` and `other_languages`. In a crisis group the base's synonyms are kept too, so that an override
    cannot lose a crisis word.
    """
    also = (*word.also, *(text for text in group.also if group.crisis and text not in word.also))
    return replace(group, preferred=word.preferred, also=also)


def _of_the_region(word: Word) -> WordGroup:
    return WordGroup(
        id=word.id, purpose="", preferred=word.preferred, also=word.also, leads_to=(), quiet=False, crisis=False
    )
