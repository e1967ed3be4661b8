"""The freshness of an offer: confirmed, due, overdue, never confirmed, and hidden when it is long overdue."""

import pytest

from tools.day import TODAY
from veiviser.content.models import Offer, Site
from veiviser.directory.freshness import freshness

SITE = {"title": {"nb": "X"}, "base_url": "https://example.org/", "languages": "nb", "publisher": "x"}
OFFER = {
    "title": "Tur", "summary": "Vi går.", "status": "active", "organisations": "x", "coverage": "x",
    "audiences": "x", "needs": "x", "formats": "x",
}  # fmt: skip


def fresh(offer: dict[str, str], site: dict[str, str]) -> tuple[str, str, bool]:
    made = freshness(Offer.model_validate({**OFFER, **offer}), Site.model_validate({**SITE, **site}), TODAY)
    return made.state, str(made.due_on or ""), made.hidden


@pytest.mark.parametrize(
    ("offer", "site", "expected"),
    [
        ({}, {}, ("never", "", False)),
        ({}, {"hide_after_days": "1"}, ("never", "", False)),  # there is no day to count from
        ({"verified_on": "2026-11-21"}, {}, ("confirmed", "2027-05-20", False)),
        ({"verified_on": "2026-06-24"}, {}, ("confirmed", "2026-12-21", False)),
        ({"verified_on": "2026-06-23"}, {}, ("due", "2026-12-20", False)),  # the first of the last thirty days
        ({"verified_on": "2026-05-25"}, {}, ("due", "2026-11-21", False)),  # due today is not overdue
        ({"verified_on": "2026-05-24"}, {}, ("overdue", "2026-11-20", False)),
        ({"verified_on": "2026-05-24"}, {"review_every_days": "365"}, ("confirmed", "2027-05-24", False)),
        ({"verified_on": "2026-11-01", "review_every_days": "7"}, {}, ("overdue", "2026-11-08", False)),
        ({"verified_on": "2026-11-18", "review_every_days": "7"}, {}, ("confirmed", "2026-11-25", False)),
        ({"verified_on": "2026-11-16", "review_every_days": "7"}, {}, ("due", "2026-11-23", False)),  # its second half
        ({"verified_on": "2026-11-21", "review_every_days": "1"}, {}, ("confirmed", "2026-11-22", False)),
        ({"verified_on": "2025-11-21"}, {"hide_after_days": "365"}, ("overdue", "2026-05-20", False)),
        ({"verified_on": "2025-11-20"}, {"hide_after_days": "365"}, ("overdue", "2026-05-19", True)),
        ({"verified_on": "2999-12-31", "review_every_days": "999999"}, {}, ("confirmed", "5737-11-26", False)),
    ],
)
def test_freshness(offer: dict[str, str], site: dict[str, str], expected: tuple[str, str, bool]) -> None:
    assert fresh(offer, site) == expected
