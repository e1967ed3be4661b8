"""The comparison with other generators: its region, our bare site, our adapters, and the tables made of measurements."""

import datetime as dt
import json
import os
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks import TODAY, bare, corpus, peers, performance, stages
from tests.support.built import REPO
from veiviser.build.loading import Options, load
from veiviser.build.publish import MARKER
from veiviser.directory.model import Directory
from veiviser.pages.families import page_ids
from veiviser.problems.problem import has_errors
from veiviser.web.site import localized_sites

MUNICIPALITIES, NEEDS = ("froya", "osen", "leka"), ("sorg", "kurs")
# An offer's municipalities and needs.
OFFERS = {"t1": (["froya", "osen"], ["sorg"]), "t2": (["osen"], ["sorg", "kurs"]), "t3": (["froya"], ["kurs"])}


def offer(id_: str) -> str:
    places, needs = OFFERS[id_]
    contact = {"name": "Kari Moen", "email": f"{id_}@example.org", "url": f"https://www.example.org/{id_}"}
    facts = {
        "id": id_, "title": f"Åpent hus {id_}", "summary": f"Dere møter hverandre {id_}.", "organisation": "org-1",
        "municipalities": places, "needs": needs, "audiences": ["voksne barn", "søsken"], "format": "Oppmøte",
        "cost": "Gratis" if id_ == "t1" else "50 kr per gang", "contact": contact, "schedule": "Hver mandag kl. 9–20",
        "languages": ["norsk", "polsk"], "last_verified": dt.date(2026, 1, int(id_[1:])),
    }  # fmt: skip
    return f"---\n{yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)}---\n\nTekst med [lenke](https://example.org/1).\n"


@pytest.fixture
def neutral(tmp_path: Path) -> Path:
    """A corpus of three offers, as the generators that are compared get it."""
    tables: dict[str, list[dict[str, Any]]] = {
        "municipalities": [{"id": id_, "name": id_.capitalize(), "url": f"https://{id_}.example.org/"} for id_ in MUNICIPALITIES],
        "needs": [{"id": id_, "title": id_.capitalize(), "summary": f"Om {id_}."} for id_ in NEEDS],
        "organisations": [{"id": "org-1", "name": "Helselaget", "kind": "frivillig", "url": "https://org.example.org/"}],
        "events": [{"id": "e1", "title": "Turgruppe", "offer": "t2", "organisation": "org-1", "municipality": "osen",
                    "date": "2026-10-01", "time": "18:00", "place": "Rådhuset"}],
    }  # fmt: skip
    folder = tmp_path / "corpus"
    for table, records in tables.items():
        (folder / table).mkdir(parents=True)
        for record in records:
            (folder / table / f"{record['id']}.yml").write_text(yaml.safe_dump(record, allow_unicode=True), "utf-8")
    (folder / "offers").mkdir()
    for id_ in OFFERS:
        (folder / "offers" / f"{id_}.md").write_text(offer(id_), "utf-8")
    return folder


@pytest.fixture
def root(neutral: Path, tmp_path: Path) -> Path:
    """The same as a region of ours."""
    corpus.lay_out(neutral, tmp_path / "region")
    return tmp_path / "region"


def directory(root: Path) -> Directory:
    loaded = load(Options(root=root, today=dt.date.fromisoformat(TODAY)))
    assert not has_errors(loaded.problems, strict=False), loaded.problems
    assert loaded.value is not None
    return loaded.value


def test_the_region_has_all_that_the_corpus_has(root: Path) -> None:
    region = directory(root)
    offers = {
        each.id: (sorted(each.coverage.municipalities), sorted(need.id for need in each.needs))
        for each in region.offers
    }
    assert offers == {id_: (sorted(places), sorted(needs)) for id_, (places, needs) in OFFERS.items()}
    assert {each.id for each in region.municipalities} == set(MUNICIPALITIES)
    assert {each.id for each in region.organisations} == {"org-1", "utgiver"}
    (event,) = region.events
    assert (str(event.facts.starts), event.offer and event.offer.id) == ("2026-10-01T18:00", "t2")
    assert all(each.listed for each in region.offers)


def test_the_whole_site_has_a_page_for_each_municipality_and_need_with_offers(root: Path) -> None:
    (site,) = localized_sites(directory(root), "https://region.example/")
    pages = {ids for name, ids in page_ids(site) if name == "municipality_need"}
    assert pages >= {(place, need) for places, needs in OFFERS.values() for place in places for need in needs}


