"""The page of crisis lines: numbers for people who cannot wait, by urgency."""

from dataclasses import dataclass

from veiviser.directory.model import CrisisLine
from veiviser.pages.front import to_lists
from veiviser.pages.making import Family, PageContent
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A crisis line: one number, and when to call it. `children` is True if it is for children."""

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
class CrisisView:
    """`levels` are the lines in order of urgency, each under its heading."""

    heading: Phrase
    intro: Phrase
    levels: tuple[tuple[str, Phrase, tuple[LineView, ...]], ...]
    onward: tuple[Link, ...]


def crisis_lines(site: LocalizedSite) -> tuple[LineView, ...]:
    """All crisis lines, the most urgent first, in the editors' order within a level."""
    order = ("emergency", "urgent", "helpline")
    lines = sorted(site.directory.crisis, key=lambda line: order.index(line.facts.level))
    return tuple(_line(site, line) for line in lines)


def _line(site: LocalizedSite, line: CrisisLine) -> LineView:
    return LineView(
        id=line.id,
        name=site.localizer.say(line.name),
        number=line.facts.number,
        when=site.localizer.say(line.when),
        hours=site.localizer.say(line.hours),
        url=line.facts.url,
        level=line.facts.level,
        children=any(audience.children for audience in line.audiences),
        verified=line.facts.verified_on is not None,
    )


def crisis(site: LocalizedSite) -> PageContent:
    """The page of crisis lines, by urgency."""
    _, lines = site.localizer._, crisis_lines(site)
    headings = {
        "emergency": _("When it is a matter of life or death"),
        "urgent": _("When it cannot wait"),
        "helpline": _("When you need someone to talk to"),
    }
    levels = tuple((level, heading, tuple(line for line in lines if line.level == level))
                   for level, heading in headings.items())  # fmt: skip
    view = CrisisView(
        heading=_("Help now"),
        intro=_("You can call even if you are not sure that it is serious enough."),
        levels=tuple(level for level in levels if level[2]),
        onward=to_lists(site),
    )
    return PageContent(view=view, title=_("Help now"))


FAMILIES = {
    "crisis": Family("pages/crisis.html", crisis),
}
