"""The base dictionary, which comes with the program: everyday words, and what services call the same thing."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from veiviser.content import nodes
from veiviser.content.fields import NEWS_NEVER, NOT_PERSONAL, Boolean, Many, Text, Translated
from veiviser.content.models import Listed
from veiviser.content.source import Source
from veiviser.language.languages import STAND_IN

DICTIONARY_FOLDER = "dictionary"


class BaseWord(Listed):
    """A group of words for one thing, in a file of `veiviser/dictionary/`."""

    purpose: Annotated[Text, NEWS_NEVER, NOT_PERSONAL] = Field(alias="for")
    """What the group is for: what somebody who types these words is looking for."""
    preferred: Annotated[Translated, NEWS_NEVER, NOT_PERSONAL]
    """The word that services use."""
    also: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """What people type for the same thing, in the languages of sites."""
    other_languages: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """The same in other languages: Polish, Lithuanian, Ukrainian, Arabic, Somali, Tigrinya, Urdu, Persian, Turkish,
    Spanish and some Sámi. These stay where a region has words of its own."""
    avoid: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """Jargon for it: a warning where it is in a Norwegian title, summary or text."""
    leads_to: Annotated[Many[Text], NEWS_NEVER, NOT_PERSONAL] = ()
    """Words of services that help with it."""
    quiet: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True for words that would hurt if the site said them."""
    crisis: Annotated[Boolean, NEWS_NEVER, NOT_PERSONAL] = False
    """True when help lines should stand above whatever else is found."""


@cache
def base_words() -> tuple[BaseWord, ...]:
    """All groups, by file name. A fault in a file raises; tests prove that the files of the program are sound."""
    return tuple(word for source in _sources() for word in read_base(source))


@cache
def words_to_avoid() -> tuple[BaseWord, ...]:
    """The groups that have jargon to avoid, in the same order.

    A check needs no others. They are one in twenty, and reading all takes a third of the time of a small check, so the
    text of the files is split into groups first.
    """
    groups = (
        Source(source.path, group)
        for source in _sources()
        for group in re.split(r"(?m)^(?=- )", source.text)
        if re.search(r"(?m)^  avoid:", group)
    )
    return tuple(word for group in groups for word in read_base(group))


def _sources() -> Iterator[Source]:
    folder = files("veiviser").joinpath(DICTIONARY_FOLDER)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        yield Source(f"veiviser/{DICTIONARY_FOLDER}/{file.name}", file.read_text(encoding="utf-8"))


def read_base(source: Source) -> tuple[BaseWord, ...]:
    """The groups of one file. Raises ValueError (the base of pydantic's errors) for anything that is wrong in it."""
    tree, problems = (parsed := nodes.parse(source)).value, parsed.problems
    if problems or not isinstance(tree, nodes.SequenceNode):
        raise ValueError(f"{source.path} is no list of groups: {problems}")
    found = (BaseWord.model_validate(nodes.plain(item), context={"language": STAND_IN}) for item in tree.items)
    return tuple(found)
