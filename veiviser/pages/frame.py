"""What stands around every page of an edition: menu, languages, foot."""

from dataclasses import dataclass

from veiviser.languages import LANGUAGES
from veiviser.pages.edition import Edition
from veiviser.pages.help import LineView, crisis_lines
from veiviser.web.dates import Weekday, weekdays_of
from veiviser.web.phrase import Phrase
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The constants of the site in one language; templates see them beside their view.

    `zone` is the time zone of the site, `weekdays` begin on Monday, and `clock` stands between hours and minutes.
    """

    language: str
    locale: str
    zone: str
    weekdays: tuple[Weekday, ...]
    clock: str
    base_url: str
    host: str
    title: Phrase
    tagline: Phrase
    home: str
    search: str
    menu: tuple[Link, ...]
    all: tuple[Link, ...]
    lines: tuple[LineView, ...]
    help: str
    publisher: Link
    calendar: str
    news: str
    theme_colour: str
    language_names: dict[str, str]


def frame(edition: Edition, base_url: str, theme_colour: str) -> Frame:
    """`base_url` ends in `/`."""
    _, directory = edition._, edition.plan.directory
    pages = sorted(directory.pages, key=lambda page: (page.facts.order is None, page.facts.order or 0, page.id))
    links = [Link(text=edition.say(page.title), address=edition.address(f"{page.id}/")) for page in pages]
    in_menu = [link for link, page in zip(links, pages, strict=True) if page.facts.menu]
    own = {f"{name}/" for name in ("for-barn", "personvern", "tilgjengelighet")}
    below = [link for link, page in zip(links, pages, strict=True) if f"{page.id}/" not in own]
    menu = (
        edition.to("tilbud/", _("Offers")),
        edition.to("kommune/", _("Municipalities")),
        edition.to("kalender/", _("Calendar")),
        *in_menu,
        edition.to("sok/", _("Search")),
    )
    return Frame(
        language=edition.language,
        locale=LANGUAGES[edition.language].locale,
        zone=directory.site.timezone,
        weekdays=weekdays_of(edition.language),
        clock=LANGUAGES[edition.language].clock.strip("%HM"),
        base_url=base_url,
        host=directory.site.base_url,
        title=edition.say(directory.title),
        tagline=edition.tagline(),
        home=edition.address(""),
        search=edition.address("sok/"),
        menu=menu,
        all=(
            *menu[:3],
            edition.to("finn/", _("Find something that fits")),
            edition.to("for-barn/", _("For children and young people")),
            edition.to("kurs/", _("Courses")),
            edition.to("uansett-diagnose/", _("Open whatever the diagnosis")),
            edition.to("a-aa/", _("All offers by letter")),
            edition.to("ordbok/", _("Words explained")),
            edition.to("sok/", _("Search")),
            *below,
            edition.to("oversikt/", _("Overview for planners")),
            edition.to("personvern/", _("Privacy")),
            edition.to("tilgjengelighet/", _("Accessibility")),
        ),
        lines=crisis_lines(edition),
        help=edition.address("hjelp-na/"),
        publisher=edition.to_organisation(directory.publisher),
        calendar=edition.address("kalender.ics"),
        news=edition.address("nytt.xml"),
        theme_colour=theme_colour,
        language_names={code: LANGUAGES[code].name for code in edition.languages},
    )
