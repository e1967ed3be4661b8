"""Samples from `veiviser init` are reported once while they are there, and so is an address that no site can have."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import offer
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.problems.problem import Problem

MakeRoot = Callable[..., Path]


def told(root: Path, code: str) -> list[Problem]:
    return [problem for problem in load(Options(root=root, today=TODAY)).problems if problem.code == code]


def test_however_many_samples_there_are_one_warning_names_them(make_root: MakeRoot) -> None:
    root = make_root()
    offers = root / "content" / "offers" / "fjordby"
    offers.mkdir()
    for number in range(9, 0, -1):
        (offers / f"eksempel-{number}.md").write_text(offer(title=str(number), phone="55 00 00 00"), "utf-8")
    (problem,) = told(root, "sample-left")
    assert problem.mark.path == "content/offers/fjordby/eksempel-1.md"
    assert problem.values["ids"].endswith("eksempel-5 …")

    for path in offers.glob("eksempel-*"):
        path.rename(path.with_name(path.name.replace("eksempel-", "tur-som-eksempel-")))
    assert told(root, "sample-left") == []


@pytest.mark.parametrize(
    ("address", "name", "number", "is_told"),
    [
        ("https://example.org/", "Lunner", 3236, True),
        ("https://hadeland.example.com/sti/", "Lunner", 3236, True),
        ("https://example.org/", "Fjordby", 9901, False),
        ("https://min-example.org/", "Lunner", 3236, False),
        ("https://www.hadeland.no/", "Lunner", 3236, False),
    ],
)
def test_a_real_region_has_a_real_address(
    make_root: MakeRoot, address: str, name: str, number: int, is_told: bool
) -> None:
    root = make_root()
    content = root / "content"
    site = (content / "site.yaml").read_text("utf-8")
    (content / "site.yaml").write_text(site.replace("https://fjord.example.org/", address), "utf-8")
    listed = f"- id: fjordby\n  number: {number}\n  name: {name}\n  county: fjordland\n"
    (content / "municipalities.yaml").write_text(listed, "utf-8")
    assert [problem.mark.line for problem in told(root, "sample-address")] == [2] * is_told
