"""The words that people use for one thing: the base that comes with the program, and the region's own on top."""

from dataclasses import dataclass, replace
from functools import cache

from veiviser.content.everyday import base_words
from veiviser.directory.model import Directory, Word, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words that people use for one thing.

    `purpose` is the sentence on what the group is for, `preferred` the words that services use, in nb, nn and en.
    `also` and `other_languages` mean the same; `leads_to` are words of services that help with it, related and weaker.
    A `quiet` group is never shown; a word of a `crisis` group puts help lines above the results.
    """

    id: str
    purpose: str
    preferred: Words
    also: tuple[str, ...]
    other_languages: tuple[str, ...] = ()
    leads_to: tuple[str, ...]
    quiet: bool
    crisis: bool

    @property
    def means(self) -> tuple[str, ...]:
        """Every word for it, in any language."""
        return (*self.preferred.values(), *self.also, *self.other_languages)


@cache
def base_groups() -> tuple[Group, ...]:
    """The groups that come with the program."""
    return tuple(
        Group(
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


def groups(directory: Directory) -> tuple[Group, ...]:
    """The base, with the region's `dictionary.yaml` on top: an entry of the same id stands in the base's place."""
    own = {word.id: word for word in directory.dictionary}
    base = base_groups()
    known = {group.id for group in base}
    return (
        *(_overruled(group, own[group.id]) if group.id in own else group for group in base),
        *(_of_the_region(word) for word in directory.dictionary if word.id not in known),
    )


def _overruled(group: Group, word: Word) -> Group:
    """The region's words in the place of the base's. What a region cannot write stays: what the group leads to, how it
    is shown, and its words in languages that no site has. Words of danger are only ever added to, so that no region
    loses one by having its own.
    """
    also = (*word.also, *(text for text in group.also if group.crisis and text not in word.also))
    return replace(group, preferred=word.preferred, also=also)


def _of_the_region(word: Word) -> Group:
    return Group(
        id=word.id, purpose="", preferred=word.preferred, also=word.also, leads_to=(), quiet=False, crisis=False
    )
