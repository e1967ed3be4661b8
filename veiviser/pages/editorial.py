"""Pages of running text: the editors' own, and the two that the program writes about itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from veiviser.directory.model import Page as Text
from veiviser.pages.edition import Edition
from veiviser.pages.model import Body, Page, Said

Statements: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # heading, paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """An editorial text, and below it what the program states: paragraphs under headings."""

    heading: Said
    summary: Said
    fallback: bool
    body: Body | None
    statements: Statements
    email: str | None


def editorial_pages(edition: Edition) -> Iterator[Page]:
    """`/<page>/`, `/personvern/` and `/tilgjengelighet/`."""
    texts = {text.id: text for text in edition.plan.directory.pages}
    generated = {
        "personvern": (edition._("Privacy"), _privacy(edition)),
        "tilgjengelighet": (edition._("Accessibility"), _accessibility(edition)),
    }
    for id_ in (*generated, *(id_ for id_ in texts if id_ not in generated)):
        title, statements = generated.get(id_, ("", ()))
        text = texts.get(id_)
        view = _view(edition, text, title, statements)
        if text is None:
            yield edition.page(f"{id_}/", "pages/text.html", view, title=title)
        else:
            yield edition.text_page(
                f"{id_}/",
                "pages/text.html",
                view,
                language=text.language,
                translated=text.translated,
                title=edition.text(text.title),
                description=edition.text(text.summary),
                updated=text.facts.updated_on,
            )


def _view(
    edition: Edition, text: Text | None, title: str, statements: tuple[tuple[str, tuple[str, ...]], ...]
) -> TextView:
    return TextView(
        heading=edition.say(text.title) if text else Said(title),
        summary=edition.say(text.summary) if text else Said(""),
        fallback=text is not None and edition.language not in text.translated,
        body=edition.body(text.body) if text else None,
        statements=statements,
        email=edition.plan.directory.site.feedback_email,
    )


def _privacy(edition: Edition) -> Statements:
    _, publisher = edition._, edition.plan.directory.publisher.name
    return (
        (
            _("What we know about you"),
            (
                _("Nothing. The site sets no cookies, keeps nothing in your browser and counts no visits."),
                _("Everything on the pages comes from this site alone. No other firm learns that you were here."),
                _("The host of the site sees that a page was fetched, as on every web site."),
                _("What you search for stays in your own browser."),
            ),
        ),
        (
            _("When you follow a link"),
            (_("Links lead to others, who have rules of their own. They are not told which page you came from."),),
        ),
        (
            _("When you write to us"),
            (_("Do not write about health or name anyone when you report a fault. The offer's name is enough."),),
        ),
        (_("Who is responsible"), (_("{publisher} publishes this site.", publisher=publisher),)),
    )  # fmt: skip


def _accessibility(edition: Edition) -> Statements:
    _, site = edition._, edition.plan.directory.site
    law = (
        _("The publisher is a public body, and the law on accessible web sites applies.")
        if site.owner_type == "public"
        else _("The publisher is a voluntary organisation. We follow the rules for public bodies all the same.")
    )
    return (
        (
            _("How the site is made"),
            (
                _("All pages work without scripts, with a keyboard alone and with a screen reader."),
                _("The text can be made larger, and the page follows your screen and your choice of light or dark."),
                law,
            ),
        ),
        (
            _("What may be wrong"),
            (
                _("Pages that we link to, and files that others have made, may be less accessible."),
                _("Some texts exist in one language only. They are marked."),
            ),
        ),
        (_("Tell us"), (_("Is something hard to use? Tell the publisher, and it will be mended."),)),
    )  # fmt: skip
