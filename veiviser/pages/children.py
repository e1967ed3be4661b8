"""The page for children: whom to call, what they can do themselves, and offers, in words that a child knows."""

from collections.abc import Iterator
from dataclasses import dataclass

from veiviser.directory.model import Offer, Term
from veiviser.pages.crisis import LineView, crisis_lines
from veiviser.pages.making import Family, PageContent
from veiviser.web.phrase import EMPTY, Phrase
from veiviser.web.routes import EDITORIAL
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Body, CardGroup, ContactPoint, Link

# If a region has more, none are listed here; they are on the pages of their municipalities.
_CONTACT_POINTS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildrenView:
    """`lines` are for children first, then for danger; `said` are headings with their sentences; `words` are explained.

    `contact_points` are contacts responsible for children as next of kin, if there are only a few. An editorial page of the
    same name comes first, under its own heading. `exit` is where the quick exit leads.
    """

    heading: Phrase
    summary: Phrase
    exit: str | None
    fallback: bool
    body: Body | None
    lines: tuple[LineView, ...]
    said: tuple[tuple[Phrase, tuple[Phrase, ...]], ...]
    asking: Phrase
    contact_points: tuple[ContactPoint, ...]
    groups: tuple[CardGroup, ...]
    empty: Phrase
    words: tuple[tuple[Phrase, Phrase], ...]
    onward: tuple[Link, ...]


def children(site: LocalizedSite) -> PageContent:
    """The page for children, with the editorial page of the same id on top."""
    _, directory = site.localizer._, site.directory
    text = next((page for page in directory.pages if page.id == EDITORIAL["children"]), None)
    heading = _("If you are a child or young person")
    groups, contacts = tuple(_groups(site)), site.indexes.referring.contacts_for_children
    view = ChildrenView(
        heading=site.localizer.say(text.title) if text else heading,
        summary=site.localizer.say(text.summary) if text and text.summary else
            _("Is somebody you are fond of ill, very sad, or drinking too much? Then this page is for you."),
        exit=directory.site.exit_url,
        fallback=text is not None and site.language not in text.translated,
        body=site.body(text.body) if text else None,
        lines=_lines(site),
        said=_advice(site),
        asking=_("Ask the place where the grown-up gets help, or choose your municipality to see whom you can ask."),
        contact_points=tuple(map(site.contact_points.of_contact, contacts)) if len(contacts) <= _CONTACT_POINTS_SHOWN else (),
        groups=groups,
        empty=EMPTY if groups else _("There is nothing just for children here yet. You can still talk to a grown-up."),
        words=_words(site),
        onward=_onward(site),
    )  # fmt: skip
    if text is None:
        return PageContent(view=view, title=heading, for_children=True)
    return PageContent(
        view=view,
        original_language=text.language,
        translated=text.translated,
        title=site.localizer.text(text.title),
        description=site.localizer.text(text.summary),
        updated=text.facts.updated_on,
        for_children=True,
    )


def _lines(site: LocalizedSite) -> tuple[LineView, ...]:
    """Crisis lines for children, then for emergencies; all of them if none is for children."""
    lines = crisis_lines(site)
    own = tuple(line for line in lines if line.children)
    return (*own, *(line for line in lines if not line.children and (line.level == "emergency" or not own)))


def _advice(site: LocalizedSite) -> tuple[tuple[Phrase, tuple[Phrase, ...]], ...]:
    _ = site.localizer._
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


def _words(site: LocalizedSite) -> tuple[tuple[Phrase, Phrase], ...]:
    """Words that grown-ups use, and what they mean by them."""
    _ = site.localizer._
    return (
        (_("next of kin"),
         _("Somebody who is close to a person who is ill. You are one, even if you are a child.")),
        (_("mental illness"), _("When thoughts and feelings are ill. You cannot see it as you see a broken arm.")),
        (_("addiction"), _("When somebody cannot stop drinking alcohol, taking drugs or playing for money.")),
        (_("admitted to hospital"), _("Living at a hospital for a while, to get help there.")),
        (_("school nurse"), _("A nurse at school. You can go there alone, and talk about anything.")),
        (_("the children's contact"),
         _("Somebody at the hospital or in the municipality who makes sure that children in the family are not "
           "forgotten.")),
        (_("child welfare service"), _("People who help children and families when things are hard at home.")),
        (_("duty of confidentiality"),
         _("That somebody may not pass on what you say. If you are in danger, they must still get you help.")),
    )  # fmt: skip


def _groups(site: LocalizedSite) -> Iterator[CardGroup]:
    """Offers for children: first the ones that fit them all, then the ones for some only, each offer once."""
    _, indexes = site.localizer._, site.indexes
    audiences = _audiences(site)
    offers = [offer for offer in indexes.listed if any(term.children for term in offer.audiences)]

    def fits_all(offer: Offer) -> bool:
        return len(audiences) > 1 and all(term in offer.audiences for term in audiences)

    shared = [offer for offer in offers if fits_all(offer)]
    if shared:
        yield site.cards.group("alle", _("For all who are young"), shared)
    for audience in audiences:
        own = [o for o in offers if not fits_all(o) and next(t for t in o.audiences if t.children) is audience]
        if own:
            yield site.cards.group(f"for-{audience.id}", site.localizer.say(audience.name), own)


def _audiences(site: LocalizedSite) -> tuple[Term, ...]:
    return tuple(term for term in site.directory.vocabulary["audiences"] if term.children)


def _onward(site: LocalizedSite) -> tuple[Link, ...]:
    _, indexes = site.localizer._, site.indexes
    return (
        *(site.links.term(term, count=len(indexes.by_term.get(term, ()))) for term in _audiences(site)),
        site.links.to("guide", _("Find something that fits")),
        site.links.to("municipalities", _("By municipality"), len(site.directory.municipalities)),
        site.links.to("glossary", _("Words explained")),
        site.links.to("crisis", _("Help now")),
    )


FAMILIES = {
    "children": Family("pages/children.html", children),
}
