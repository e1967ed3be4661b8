"""The guided way: who are you, what do you need, where do you live, and a short list that says why.

The answers to the last question are sections of one page, so that there are no more pages where there are more
municipalities.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from veiviser.directory.freshness import Freshness
from veiviser.directory.model import Municipality, Term
from veiviser.pages.edition import Edition
from veiviser.pages.help import LineView, crisis_lines
from veiviser.pages.model import Link, Page, Said
from veiviser.pages.shortlist import Pick, Question

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that a visitor can give, and what it means."""

    to: Link
    note: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A question. `others` are answers that nobody has made an offer for."""

    heading: str
    intro: str
    step: str
    choices: tuple[Choice, ...]
    others: tuple[Link, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An offer of the short list; `reasons` are why it stands there, in pieces that are shown one after the other.

    `freshness` is set when nobody has confirmed it, or not for long.
    """

    id: str
    address: str
    title: Said
    apart: str
    summary: Said
    reasons: tuple[Said, ...]
    freshness: Freshness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a municipality's people are led to; `id` is what its link leads to."""

    id: str
    heading: str
    note: str
    suggestions: tuple[Suggestion, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersView:
    """`places` lead to `answers`, `everywhere` stands below each; `lines` are there when that is empty."""

    heading: str
    intro: str
    step: str
    places: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    everywhere: Answer
    lines: tuple[LineView, ...]
    onward: tuple[Link, ...]


def guided_pages(edition: Edition) -> Iterator[Page]:
    """`/finn/`, `/finn/<audience>/` and `/finn/<audience>/<need>/`."""
    vocabulary = edition.plan.directory.vocabulary
    yield _who(edition)
    for audience in vocabulary["audiences"]:
        yield _what(edition, audience)
        for need in vocabulary["needs"]:
            yield _where(edition, Question(audience=audience, need=need))


def _who(edition: Edition) -> Page:
    _, directory = edition._, edition.plan.directory
    choices = tuple(
        Choice(to=Link(text=edition.say(term.name), address=edition.address(f"finn/{term.id}/")),
               note=edition.say(term.description))
        for term in directory.vocabulary["audiences"]
    )  # fmt: skip
    view = StepView(
        heading=_("Who are you?"),
        intro=_("Three questions lead you to a few offers that may fit. You need not say what the illness is called."),
        step=_("Question {number} of 3", number=1),
        choices=choices,
        others=(),
        onward=_onward(edition),
    )
    return edition.page("finn/", "pages/step.html", view, title=_("Find something that fits"),
                        description=_("Three questions lead you to a few offers that may fit."))  # fmt: skip


def _what(edition: Edition, audience: Term) -> Page:
    _, plan = edition._, edition.plan
    offers = plan.by_term.get(audience, ())
    counted = [(need, sum(need in offer.needs for offer in offers)) for need in plan.directory.vocabulary["needs"]]
    name = edition.text(audience.name)

    def link(need: Term, count: int | None) -> Link:
        address = edition.address(f"finn/{audience.id}/{need.id}/")
        return Link(text=edition.say(need.name), address=address, count=count)

    view = StepView(
        heading=_("What do you need?"),
        intro=_("You have answered: {answers}.", answers=name),
        step=_("Question {number} of 3", number=2),
        choices=tuple(Choice(to=link(n, count), note=edition.say(n.description)) for n, count in counted if count),
        others=tuple(link(need, None) for need, count in counted if not count),
        onward=(*_for_children(edition, audience), edition.to_term(audience, count=len(offers)), *_onward(edition)),
    )
    return edition.page(
        f"finn/{audience.id}/",
        "pages/step.html",
        view,
        title=_("{audience}: what do you need?", audience=name),
        crumbs=(_first_step(edition),),
        indexed=False,
        for_children=audience.children,
    )


def _where(edition: Edition, question: Question) -> Page:
    _, plan, audience, need = edition._, edition.plan, question.audience, question.need
    names = f"{edition.text(audience.name)}, {edition.text(need.name)}"
    municipalities = edition.municipalities
    short = plan.shortlists[question]
    shared = short.everywhere
    everywhere = Answer(
        id="overalt",
        heading=_("Wherever you live") if shared and shared[0].where == "everywhere" else _("Made for others"),
        note="",
        suggestions=tuple(_suggestion(edition, pick, question) for pick in shared),
        onward=(),
    )
    lines = sorted(crisis_lines(edition), key=lambda line: line.children is not audience.children)
    view = AnswersView(
        heading=_("Where do you live?"),
        intro=_("You have answered: {answers}.", answers=names),
        step=_("Question {number} of 3", number=3),
        places=tuple((f"bor-{m.id}", m.named(edition.language)) for m in municipalities),
        answers=tuple(_answer(edition, m, question, short.of[m.id]) for m in municipalities),
        everywhere=everywhere,
        lines=() if shared else tuple(lines),
        onward=(*_for_children(edition, audience), edition.to_term(need, count=len(plan.by_term.get(need, ()))),
                edition.to_term(audience, count=len(plan.by_term.get(audience, ()))), *_onward(edition)),
    )  # fmt: skip
    return edition.page(
        f"finn/{audience.id}/{need.id}/",
        "pages/answers.html",
        view,
        title=_("{answers}: where do you live?", answers=names),
        crumbs=(_first_step(edition), edition.to(f"finn/{audience.id}/", edition.text(audience.name))),
        indexed=False,
        for_children=audience.children,
    )


def _answer(edition: Edition, municipality: Municipality, question: Question, picks: tuple[Pick, ...]) -> Answer:
    _, plan, name = edition._, edition.plan, municipality.named(edition.language)
    note = ""
    if not picks:
        note = _("In {name} nobody offers just this, as far as we know.", name=name)
    elif not any(pick.fits and pick.meets and pick.where != "asking" for pick in picks):
        note = _("In {name} nobody offers just this, as far as we know. This comes closest.", name=name)
    more = _("{term} in {name}", term=edition.text(question.need.name), name=name)
    to_need = edition.to_municipality(
        municipality, plan.term_counts[municipality.id].get(question.need, 0), f"{question.need.id}/"
    )
    to_all = edition.to_municipality(municipality, len(plan.reaches[municipality.id].usable))
    return Answer(
        id=f"bor-{municipality.id}",
        heading=_("For you in {name}", name=name),
        note=note,
        suggestions=tuple(_suggestion(edition, pick, question, municipality) for pick in picks),
        onward=(
            replace(to_need, text=Said(more)),
            replace(to_all, text=Said(_("Everything in {name}", name=name))),
        ),
    )


def _suggestion(
    edition: Edition, pick: Pick, question: Question, municipality: Municipality | None = None
) -> Suggestion:
    offer, card = pick.offer, edition.cards[pick.offer]
    return Suggestion(
        id=offer.id,
        address=card.address,
        title=card.title,
        apart=card.apart,
        summary=card.summary,
        reasons=_joined(_reasons(edition, pick, question, municipality)),
        freshness=None if offer.freshness.holds else offer.freshness,
    )


def _reasons(
    edition: Edition, pick: Pick, question: Question, municipality: Municipality | None
) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """Why an offer stands in the list, and what does not fit: labels, which may be empty, and what they say."""
    _, offer = edition._, pick.offer

    def some(terms: tuple[Term, ...]) -> tuple[Said, ...]:
        return tuple(edition.say(term.name) for term in terms[:_NAMES_SHOWN])

    if pick.fits:
        yield _("Fits"), (edition.say(question.audience.name),)
    else:
        yield _("Made for"), some(offer.audiences)
    if pick.meets:
        yield _("Gives"), (edition.say(question.need.name),)
    else:
        yield _("Gives something else"), some(offer.needs)
    yield "", (Said(_place(edition, pick, municipality)),)
    if offer.conditions:
        yield "", (Said(_("For some illnesses only")),)
    if offer.facts.referral == "required":
        yield "", (Said(_("You need a referral")),)
    if offer.free:
        yield "", (Said(_("Free")),)


def _joined(reasons: Iterable[tuple[str, tuple[Said, ...]]]) -> tuple[Said, ...]:
    """One line of text, broken up only where a name is in another language than the page."""
    pieces: list[Said] = []
    for number, (label, said) in enumerate(reasons):
        before = (" · " if number else "") + (f"{label}: " if label else "")
        for piece in said:
            pieces += [Said(before), piece]
            before = ", "
    own = groupby(pieces, key=lambda piece: piece.lang)
    return tuple(Said("".join(piece.text for piece in some), lang) for lang, some in own)


def _place(edition: Edition, pick: Pick, municipality: Municipality | None) -> str:
    _, offer = edition._, pick.offer
    where = edition.where(offer.coverage)
    if pick.where == "asking":
        return _("Made for people in {where}: call and ask whether you can come too", where=where)
    if pick.where == "own" and municipality is not None:
        return _("In {name}", name=municipality.named(edition.language))
    if pick.where == "nearby":
        names = dict.fromkeys(place.municipality.named(edition.language) for place in offer.places)
        return _("In {name}, and open to you", name=", ".join(names))
    if offer.online:
        return _("By phone or online")
    return _("For all in {where}", where=where)


def _for_children(edition: Edition, audience: Term) -> tuple[Link, ...]:
    return (edition.to("for-barn/", edition._("For children and young people")),) if audience.children else ()


def _first_step(edition: Edition) -> Link:
    return edition.to("finn/", edition._("Find something that fits"))


def _onward(edition: Edition) -> tuple[Link, ...]:
    _, plan = edition._, edition.plan
    return (
        edition.to("sok/", _("Search")),
        edition.to("tilbud/", _("All offers"), len(plan.listed)),
        edition.to("hjelp-na/", _("Help now")),
    )
