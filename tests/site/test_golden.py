"""What visitors get, to the letter, for pages of tests/site/golden_root; `UPDATE_GOLDEN=1` rewrites the files.

The front page and the 404 page are kept whole, other pages without their layout, so that a change of the layout changes
two files and not all.
"""

import difflib
import os
from pathlib import Path

import pytest

from tests.support.built import Site, file_of

GOLDEN = Path(__file__).parent / "golden"
WHOLE = {"", "404.html"}
PAGES = {
    "": "front.html",
    "nn/tilbud/kafe/": "offer-in-nynorsk.html",
    "tilbud/nattlinja/": "offer-not-translated.html",
    "tilbud/avlastningshjemmet/": "offer-that-ended.html",
    "kommune/aasvik/": "municipality.html",
    "kommune/aasvik/avlastning/": "filter-that-nothing-matches.html",
    "arrangement/kafekveld/": "event.html",
    "sted/naustet/": "place.html",
    "oversikt/": "coverage-map.html",
    "finn/partner/": "guided-step.html",
    "finn/barn/samtale/": "guided-answers.html",
    "for-barn/": "children.html",
    "sok/": "search.html",
    "404.html": "lost.html",
}


@pytest.mark.parametrize(("address", "name"), PAGES.items(), ids=PAGES.values())
def test_the_page_is_as_it_was_when_somebody_looked_at_it(address: str, name: str, tiny: Site) -> None:
    text, golden = tiny.text(file_of(address)), GOLDEN / name
    shown = text if address in WHOLE else text[text.index("<main") : text.index("</main>")] + "</main>\n"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    lines = difflib.unified_diff(
        expected.splitlines(), shown.splitlines(), f"golden/{name}", f"/{address}", "", "", 2, ""
    )
    difference = "\n".join(lines)
    if difference:
        pytest.fail(
            f"{difference}\nIf this is as it should be: UPDATE_GOLDEN=1 pytest tests/site/test_golden.py", pytrace=False
        )


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(PAGES.values())
