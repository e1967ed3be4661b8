"""The layout context: what surrounds every page of a localized site, such as menu, languages and footer."""

from dataclasses import dataclass

from veiviser.language.languages import LANGUAGES
from veiviser.pages.crisis import LineView, crisis_lines
from veiviser.web.dates import Weekday, weekdays_of
from veiviser.web.phrase import Phrase
from veiviser.web.routes import EDITORIAL
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutContext:
    """The constants of the site in one language; templates get them along with the view.

    `zone` is the time zone of the site, `weekdays` begin on Monday, and `clock` separates hours and minutes.
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
    manifest: str
    theme_colour: str
    language_names: dict[str, str]


def layout_context(site: LocalizedSite, theme_colour: str) -> LayoutContext:
    """The layout context of the pages in one language."""
    _, directory = site.localizer._, site.directory
    pages = sorted(directory.pages, key=lambda page: (page.facts.order is None, page.facts.order or 0, page.id))
    links = [Link(text=site.localizer.say(page.title), address=site.links.address("page", page.id)) for page in pages]
    in_menu = [link for link, page in zip(links, pages, strict=True) if page.facts.menu]
    below = [link for link, page in zip(links, pages, strict=True) if page.id not in EDITORIAL.values()]
    menu = (
        site.links.to("offers", _("Offers")),
        site.links.to("municipalities", _("Municipalities")),
        site.links.to("calendar", _("Calendar")),
        *in_menu,
        site.links.to("search", _("Search")),
    )
    return LayoutContext(
        language=site.language,
        locale=LANGUAGES[site.language].locale,
        zone=directory.site.timezone,
        weekdays=weekdays_of(site.language),
        clock=LANGUAGES[site.language].clock.strip("%HM"),
        base_url=site.urls.base,
        host=directory.site.base_url,
        title=site.localizer.say(directory.title),
        tagline=site.tagline(),
        home=site.links.address("front"),
        search=site.links.address("search"),
        menu=menu,
        all=(
            *menu[:3],
            site.links.to("guide", _("Find something that fits")),
            site.links.to("children", _("For children and young people")),
            site.links.to("courses", _("Courses")),
            site.links.to("any_diagnosis", _("Open whatever the diagnosis")),
            site.links.to("offers_by_letter", _("All offers by letter")),
            site.links.to("glossary", _("Words explained")),
            site.links.to("search", _("Search")),
            *below,
            site.links.to("overview", _("Overview for planners")),
            site.links.to("privacy", _("Privacy")),
            site.links.to("accessibility", _("Accessibility")),
        ),
        lines=crisis_lines(site),
        help=site.links.address("crisis"),
        publisher=site.links.organisation(directory.publisher),
        calendar=site.links.address("calendar_feed"),
        news=site.links.address("news_feed"),
        manifest=site.links.address("manifest"),
        theme_colour=theme_colour,
        language_names={code: LANGUAGES[code].name for code in site.urls.languages},
    )
