"""Addresses that offers used to have: each leads to the offer without a server's help."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from veiviser.directory.namesakes import whole_name
from veiviser.pages.edition import Edition
from veiviser.web.phrase import Phrase
from veiviser.web.views import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """Where to; the page refreshes to it at once and links to it for those whose browser does not."""

    heading: Phrase
    to: Link


def redirect_pages(edition: Edition) -> Iterator[Page]:
    """`/tilbud/<alias>/` for every alias."""
    for offer in edition.plan.directory.offers:
        for alias in offer.facts.aliases:
            to = edition.to_offer(offer)
            view = RedirectView(heading=edition._("This offer has a new address"), to=to)
            page = edition.page(
                f"tilbud/{alias}/", "pages/redirect.html", view, title=whole_name(str(to.text), to.apart), indexed=False
            )
            yield replace(page, canonical=to.address, alternates=())
