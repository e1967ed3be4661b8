"""Text pages: the editors' own, and the program's on privacy and accessibility."""

from dataclasses import dataclass

from veiviser.directory.model import Page as Text
from veiviser.pages.making import Family, PageContent
from veiviser.pages.statements import Statements, accessibility, privacy
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.routes import EDITORIAL
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Body, ContactPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """An editorial text, and below it the program's statements and contact points.

    `fallback` is True if the text is not translated into the language of the page.
    """

    heading: Phrase
    summary: Phrase
    fallback: bool
    body: Body | None
    statements: Statements
    contact_points: tuple[ContactPoint, ...]
    email: str | None


def privacy_page(site: LocalizedSite) -> PageContent:
    """The program's statements on privacy, with the editorial page of the same id on top."""
    return _stated(site, "privacy", site.localizer._("Privacy"), privacy(site))


def accessibility_page(site: LocalizedSite) -> PageContent:
    """The program's statements on accessibility, with the editorial page of the same id on top."""
    return _stated(site, "accessibility", site.localizer._("Accessibility"), accessibility(site))


def editorial_page(site: LocalizedSite, text: Text) -> PageContent:
    """A page that the editors have written."""
    return _text(text, _view(site, text, EMPTY, ()), site)


def _stated(site: LocalizedSite, name: str, title: Phrase, statements: Statements) -> PageContent:
    text = next((text for text in site.directory.pages if text.id == EDITORIAL[name]), None)
    view = _view(site, text, title, statements)
    return PageContent(view=view, title=title) if text is None else _text(text, view, site)


def _text(text: Text, view: TextView, site: LocalizedSite) -> PageContent:
    return PageContent(
        view=view,
        original_language=text.language,
        translated=text.translated,
        title=site.localizer.text(text.title),
        description=site.localizer.text(text.summary),
        updated=text.facts.updated_on,
    )


def _view(site: LocalizedSite, text: Text | None, title: Phrase, statements: Statements) -> TextView:
    publisher = site.directory.publisher
    return TextView(
        heading=site.localizer.say(text.title) if text else title,
        summary=site.localizer.say(text.summary) if text else Phrase(),
        fallback=text is not None and site.language not in text.translated,
        body=site.body(text.body) if text else None,
        statements=statements,
        contact_points=site.contact_points.of(publisher, ((), publisher.facts)) if statements else (),
        email=site.directory.site.feedback_email,
    )


FAMILIES = {
    "privacy": Family("pages/page.html", privacy_page),
    "accessibility": Family("pages/page.html", accessibility_page),
    "page": Family("pages/page.html", editorial_page),
}
