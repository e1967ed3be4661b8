"""Addresses that offers used to have: each leads to the offer without a server's help."""

from dataclasses import dataclass

from veiviser.directory.model import Offer
from veiviser.pages.making import PageContent
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """Where to; the page refreshes to it at once and links to it for those whose browser does not."""

    heading: Phrase
    to: Link


def redirect(site: LocalizedSite, offer: Offer) -> PageContent:
    """The page at an address that an offer used to have."""
    to = site.links.offer(offer)
    return PageContent(
        view=RedirectView(heading=site.words._("This offer has a new address"), to=to),
        title=to.whole,
        canonical=to.address,
        indexed=False,
        template="pages/redirect.html",
    )
