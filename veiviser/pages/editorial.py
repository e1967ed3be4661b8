"""Pages of running text: the editors' own, and the two that the program writes about itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import Page as Text
from veiviser.pages.edition import Edition
from veiviser.pages.statements import Statements, accessibility, privacy
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.views import Body, Page, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """An editorial text, and below it what the program states and whom to ask."""

    heading: Phrase
    summary: Phrase
    fallback: bool
    body: Body | None
    statements: Statements
    reaches: tuple[Reach, ...]
    email: str | None


def editorial_pages(edition: Edition) -> Iterator[Page]:
    """`/<page>/`, `/personvern/` and `/tilgjengelighet/`."""
    texts = {text.id: text for text in edition.plan.directory.pages}
    generated = {
        "personvern": (edition._("Privacy"), privacy(edition)),
        "tilgjengelighet": (edition._("Accessibility"), accessibility(edition)),
    }
    own = (id_ for id_ in texts if id_ not in generated and id_ != "for-barn")  # that one is in children.py
    for id_ in (*generated, *own):
        title, statements = generated.get(id_, (EMPTY, ()))
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


def _view(edition: Edition, text: Text | None, title: Phrase, statements: Statements) -> TextView:
    plan = edition.plan
    publisher = plan.directory.publisher
    return TextView(
        heading=edition.say(text.title) if text else title,
        summary=edition.say(text.summary) if text else Phrase(),
        fallback=text is not None and edition.language not in text.translated,
        body=edition.body(text.body) if text else None,
        statements=statements,
        reaches=edition.reaches(publisher, ((), publisher.facts)) if statements else (),
        email=plan.directory.site.feedback_email,
    )
