"""Guided questions: who are you, what do you need, where do you live; then a short list of offers with reasons.

The answers to the last question are sections of one page, so that more municipalities do not mean more pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from veiviser.directory.freshness import Freshness
from veiviser.directory.model import Municipality, Term
from veiviser.directory.shortlist import Pick, Situation
from veiviser.pages.crisis import LineView, crisis_lines
from veiviser.pages.making import Family, PageContent
from veiviser.web.phrase import EMPTY, Phrase, join
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideOption:
    """An answer that a visitor can choose, and a note on its meaning."""

    to: Link
    note: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A question; `others` are answers for which there are no offers."""

    heading: Phrase
    intro: Phrase
    step: Phrase
    choices: tuple[GuideOption, ...]
    others: tuple[Link, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An offer in the short list, with the `reasons` why it is there.

    `freshness` is set if the offer is overdue for confirmation, or was never confirmed.
    """

    id: str
    address: str
    title: Phrase
    apart: str
    summary: Phrase
    reasons: Phrase
    freshness: Freshness | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideAnswer:
    """The short list of a municipality; `id` is the anchor of its section."""

    id: str
    heading: Phrase
    note: Phrase
    suggestions: tuple[Suggestion, ...]
    onward: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersView:
    """`places` link to `answers`, `everywhere` is shown below each; crisis `lines` are shown if that is empty."""

    heading: Phrase
    intro: Phrase
    step: Phrase
    places: tuple[tuple[str, str], ...]
    answers: tuple[GuideAnswer, ...]
    everywhere: GuideAnswer
    lines: tuple[LineView, ...]
    onward: tuple[Link, ...]


def guide(site: LocalizedSite) -> PageContent:
    """The first question: who the visitor is."""
    _, directory = site.localizer._, site.directory
    choices = tuple(
        GuideOption(to=Link(text=site.localizer.say(term.name), address=site.links.address("guide_audience", term.id)),
               note=site.localizer.say(term.description))
        for term in directory.vocabulary["audiences"]
    )  # fmt: skip
    view = StepView(
        heading=_("Who are you?"),
        intro=_(
            "Three questions lead you to a few offers that may fit. You do not have to say what the illness is called."
        ),
        step=_("Question {number} of 3", number=1),
        choices=choices,
        others=(),
        onward=_onward(site),
    )
    return PageContent(view=view, title=_("Find something that fits"),
                        description=_("Three questions lead you to a few offers that may fit."))  # fmt: skip


def guide_audience(site: LocalizedSite, audience: Term) -> PageContent:
    """The second question: what the visitor needs."""
    _, indexes = site.localizer._, site.indexes
    offers = indexes.by_term.get(audience, ())
    counted = [(need, sum(need in offer.needs for offer in offers)) for need in site.directory.vocabulary["needs"]]
    name = site.localizer.text(audience.name)

    def link(need: Term, count: int | None) -> Link:
        address = site.links.address("guide_answers", audience.id, need.id)
        return Link(text=site.localizer.say(need.name), address=address, count=count)

    view = StepView(
        heading=_("What do you need?"),
        intro=_("You have answered: {answers}.", answers=name),
        step=_("Question {number} of 3", number=2),
        choices=tuple(
            GuideOption(to=link(n, count), note=site.localizer.say(n.description)) for n, count in counted if count
        ),
        others=tuple(link(need, None) for need, count in counted if not count),
        onward=(*_for_children(site, audience), site.links.term(audience, count=len(offers)), *_onward(site)),
    )
    return PageContent(
        view=view,
        title=_("{audience}: what do you need?", audience=name),
        crumbs=(_first_step(site),),
        indexed=False,
        for_children=audience.children,
    )


def guide_answers(site: LocalizedSite, audience: Term, need: Term) -> PageContent:
    """The third question: where the visitor lives; with the short list of each answer."""
    _, indexes, question = site.localizer._, site.indexes, Situation(audience=audience, need=need)
    names = f"{site.localizer.text(audience.name)}, {site.localizer.text(need.name)}"
    municipalities = site.links.municipalities
    short = indexes.shortlists[question]
    shared = short.everywhere
    everywhere = GuideAnswer(
        id="overalt",
        heading=_("Wherever you live") if shared and shared[0].where == "everywhere" else _("Made for others"),
        note=EMPTY,
        suggestions=tuple(_suggestion(site, pick, question) for pick in shared),
        onward=(),
    )
    lines = sorted(crisis_lines(site), key=lambda line: line.children is not audience.children)
    view = AnswersView(
        heading=_("Where do you live?"),
        intro=_("You have answered: {answers}.", answers=names),
        step=_("Question {number} of 3", number=3),
        places=tuple((f"bor-{m.id}", m.named(site.language)) for m in municipalities),
        answers=tuple(_answer(site, m, question, short.of[m.id]) for m in municipalities),
        everywhere=everywhere,
        lines=() if shared else tuple(lines),
        onward=(*_for_children(site, audience), site.links.term(need, count=len(indexes.by_term.get(need, ()))),
                site.links.term(audience, count=len(indexes.by_term.get(audience, ()))), *_onward(site)),
    )  # fmt: skip
    return PageContent(
        view=view,
        title=_("{answers}: where do you live?", answers=names),
        crumbs=(
            _first_step(site),
            site.links.to("guide_audience", site.localizer.text(audience.name), ids=(audience.id,)),
        ),
        indexed=False,
        for_children=audience.children,
    )


def _answer(
    site: LocalizedSite, municipality: Municipality, question: Situation, picks: tuple[Pick, ...]
) -> GuideAnswer:
    _, counts, name = site.localizer._, site.indexes.by_municipality, municipality.named(site.language)
    note = EMPTY
    if not picks:
        note = _("In {name} nobody offers just this, as far as we know.", name=name)
    elif not any(pick.fits and pick.meets and pick.where != "asking" for pick in picks):
        note = _("In {name} nobody offers just this, as far as we know. This comes closest.", name=name)
    more = _("{term} in {name}", term=site.localizer.text(question.need.name), name=name)
    count = counts.term_counts[municipality.id].get(question.need, 0)
    to_need = site.links.municipality(municipality, count, "municipality_need", question.need.id)
    to_all = site.links.municipality(municipality, len(counts.available[municipality.id].usable))
    return GuideAnswer(
        id=f"bor-{municipality.id}",
        heading=_("For you in {name}", name=name),
        note=note,
        suggestions=tuple(_suggestion(site, pick, question, municipality) for pick in picks),
        onward=(
            replace(to_need, text=more),
            replace(to_all, text=_("Everything in {name}", name=name)),
        ),
    )


def _suggestion(
    site: LocalizedSite, pick: Pick, question: Situation, municipality: Municipality | None = None
) -> Suggestion:
    offer, card = pick.offer, site.cards.of[pick.offer]
    return Suggestion(
        id=offer.id,
        address=card.address,
        title=card.title,
        apart=card.apart,
        summary=card.summary,
        reasons=_joined(_reasons(site, pick, question, municipality)),
        freshness=None if offer.freshness.holds else offer.freshness,
    )


def _reasons(
    site: LocalizedSite, pick: Pick, question: Situation, municipality: Municipality | None
) -> Iterator[tuple[Phrase, tuple[Phrase, ...]]]:
    """Why an offer is in the list, and what does not fit: labels, which may be empty, and their values."""
    _, offer = site.localizer._, pick.offer

    def some(terms: tuple[Term, ...]) -> tuple[Phrase, ...]:
        return tuple(site.localizer.say(term.name) for term in terms[:_NAMES_SHOWN])

    if pick.fits:
        yield _("Fits"), (site.localizer.say(question.audience.name),)
    else:
        yield _("Made for"), some(offer.audiences)
    if pick.meets:
        yield _("Gives"), (site.localizer.say(question.need.name),)
    else:
        yield _("Gives something else"), some(offer.needs)
    yield EMPTY, (_place(site, pick, municipality),)
    if offer.conditions:
        yield EMPTY, (_("For some illnesses only"),)
    if offer.facts.referral == "required":
        yield EMPTY, (_("You need a referral"),)
    if offer.free:
        yield EMPTY, (_("Free"),)


def _joined(reasons: Iterable[tuple[Phrase, tuple[Phrase, ...]]]) -> Phrase:
    """One line of text: “Fits: partner · Gives: respite, company · Free”."""
    return join(
        " · ", (label + ": " + join(", ", values) if label else join(", ", values) for label, values in reasons)
    )


def _place(site: LocalizedSite, pick: Pick, municipality: Municipality | None) -> Phrase:
    _, offer = site.localizer._, pick.offer
    where = site.links.where(offer.coverage)
    if pick.where == "asking":
        return _("Made for people in {where}: call and ask whether you can come too", where=where)
    if pick.where == "own" and municipality is not None:
        return _("In {name}", name=municipality.named(site.language))
    if pick.where == "nearby":
        names = dict.fromkeys(place.municipality.named(site.language) for place in offer.places)
        return _("In {name}, and open to you", name=", ".join(names))
    if offer.online:
        return _("By phone or online")
    return _("For all in {where}", where=where)


def _for_children(site: LocalizedSite, audience: Term) -> tuple[Link, ...]:
    return (site.links.to("children", site.localizer._("For children and young people")),) if audience.children else ()


def _first_step(site: LocalizedSite) -> Link:
    return site.links.to("guide", site.localizer._("Find something that fits"))


def _onward(site: LocalizedSite) -> tuple[Link, ...]:
    _, indexes = site.localizer._, site.indexes
    return (
        site.links.to("search", _("Search")),
        site.links.to("offers", _("All offers"), len(indexes.listed)),
        site.links.to("crisis", _("Help now")),
    )


FAMILIES = {
    "guide": Family("pages/guide.html", guide),
    "guide_audience": Family("pages/guide.html", guide_audience),
    "guide_answers": Family("pages/guide_answers.html", guide_answers),
}