def test_a_summary_is_a_line_of_its_own(root: Path) -> None:
    """Since the runner edits that line."""
    for id_ in OFFERS:
        text = (root / "content" / "offers" / f"{id_}.md").read_text("utf-8")
        assert re.findall("(?m)^summary: (.+)$", text) == [f"Dere møter hverandre {id_}."]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_bare_site_has_the_pages_and_cards_of_the_peers_and_nothing_else(root: Path, jobs: int) -> None:
    out = root / "public"
    bare.build(root, out, jobs)
    pages = {path.relative_to(out).parent.as_posix(): path.read_text("utf-8") for path in out.rglob("*.html")}
    lists = {f"kommune/{place}/{need}" for place in MUNICIPALITIES for need in NEEDS}
    assert set(pages) == {
        ".", "kalender", *lists, *(f"tilbud/{id_}" for id_ in OFFERS), *(f"kommune/{id_}" for id_ in MUNICIPALITIES),
        *(f"behov/{id_}" for id_ in NEEDS),
    }  # fmt: skip
    cards = {address: html.count('<li class="card">') for address, html in pages.items()}
    expected = Counter({".": len(OFFERS)})
    for places, needs in OFFERS.values():
        expected.update([f"kommune/{place}" for place in places] + [f"behov/{need}" for need in needs])
        expected.update(f"kommune/{place}/{need}" for place in places for need in needs)
    assert {address: count for address, count in cards.items() if count} == expected
    assert (out / "sitemap.xml").read_text("utf-8").count("<loc>") == len(pages)
    assert {path.name for path in out.rglob("*") if path.is_file()} == {
        "index.html",
        "sitemap.xml",
        "style.css",
        MARKER,
    }
    assert "Rådhuset" in pages["kalender"]
    assert '<a href="https://example.org/1" rel="noopener">' in pages["tilbud/t1"]


def test_an_edit_shows_on_all_pages_of_the_bare_site_that_have_it(root: Path) -> None:
    file = root / "content" / "offers" / "t2.md"
    file.write_text(file.read_text("utf-8").replace("summary: ", "summary: ENDRET "), "utf-8")
    bare.build(root, root / "public", 1)
    found = {
        path.parent.relative_to(root / "public").as_posix()
        for path in root.rglob("*.html")
        if "ENDRET" in path.read_text("utf-8")
    }
    assert found == {
        ".",
        "tilbud/t2",
        "kommune/osen",
        "behov/sorg",
        "behov/kurs",
        "kommune/osen/sorg",
        "kommune/osen/kurs",
    }


def test_the_bare_site_is_not_built_from_content_with_errors(root: Path) -> None:
    (root / "content" / "offers" / "t1.md").write_text("---\ntitle: [\n---\n", "utf-8")
    with pytest.raises(ValueError, match="has errors"):
        bare.build(root, root / "public", 1)
    assert not (root / "public").exists()


RUNNER = """
import sys
import adapters
def main():
    given = dict(each.split("=", 1) for each in sys.argv if each.startswith("--json"))
    names = sys.argv[sys.argv.index("--peers") + 1].split(",")
    with open(given["--json"], "w", encoding="utf-8") as kept:
        for name in names:
            peer = adapters.PEERS.get(name, adapters.Hugo)()
            kept.write(f"{name}: {peer.version()} {peer.out} {peer.build('site')}\\n")
"""
ADAPTERS = """
class Hugo:
    name, out = "hugo-tuned", "public"
    def version(self): return "1.0"
    def build(self, site): return ["hugo", "--quiet"]
def venv_bin(name): return "no-such-" + name
PEERS = {"hugo-tuned": Hugo}
"""


def test_our_adapters_are_added_to_the_runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "run_peers.py").write_text(RUNNER, "utf-8")
    (tmp_path / "adapters.py").write_text(ADAPTERS, "utf-8")
    kept, before = tmp_path / "kept", (list(sys.argv), list(sys.path))
    peers.measure(tmp_path, [f"--json={kept}"])
    for name in ("adapters", "run_peers"):
        monkeypatch.delitem(sys.modules, name)
    assert (sys.argv, sys.path) == before
    said = dict(line.split(": ", 1) for line in kept.read_text("utf-8").splitlines())
    assert set(said) == set(peers.PEERS)
    assert "'build', '--root', '.', '--out', 'public', '--today', '2026-09-01'" in said[peers.WHOLE]
    assert "'benchmarks.bare', '.', 'public'" in said[peers.BARE]
    # Without Pagefind it is not measured, rather than measured as less than it is.
    assert said[peers.WITH_SEARCH].startswith("None public ['sh', '-c', 'hugo --quiet && no-such-python -m pagefind ")


