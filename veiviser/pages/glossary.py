"""The glossary: explanations of words that visitors meet elsewhere."""

from dataclasses import dataclass

from veiviser.language.collation import sort_key
from veiviser.pages.front import to_lists
from veiviser.pages.making import Family, PageContent
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    id: str
    preferred: Phrase
    explanation: Phrase
    search: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryView:
    heading: Phrase
    intro: Phrase
    words: tuple[WordView, ...]
    empty: Phrase
    onward: tuple[Link, ...]


def glossary(site: LocalizedSite) -> PageContent:
    """The page of the glossary, in the alphabetical order of the language."""
    _ = site.localizer._
    words = sorted(
        (
            WordView(
                id=word.id,
                preferred=site.localizer.say(word.preferred),
                explanation=site.localizer.say(word.explanation),
                search=site.localizer.text(word.preferred),
            )
            for word in site.directory.dictionary
            if word.explanation
        ),
        key=lambda word: sort_key(str(word.preferred), site.language),
    )
    view = GlossaryView(
        heading=_("Words explained"),
        intro=_("Words that you meet in letters and meetings, in plain language."),
        words=tuple(words),
        empty=EMPTY if words else _("No words are explained here yet."),
        onward=to_lists(site),
    )
    return PageContent(view=view, title=_("Words explained"))


FAMILIES = {
    "glossary": Family("pages/glossary.html", glossary),
}
