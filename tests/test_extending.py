"""The worked examples of docs/extending.md work: a copy of the tree, the page's own edits and commands, and a check.

One copy takes all of them, each on top of those before it, as a program grows. Changes that a check makes are undone.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.repository import copied
from tests.support.tiers import exhaustive
from tools.day import TODAY

REPO = Path(__file__).parents[1]
PAGE = (REPO / "docs" / "extending.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part.partition("\n")[2] for part in PAGE.split("\n## ")[1:]}
COUNTS = SECTIONS["What a change touches"]
EXAMPLES = {title: text for title, text in SECTIONS.items() if text is not COUNTS}
# A line that says to which file the blocks below it belong, or a block.
_STEP = re.compile(
    r"^(?:(?P<where>In|New,) (?P<paths>`[^\n]+`):|```(?P<kind>\w+)\n(?P<text>.*?)^```)$", re.MULTILINE | re.DOTALL
)
SMALL = "tests/site/golden_root"


@dataclass(frozen=True)
class Copy:
    """The tree without files that git ignores, with a `.venv` that points to the Python of this run."""

    root: Path
    changed: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """The output of a shell in the copy for a command of the page."""
        # Settings for this run, not for the runs inside it.
        ours = re.compile("PYTEST_|MAKE|UPDATE_GOLDEN|PYTHONDONTWRITEBYTECODE")
        environment = {name: value for name, value in os.environ.items() if not ours.match(name)}
        environment["PYTHONPATH"] = str(self.root)
        return subprocess.run(  # noqa: S602  # as the guide writes it
            command, shell=True, cwd=self.root, env=environment, text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip

    def program(self, *arguments: str) -> str:
        return self.run(f".venv/bin/python tools/program.py {' '.join(arguments)}").stdout

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8", newline="")

    def change(self, path: str, change: Callable[[str], str]) -> None:
        """Writes another text into a file until the look is over."""
        before = self.read(path)
        self.changed.setdefault(path, before)
        self.write(path, change(before))

    @contextmanager
    def look(self) -> Iterator[None]:
        """Puts back what is changed within."""
        yield
        for path, text in self.changed.items():
            self.write(path, text)
        self.changed.clear()

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def built(self) -> Path:
        """The site of the small region."""
        said = self.program("build", "--root", SMALL, "--out", "site", "--today", str(TODAY), "--jobs", "1")
        assert (self.root / "site" / "index.html").exists(), said
        return self.root / "site"


def linked(source: str, target: str) -> None:
    """Copies a file that nobody writes into, without its bytes where the disk lets one."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    root = copied(REPO, tmp_path_factory.mktemp("extending") / "veiviser")
    if (REPO / ".mypy_cache").exists():  # this saves mypy most of its work
        shutil.copytree(REPO / ".mypy_cache", root / ".mypy_cache")
    if (REPO / "node_modules" / ".test").exists():  # else make fetches them
        shutil.copytree(REPO / "node_modules", root / "node_modules", symlinks=True, copy_function=linked)
    made = Copy(root)
    made.write(".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (root / ".venv" / "bin" / "python").chmod(0o755)
    for stamp in ("site", "test"):  # so that make considers the packages installed
        made.write(f".venv/{stamp}", "")
    return made


def follow(example: str, copy: Copy) -> None:
    """Follows the instructions of a section of the page, from top to bottom."""
    where, paths = "", list[str]()
    for step in _STEP.finditer(example):
        kind, text = step["kind"], step["text"]
        if step["where"]:
            where, paths = step["where"], re.findall(r"`(.+?)`", step["paths"])
        elif kind == "sh":
            for command in text.splitlines():
                done = copy.run(command)
                assert done.returncode == 0, f"$ {command}\n{done.stdout}"
        elif where == "New,":
            assert [path for path in paths if (copy.root / path).exists()] == []
            (path,) = paths
            copy.write(path, text)
        else:
            assert (kind, bool(paths)) == ("diff", True), text
            for path in paths:
                copy.write(path, edited(copy.read(path), text, path))


def edited(text: str, change: str, path: str) -> str:
    """The text with the lines of a change, inserted at the lines that the change shows without `+`."""
    lines, wanted = text.split("\n"), change.splitlines()
    before = [line[1:] for line in wanted if not line.startswith("+")]
    after = [line[1:] for line in wanted if not line.startswith("-")]
    places = [at for at in range(len(lines)) if lines[at : at + len(before)] == before]
    assert len(places) == 1, f"{path} has this {len(places)} times:\n{change}"
    return "\n".join([*lines[: places[0]], *after, *lines[places[0] + len(before) :]])


def check(copy: Copy) -> str:
    """What `check` says of the small region."""
    return copy.program("check", "--root", SMALL, "--format", "text", "--today", str(TODAY))


def a_field_of_a_place(copy: Copy) -> None:
    kept = copy.read("tests/site/golden/place.html")
    assert re.search(r"<dt>Parkering</dt>\s*<dd>To plasser bak naustet\.</dd>", kept)
    assert "Where to leave the car." in copy.read("docs/content.md")
    copy.change(f"{SMALL}/content/places/naustet.yaml", lambda text: text.replace("nn: To plassar bak", "xx: To bak"))
    said = check(copy)
    assert re.search(r"(?m)^content/places/naustet\.yaml:16:3: error\[unknown-key\]", said), said
    assert "--parking" in copy.program("new", "place", "--help")


def a_translatable_field_of_an_offer(copy: Copy) -> None:
    kept = copy.read("tests/site/golden/offer-in-nynorsk.html")
    assert re.search(r"<dt>Ta med</dt>\s*<dd>Innesko eller tjukke sokkar</dd>", kept)
    site = copy.built()
    offers = json.loads((site / "data/offers.json").read_text("utf-8"))["offers"]
    said = {"nb": "Innesko", "nn": "Innesko eller tjukke sokkar"}
    assert [offer["bring"] for offer in offers] == [said if offer["id"] == "kafe" else {} for offer in offers]
    assert "<dd>Innesko</dd>" in (site / "tilbud/kafe/index.html").read_text("utf-8")
    assert [path for path in (site / "search").rglob("*.json") if "innesko" in path.read_text("utf-8").lower()]
    assert "| `bring` |" in copy.read("docs/content.md")
    assert "--bring" in copy.program("new", "offer", "--help")


def a_check(copy: Copy) -> None:
    offer = f"{SMALL}/content/offers/nattlinja.md"
    title = re.findall(r"(?m)^title: (.*)$", copy.read(offer))[0]
    copy.change(offer, lambda text: re.sub(r"(?m)^summary: .*$", f"summary: {title}", text))
    line = copy.read(offer).split("\n").index(f"summary: {title}") + 1
    said = check(copy)
    place = f"content/offers/nattlinja.md:{line}:10: warning[summary-repeats-title]: "
    assert f"{place}Ingressen sier ikke mer enn tittelen." in said
    page = copy.read("docs/problems/summary-repeats-title.md")
    assert "Si i én setning hva folk kan gjøre der." in page
    assert "content/offers/tur.md:3:10: warning[summary-repeats-title]" in page


def a_family_of_pages(copy: Copy) -> None:
    about = f"{SMALL}/content/pages/om.md"
    copy.change(about, lambda text: text + "\n[Fylket](/omrade/fjordland/)\n")
    site = copy.built()
    for prefix, up in (("", "../../"), ("nn/", "../../../nn/")):
        page = (site / f"{prefix}omrade/fjordland/index.html").read_text("utf-8")
        assert re.search("<h1>.*Fjordland.*</h1>", page)
        assert f'href="{up}kommune/fjordby/"' in page
    assert 'href="../../omrade/fjordland/"' in (site / "kommune/fjordby/index.html").read_text("utf-8")
    assert "/naer/deg/omrade/fjordland/</loc>" in (site / "sitemap.xml").read_text("utf-8")
    taken = f"{SMALL}/content/pages/omrade.md"
    copy.write(taken, copy.read(about))
    assert "content/pages/omrade.md:1:1: error[address-collision]" in check(copy)
    (copy.root / taken).unlink()


def a_feed(copy: Copy) -> None:
    lines = json.loads((copy.built() / "data/crisis.json").read_text("utf-8"))["crisis"]
    assert [(line["id"], line["phone"]) for line in lines] == [
        ("medisinsk-noedhjelp", "113"),
        ("nattlinja", "+4722222299"),
    ]
    assert "| `/data/crisis.json` | `crisis_json` |" in copy.read("docs/content.md")


def a_command(copy: Copy) -> None:
    said = copy.program("count", "--root", SMALL, "--today", str(TODAY), "--lang", "nn")
    assert said == "Tilbod: 3. Arrangement: 1. Organisasjonar: 2.\n"
    assert re.search(r"(?m)^  count +Si hvor mange tilbud", copy.program("--help"))
    assert "Usage: veiviser count [OPTIONS]" in copy.read("docs/cli.md")


def a_language(copy: Copy) -> None:
    about = f"{SMALL}/content/pages/om.md"
    copy.change(about, lambda text: text + "\n[Po polsku](/pl/tilbud/kafe/) og [på din måte](/tilbud/kafe/).\n")
    site = copy.built()
    for page, up in (("om", "../"), ("nn/om", "../../"), ("pl/om", "../../")):  # without where the page is
        text = (site / page / "index.html").read_text("utf-8")
        assert f'href="{up}pl/tilbud/kafe/"' in text
        assert f'href="{up}{page.removesuffix("om")}tilbud/kafe/"' in text
    offers = (site / "pl/a-aa/index.html").read_text("utf-8")
    assert "Kawiarnia dla bliskich" in offers
    assert "`name.pl.md`" in copy.read("docs/content.md")
    front = (site / "pl/index.html").read_text("utf-8")
    assert '<html lang="pl" ' in front
    assert "<button>Szukaj</button>" in front
    assert 'lang="pl" hreflang="pl" aria-current="true">Polski</a>' in front
    assert "2 oferty, z których" in (site / "pl/tilbud/index.html").read_text("utf-8")
    assert "wtorek, 24 listopada" in (site / "pl/kalender/index.html").read_text("utf-8")
    assert "Kawiarnia dla bliskich" in (site / "pl/tilbud/kafe/index.html").read_text("utf-8")
    languages = json.loads((site / "pagefind/pagefind-entry.json").read_text("utf-8"))["languages"]
    assert languages["pl"]["page_count"] == languages["nb"]["page_count"]
    assert "Forsiden" in (site / "pl/tilbud/index.html").read_text("utf-8")  # bokmål, until it is in Polish


WORKS: Mapping[str, Callable[[Copy], None]] = {
    "A field of a place": a_field_of_a_place,
    "A translatable field of an offer": a_translatable_field_of_an_offer,
    "A check": a_check,
    "A family of pages": a_family_of_pages,
    "A feed": a_feed,
    "A command": a_command,
    "A language": a_language,
}


HELD_BY = "tests/test_extending.py::test_the_edits_of_the_example_fit_the_tree"


@pytest.mark.parametrize("example", [pytest.param(example, marks=exhaustive(HELD_BY)) for example in EXAMPLES])
def test_the_example_works(example: str, copy: Copy) -> None:
    follow(EXAMPLES[example], copy)
    with copy.look():
        WORKS[example](copy)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_edits_of_the_example_fit_the_tree(example: str) -> None:
    """All but those of catalogues, which `make translations` updates first."""
    paths: list[str] = []
    texts: dict[str, str] = {}
    for step in _STEP.finditer(EXAMPLES[example]):
        paths = re.findall(r"`(.+?)`", step["paths"]) if step["where"] else paths
        for path in paths if step["kind"] == "diff" and not paths[0].endswith(".po") else ():
            texts[path] = edited(texts.get(path) or (REPO / path).read_text("utf-8"), step["text"], path)
    assert texts


def touched(example: str) -> set[str]:
    """The files that an example edits."""
    return {path for step in _STEP.finditer(example) for path in re.findall(r"`(.+?)`", step["paths"] or "")}


def of_the_program(path: str) -> bool:
    return path.startswith(("veiviser/", "templates/")) and not path.endswith(".po")


def room(path: str) -> str:
    return path.split("/")[1 if path.startswith("veiviser/") else 0]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_page_counts_the_files_that_a_change_touches(example: str) -> None:
    files = touched(EXAMPLES[example])
    program = {path for path in files if of_the_program(path)}
    name, rooms = example[0].lower() + example[1:], {room(path) for path in program}
    said = f"{len(program)} in {len(rooms)} {'room' if len(rooms) == 1 else 'rooms'}"
    rows = [row.strip("| ").split(" | ") for row in COUNTS.splitlines() if f"(#{name.replace(' ', '-')})" in row]
    assert [(row[0].partition("]")[0], *row[2:]) for row in rows] == [(f"[{name}", said, str(len(files - program)))]


@pytest.mark.parametrize(
    ("example", "most"), [("A family of pages", 3), ("A translatable field of an offer", 3), ("A language", 1)]
)
def test_what_is_added_most_often_touches_few_files(example: str, most: int) -> None:
    assert len([path for path in touched(EXAMPLES[example]) if of_the_program(path)]) <= most


def test_an_edit_that_does_not_fit_once_is_refused() -> None:
    assert edited("a\nb\n", " a\n+c\n", "x") == "a\nc\nb\n"
    for text in ("ab\n", "a\na\n"):
        with pytest.raises(AssertionError):
            edited(text, " a\n+c\n", "x")


def named_tests() -> Iterator[str]:
    text = PAGE + (REPO / "CONTRIBUTING.md").read_text("utf-8")
    return (path for path in re.findall(r"`?(tests/[\w/]+\.py)\b", text) if f"New, `{path}`" not in text)


def test_the_tests_that_notice_what_was_forgotten_exist() -> None:
    assert [path for path in named_tests() if not (REPO / path).exists()] == []
