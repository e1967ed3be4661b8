"""The search page: its fields, the texts for its scripts, and the crisis lines that they show."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.language.languages import LANGUAGES
from veiviser.pages.crisis import LineView, crisis_lines
from veiviser.pages.front import onward
from veiviser.pages.making import Family, PageContent
from veiviser.web.facets import Facet
from veiviser.web.phrase import Phrase, quoted
from veiviser.web.routes import SEARCH_FILES, SEARCH_INDEX, path
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link

_FACETS = 3  # need, audience and format: what an offer is for, never a diagnosis


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """`strings` are texts for the script; `prefix` is the language's part of addresses, `index` the search index.
    `files` and `pagefind` are the folders of its files, of ours and of Pagefind's.

    `feedback` is an address with `{words}` in place of the query.
    """

    heading: Phrase
    onward: tuple[Link, ...]
    needs: tuple[Link, ...]
    strings: tuple[tuple[str, Phrase], ...]
    prefix: str
    index: str
    files: str
    pagefind: str
    lines: tuple[LineView, ...]
    facets: tuple[Facet, ...]
    municipalities: tuple[tuple[str, str], ...]
    feedback: str


def search(site: LocalizedSite) -> PageContent:
    """The search page; without scripts it links to the lists."""
    _, indexes = site.localizer._, site.indexes
    view = SearchView(
        heading=_("Search"),
        onward=onward(site),
        needs=tuple(
            site.links.term(t, count=len(indexes.by_term.get(t, ()))) for t in site.directory.vocabulary["needs"]
        ),
        strings=tuple(_strings(site)),
        prefix=site.links.address("front"),
        index=LANGUAGES[site.language].index,
        files=SEARCH_FILES,
        pagefind=SEARCH_INDEX,
        lines=crisis_lines(site),
        facets=site.facets[:_FACETS],
        municipalities=tuple((m.id, m.named(site.language)) for m in site.links.municipalities),
        feedback=_feedback(site),
    )
    return PageContent(view=view, title=_("Search"), indexed=False)


def _feedback(site: LocalizedSite) -> str:
    """The address for reporting what was not found; empty if the site has none."""
    settings = site.directory.site
    if settings.feedback_form:
        return settings.feedback_form.replace("{id}", path("search").strip("/")).replace("{title}", "{words}")
    if settings.feedback_email:
        subject = quoted(site.localizer._("What I was looking for"))
        return f"mailto:{settings.feedback_email}?subject={subject}&body={{words}}"
    return ""


def _strings(site: LocalizedSite) -> Iterator[tuple[str, Phrase]]:
    """The texts for the scripts, by the names that these use."""
    _ = site.localizer._
    yield "foundOne", _("1 hit for “{words}”.")
    yield "foundMany", _("{count} hits for “{words}”.")
    yield "foundNone", _("Nothing found for “{words}”. Try another word, or look at the lists below.")
    yield "narrowed", _("{count} of {all} hits for “{words}” fit what you have chosen.")
    yield "empty", _("Write what you are looking for.")
    yield "short", _("Write a little more of what you are looking for.")
    yield "searching", _("Searching …")
    yield "partial", _("The search could not look everywhere. Try again.")
    yield "former", _("{name} is no longer a municipality of its own. Here is what there is in {others}.")
    yield "failed", _("The search could not be started. The lists below hold everything.")
    yield "changed", _("Showing hits for “{word}”.")
    yield "anyway", _("Search for “{word}” anyway")
    yield "unknown", _("We found nothing about “{word}”, and show hits for the rest.")
    yield "near", _("Did you mean:")
    yield "about", _("Found because of: {words}")
    yield "next", _("Next: {date}")
    yield "free", _("Free")
    yield "priced", _("Costs something")
    yield "confirmed", _("Confirmed {month}")
    yield "never", _("Not confirmed by the people who run it")
    yield "told", _("Not confirmed by the people who run it. The facts are from {year}")
    yield "nation", _("the whole country")
    yield "manyPlaces", _("{count} municipalities")
    yield "own", _("In {municipality}")
    yield "beside", _("In a municipality next to {municipality}")
    yield "county", _("For a wider area that {municipality} belongs to")
    yield "ended", _("Ended")
    yield "paused", _("On pause")
    yield "planned", _("Planned")
    yield "once", _("Was planned")
    yield "onceIn", _("Was planned in {year}")
    yield "kindE", _("Event")
    yield "kindG", _("Organisation")
    yield "kindP", _("Page")
    yield "kindW", _("Word explained")
    yield "kindM", _("Municipality")
    yield "loosen", _("No hits fit all that you have chosen.")
    yield "clear", _("Remove every choice")
    yield "without", _("Leave out “{name}”: {count}")
    yield "only", _("The text is in Norwegian")
    yield "feedback", _("Did you not find it? Tell us what you were looking for")


FAMILIES = {
    "search": Family("pages/search.html", search),
}
