"""Redirect pages at former addresses of offers, which need no help from a server."""

from dataclasses import dataclass

from veiviser.directory.model import Offer
from veiviser.pages.making import PageContent
from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """`to` is the offer's page: the browser is sent there at once, and has a link in case it does not go."""

    heading: Phrase
    to: Link


def redirect(site: LocalizedSite, offer: Offer) -> PageContent:
    """The page at a former address of an offer."""
    to = site.links.offer(offer)
    return PageContent(
        view=RedirectView(heading=site.localizer._("This offer has a new address"), to=to),
        title=to.whole,
        canonical=to.address,
        indexed=False,
        template="pages/redirect.html",
    )