def test_a_clean_build_of_ours_starts_without_site_and_cache(tmp_path: Path) -> None:
    for folder in ("public", ".cache", "content"):
        (tmp_path / folder).mkdir()
    peers.Ours().clean(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


def measured(peer: str, size: int, *walls: float, step: str = "clean") -> list[dict[str, Any]]:
    """Measurements in rounds; processor time is twice the wall time."""
    return [
        {"peer": peer, "size": size, "step": step, "round": at, "wall": wall, "cpu": 2 * wall, "rss": 50.4, "rc": 0}
        for at, wall in enumerate(walls)
    ]


def lines(*every: dict[str, Any]) -> list[str]:
    return [json.dumps(each) for each in every]


def test_ratios_are_taken_round_by_round() -> None:
    found = performance.results(lines(*measured("ours", 200, 2, 8, 9), *measured("hugo-tuned", 200, 1, 2, 9)))
    assert found.median("ours", 200, "clean", "wall") == 8
    assert found.median("ours", 200, "clean", "cpu") == 16
    assert found.ratio("ours", "hugo-tuned", 200, "clean", "wall") == 2  # of 2, 4 and 1; not 8 ÷ 2
    assert found.ratio("ours", "eleventy", 200, "clean", "wall") is None


def test_the_tables_have_what_was_measured() -> None:
    text = performance.report(
        performance.results(
            lines(
                {"peer": "ours", "step": "version", "version": "1.2"},
                {"peer": "hugo-tuned", "step": "version", "version": "v3"},
                {"peer": "eleventy", "step": "absent"},
                {"peer": "plainpy", "size": 200, "step": "stopped", "why": "N=200 clean: exit 1: secret\nsecond"},
                *measured("ours", 200, 3), *measured("ours", 2000, 30), *measured("hugo-tuned", 200, 2),
                *measured("ours", 200, 1, step="edited"),
                {"peer": "ours", "size": 200, "step": "census", "pages": 734, "cards": 2280, "urls": 733, "files": 740,
                 "bytes": 2_400_000},
                {"peer": "ours", "size": 200, "step": "fresh", "own": 1, "lists": 5, "of": 5},
                {"peer": "ours", "size": 200, "step": "fresh", "own": 1, "lists": 3, "of": 5},
            )
        ),
        "1 March 2026",
    )  # fmt: skip
    assert "Measured on 1 March 2026" in text
    assert "ours 1.2; hugo-tuned v3." in text
    assert "eleventy was not installed." in text
    assert "plainpy stopped: N=200 clean: exit 1: secret\n" in text
    assert "| 200 | ours | 3.00 s | 6.00 s | 50 MiB | 1.50 | 1.50 | – | – |" in text
    assert "| 2,000 | ours | 30.00 s | 60.00 s | 50 MiB | – | – | – | – |" in text
    assert "| ours | 200 → 2,000 | 1.00 | – | – |" in text
    assert "| 200 | ours | 734 | 2,280 | 733 | 740 | 2.4 | 4 of 6 pages |" in text


def test_a_failed_build_is_no_measurement() -> None:
    failed = {**measured("ours", 200, 3)[0], "rc": 1}
    assert performance.results(lines(failed)).builds == {}


def test_processor_time_is_added_up_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.5, 1.5, 1.75, 4.0])
    monkeypatch.setattr(os, "times", lambda: (next(times), 0.25, 0.0, 0.0, 99.0))
    clock = stages.Clock()
    for stage, count in (("a", 0), ("a", 5), ("b", 0), ("a", 9), ("", 0)):
        clock(stage, count)
    assert clock.stages == {stages.STARTING: 0.75, "a": 1 + 2.25, "b": 0.25}


def test_stages_have_exponents_between_sizes() -> None:
    small, large = (stages.Spent(offers, {"a": spent, "b": 0.0}, 80) for offers, spent in ((1000, 2.0), (10_000, 20.0)))
    assert "| a | 2.00 s | 20.00 s | 1.00 |\n| b | 0.00 s | 0.00 s | – |" in stages.table([small, large])
    assert "| a | 2.00 s |\n" in stages.table([small])


def test_the_page_has_the_place_for_the_tables() -> None:
    text = (REPO / performance.DOCUMENT).read_text("utf-8")
    assert text.index(performance.BEGIN) < text.index("<!-- until here -->")
