"""Links for editing a file are made in one place, so that they suit each kind of code host wherever they are shown."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.built import REPO
from veiviser.build.pipeline import Options, load
from veiviser.history import NO_HISTORY
from veiviser.language.languages import catalogue
from veiviser.pages.families import page
from veiviser.serve.faults import Faults
from veiviser.web.code_host import edit_address
from veiviser.web.site import localized_sites

MakeRoot = Callable[..., Path]
TODAY = dt.date(2026, 11, 21)
OFFER = "content/offers/kafe.md"
# A repository, and how the address of a file on the branch `ny/gren æ` begins.
HOSTS = {
    "https://github.com/r/v": "https://github.com/r/v/edit/",
    "https://github.com/r/v.git": "https://github.com/r/v/edit/",
    "https://gitlab.com/r/v": "https://gitlab.com/r/v/-/edit/",
    "https://gitlab.com/r/under/v.git/": "https://gitlab.com/r/under/v/-/edit/",
    "https://gitlab.region.example:8443/r/v.git": "https://gitlab.region.example:8443/r/v/-/edit/",
    "https://codeberg.org/r/v": "https://codeberg.org/r/v/_edit/",
    "https://forgejo.region.example/r/v.git": "https://forgejo.region.example/r/v/_edit/",
    "https://git.example.org/r/v/": "https://git.example.org/r/v/edit/",
}


def root_at(make_root: MakeRoot, repository: str) -> Path:
    root = make_root()
    site = root / "content" / "site.yaml"
    text = re.sub(r"(?m)^(?:repository|branch): .*\n", "", site.read_text("utf-8"))
    site.write_text(f"{text}repository: {repository}\nbranch: ny/gren æ\n", "utf-8")
    return root


@pytest.mark.parametrize(("repository", "edit"), HOSTS.items())
def test_the_preview_and_the_page_lead_to_the_same_form(make_root: MakeRoot, repository: str, edit: str) -> None:
    root = root_at(make_root, repository)
    good = load(Options(root=root, today=TODAY)).value
    assert good is not None
    offer = good.offers[0]
    shown = page(localized_sites(good, "https://a.example/")[0], "offer", offer.id)
    assert shown.view.edit == f"{edit}ny/gren%20%C3%A6/{offer.path}"

    path = root / offer.path
    path.write_text(path.read_text("utf-8").replace("status: active", "status: aktiv"), "utf-8")
    faults = Faults(root=root, catalogue=catalogue("en"), bug=str)
    problems = load(Options(root=root, today=TODAY)).problems
    links = {fault.path: fault.link for fault in faults.of_content(problems, good)}
    assert links[offer.path] == shown.view.edit


def test_in_a_folder_of_its_repository_the_preview_leads_there_too(make_root: MakeRoot) -> None:
    root = root_at(make_root, "https://gitlab.com/r/v.git")
    directory = load(Options(root=root, today=TODAY)).value
    assert directory is not None
    below = replace(directory, history=replace(NO_HISTORY, below="region nord/"))
    faults = Faults(root=root, catalogue=catalogue("en"), bug=str)
    (root / OFFER).write_text("uten felt\n", "utf-8")
    problems = load(Options(root=root, today=TODAY)).problems
    (link,) = {fault.link for fault in faults.of_content(problems, below) if fault.path == OFFER}
    assert link == f"https://gitlab.com/r/v/-/edit/ny/gren%20%C3%A6/region%20nord/{OFFER}"
    assert {fault.link for fault in faults.of_content(problems, None)} == {""}


def test_without_a_repository_there_is_no_link(make_root: MakeRoot) -> None:
    directory = load(Options(root=make_root(), today=TODAY)).value
    assert directory is not None
    assert edit_address(directory.site.model_copy(update={"repository": None}), OFFER) is None


def test_no_other_module_makes_addresses_at_a_code_host() -> None:
    sources = [p for folder in ("veiviser", "templates", "tools") for p in (REPO / folder).rglob("*")]
    by_hand = re.compile(r"""/(?:-/)?_?(?:edit|blob|issues/new)\b[/"'?]|\.repository\b *[}+]""")
    found = {
        path.relative_to(REPO).as_posix()
        for path in sources
        if path.suffix in (".py", ".html", ".js", ".jinja") and by_hand.search(path.read_text("utf-8"))
    }
    assert found == {"veiviser/code_hosts.py"}
