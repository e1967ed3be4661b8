"""Words and numbers that everybody may need: the glossary and the crisis lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import CrisisLine
from veiviser.pages.edition import Edition
from veiviser.web.collation import sort_key
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.views import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A crisis line: one number, and when to call it. `children` when it is meant for them."""

    id: str
    name: Phrase
    number: str
    when: Phrase
    hours: Phrase
    url: str | None
    level: str
    children: bool
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """`levels` are the lines in order of urgency, each under its heading."""

    heading: Phrase
    intro: Phrase
    levels: tuple[tuple[str, Phrase, tuple[LineView, ...]], ...]
    onward: tuple[Link, ...]


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


def crisis_lines(edition: Edition) -> tuple[LineView, ...]:
    """Every line, the most urgent first, in the editors' order within a level."""
    order = ("emergency", "urgent", "helpline")
    lines = sorted(edition.plan.directory.crisis, key=lambda line: order.index(line.facts.level))
    return tuple(_line(edition, line) for line in lines)


def _line(edition: Edition, line: CrisisLine) -> LineView:
    return LineView(
        id=line.id,
        name=edition.say(line.name),
        number=line.facts.number,
        when=edition.say(line.when),
        hours=edition.say(line.hours),
        url=line.facts.url,
        level=line.facts.level,
        children=any(audience.children for audience in line.audiences),
        verified=line.facts.verified_on is not None,
    )


def help_pages(edition: Edition) -> Iterator[Page]:
    """`/hjelp-na/` and `/ordbok/`."""
    _, plan = edition._, edition.plan
    lines = crisis_lines(edition)
    headings = {
        "emergency": _("When it is a matter of life or death"),
        "urgent": _("When it cannot wait"),
        "helpline": _("When you need someone to talk to"),
    }
    levels = tuple((level, heading, tuple(line for line in lines if line.level == level))
                   for level, heading in headings.items())  # fmt: skip
    onward = (
        edition.to("tilbud/", _("All offers"), len(plan.listed)),
        edition.to("kommune/", _("By municipality"), len(plan.directory.municipalities)),
    )
    view = HelpView(
        heading=_("Help now"),
        intro=_("You can call even if you are not sure that it is serious enough."),
        levels=tuple(level for level in levels if level[2]),
        onward=onward,
    )
    yield edition.page("hjelp-na/", "pages/help.html", view, title=_("Help now"))
    words = sorted(
        (
            WordView(
                id=word.id,
                preferred=edition.say(word.preferred),
                explanation=edition.say(word.explanation),
                search=edition.text(word.preferred),
            )
            for word in plan.directory.dictionary
            if word.explanation
        ),
        key=lambda word: sort_key(str(word.preferred), edition.language),
    )
    glossary = GlossaryView(
        heading=_("Words explained"),
        intro=_("Words that you meet in letters and meetings, in plain language."),
        words=tuple(words),
        empty=EMPTY if words else _("No words are explained here yet."),
        onward=onward,
    )
    yield edition.page("ordbok/", "pages/glossary.html", glossary, title=_("Words explained"))
