"""A region that has only just begun has a whole site too: without any content, or with a single offer."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.contract import addresses
from tests.site.crawl import faults
from tests.site.rules_of_pages import broken_rules
from tests.support.built import build_site, served
from tools.browser import new_page

MakeRoot = Callable[..., Path]
NOTHING = {
    **{f"content/{name}.yaml": "[]\n" for name in ("municipalities", "areas", "crisis")},
    **{f"content/vocabulary/{name}.yaml": "[]\n" for name in ("needs", "audiences", "formats")},
}
BEGINNINGS: Mapping[str, tuple[bool, Mapping[str, str]]] = {
    "nothing but the required files, and those empty": (False, NOTHING),
    "municipalities and lists, no offers": (False, {}),
    "a single offer": (True, {}),
}


@pytest.mark.parametrize(("offer", "files"), BEGINNINGS.values(), ids=BEGINNINGS)
def test_a_region_that_has_hardly_begun_has_a_whole_site(
    offer: bool, files: Mapping[str, str], make_root: MakeRoot, tmp_path: Path, browser: Browser
) -> None:
    root = make_root(files=files)
    if not offer:
        (root / "content" / "offers" / "kafe.md").unlink()
    site = build_site(root, tmp_path / "site")

    assert len(site.directory.listed) == int(offer)
    assert sorted(addresses(site) - site.files) == []
    assert [*faults(site, "/"), *faults(site, "/some/prefix/")] == []
    assert list(broken_rules(site)) == []
    with served(site.out) as serving:
        page = new_page(browser)
        page.goto(serving.address + "sok/#q=kaffe")
        page.locator("[data-status]:not(:empty)").wait_for()
        assert page.locator("[data-results] > li").count() == int(offer)
        page.close()
    assert serving.faults() == []
