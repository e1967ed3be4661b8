"""The children's entrance: whom to call, what one can do oneself, and what there is, in words that a child knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import Offer, Term
from veiviser.pages.edition import Edition
from veiviser.pages.help import LineView, crisis_lines
from veiviser.pages.model import Body, Group, Link, Page, Reach, Said

# More than these in a whole region make no list for a child; they stand on the pages of their municipalities.
_REACHES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildrenView:
    """`lines` are for children first, then for danger; `said` are headings with their sentences; `words` are explained.

    `reaches` are those who look after the children where a grown-up gets help, as far as there are few.

    An editorial page of the same name comes before these, under its own heading. `exit` leads away at once.
    """

    heading: Said
    summary: Said
    exit: str | None
    fallback: bool
    body: Body | None
    lines: tuple[LineView, ...]
    said: tuple[tuple[str, tuple[str, ...]], ...]
    asking: str
    reaches: tuple[Reach, ...]
    groups: tuple[Group, ...]
    empty: str
    words: tuple[tuple[str, str], ...]
    onward: tuple[Link, ...]


def children_pages(edition: Edition) -> Iterator[Page]:
    """`/for-barn/`"""
    _, directory = edition._, edition.plan.directory
    text = next((page for page in directory.pages if page.id == "for-barn"), None)
    heading = _("If you are a child or young person")
    groups, contacts = tuple(_groups(edition)), edition.plan.contacts_for_children
    view = ChildrenView(
        heading=edition.say(text.title) if text else Said(heading),
        summary=edition.say(text.summary) if text and text.summary else Said(
            _("Is somebody you are fond of ill, very sad, or drinking too much? Then this page is for you.")),
        exit=directory.site.exit_url,
        fallback=text is not None and edition.language not in text.translated,
        body=edition.body(text.body) if text else None,
        lines=_lines(edition),
        said=_said(edition),
        asking=_("Ask the place where the grown-up gets help, or choose your municipality to see whom you can ask."),
        reaches=tuple(map(edition.reach_contact, contacts)) if len(contacts) <= _REACHES_SHOWN else (),
        groups=groups,
        empty="" if groups else _("There is nothing just for children here yet. You can still talk to a grown-up."),
        words=_words(edition),
        onward=_onward(edition),
    )  # fmt: skip
    if text is None:
        yield edition.page("for-barn/", "pages/children.html", view, title=heading, for_children=True)
        return
    yield edition.text_page(
        "for-barn/",
        "pages/children.html",
        view,
        language=text.language,
        translated=text.translated,
        title=edition.text(text.title),
        description=edition.text(text.summary),
        updated=text.facts.updated_on,
        for_children=True,
    )


def _lines(edition: Edition) -> tuple[LineView, ...]:
    """Those meant for children, and those for when somebody is in danger; all of them where none is for children."""
    lines = crisis_lines(edition)
    own = tuple(line for line in lines if line.children)
    return (*own, *(line for line in lines if not line.children and (line.level == "emergency" or not own)))


def _said(edition: Edition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    _ = edition._
    return (
        (
            _("It is not your fault"),
            (
                _("When a grown-up is ill, sad or drinks too much, it is never because of something you have done, "
                  "said or thought."),
                _("You cannot make anybody well by being good, quiet or clever. That is for grown-ups to do."),
                _("You can be fond of somebody and angry with them at the same time. Many are."),
                _("You may laugh, play and be with friends, even if somebody at home is having a hard time."),
            ),
        ),
        (
            _("What you can do"),
            (
                _("Tell a grown-up whom you trust: somebody in the family, a teacher, the school nurse, a coach or a "
                  "neighbour."),
                _("You can say: “Things are hard at home. I need somebody to talk to.” That is enough."),
                _("Did the grown-up not understand? Then tell another one. Do not give up."),
                _("Ask about what you wonder. You may know what is going on, and nobody should make you keep a secret "
                  "that hurts."),
                _("Are you afraid to go home, or does somebody hurt you? Call one of the numbers above at once."),
            ),
        ),
    )  # fmt: skip


def _words(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What grown-ups say, and what they mean by it."""
    _ = edition._
    return (
        (_("next of kin"),
         _("Somebody who stands close to a person who is ill. You are one, even if you are a child.")),
        (_("mental illness"), _("When thoughts and feelings are ill. You cannot see it as you see a broken arm.")),
        (_("addiction"), _("When somebody cannot stop drinking alcohol, taking drugs or playing for money.")),
        (_("admitted to hospital"), _("Living at a hospital for a while, to get help there.")),
        (_("school nurse"), _("A nurse at school. You can go there alone, and talk about anything.")),
        (_("the children's contact"),
         _("Somebody at the hospital or in the municipality who sees to it that children in the family are not "
           "forgotten.")),
        (_("child welfare service"), _("People who help children and families when things are hard at home.")),
        (_("duty of confidentiality"),
         _("That somebody may not pass on what you say. If you are in danger, they must still get you help.")),
    )  # fmt: skip


def _groups(edition: Edition) -> Iterator[Group]:
    """What is for children: first what fits them all, then what only some can use, each offer once."""
    _, plan = edition._, edition.plan
    audiences = _audiences(edition)
    offers = [offer for offer in plan.listed if any(term.children for term in offer.audiences)]

    def fits_all(offer: Offer) -> bool:
        return len(audiences) > 1 and all(term in offer.audiences for term in audiences)

    shared = [offer for offer in offers if fits_all(offer)]
    if shared:
        yield edition.group("alle", _("For all who are young"), shared)
    for audience in audiences:
        own = [o for o in offers if not fits_all(o) and next(t for t in o.audiences if t.children) is audience]
        if own:
            yield edition.group(f"for-{audience.id}", edition.say(audience.name), own)


def _audiences(edition: Edition) -> tuple[Term, ...]:
    return tuple(term for term in edition.plan.directory.vocabulary["audiences"] if term.children)


def _onward(edition: Edition) -> tuple[Link, ...]:
    _, plan = edition._, edition.plan
    return (
        *(edition.to_term(term, count=len(plan.by_term.get(term, ()))) for term in _audiences(edition)),
        edition.to("finn/", _("Find something that fits")),
        edition.to("kommune/", _("By municipality"), len(plan.directory.municipalities)),
        edition.to("ordbok/", _("Words explained")),
        edition.to("hjelp-na/", _("Help now")),
    )
