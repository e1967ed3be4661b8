"""Lays out the neutral corpus that site generators are compared on as a region of our own.

`python -m benchmarks.corpus CORPUS ROOT`. The corpus has, each as YAML, `municipalities/`, `needs/`, `organisations/` and
`events/`, and `offers/ID.md` with front matter and a Markdown text.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tools.made_region import slug
from veiviser.editing.format import format_files

_NUMBER_OF_NOBODY = 9901


def lay_out(corpus: Path, root: Path) -> None:
    """Write the region below `root`."""
    for path, text in _files(corpus):
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    format_files(root, [], write=True)


def _files(corpus: Path) -> Iterator[tuple[str, str]]:
    municipalities, needs = _table(corpus / "municipalities"), _table(corpus / "needs")
    offers = [_offer(path) for path in sorted((corpus / "offers").glob("*.md"))]
    yield "site.yaml", _dump(_SITE)
    yield "municipalities.yaml", _dump(list(_municipalities(municipalities)))
    yield "areas.yaml", _dump([{"id": "fylket", "name": "Fylket", "kind": "county",
                                "municipalities": list(municipalities)}])  # fmt: skip
    yield "crisis.yaml", _dump(_CRISIS)
    terms = [{"id": id_, "name": {"nb": need["title"]}, "description": {"nb": need["summary"]}}
             for id_, need in needs.items()]  # fmt: skip
    yield "vocabulary/needs.yaml", _dump(terms)
    for kind in ("audiences", "formats"):
        names = sorted(
            {
                name
                for facts, _body in offers
                for name in _many(facts[kind.removesuffix("s") if kind == "formats" else kind])
            }
        )
        yield (
            f"vocabulary/{kind}.yaml",
            _dump([{"id": slug(name), "name": {"nb": name.capitalize()}} for name in names]),
        )
    yield "organisations/utgiver.yaml", _dump({"name": "Regionen", "kind": "municipality", "areas": ["fylket"]})
    for id_, facts in _table(corpus / "organisations").items():
        yield (
            f"organisations/{id_}.yaml",
            _dump({"name": facts["name"], "kind": _KINDS[facts["kind"]], "url": facts["url"]}),
        )
    for number, (facts, body) in enumerate(offers):
        yield f"offers/{facts['id']}.md", f"---\n{_dump(_our_offer(facts, number))}---\n\n{body}"
    for id_, facts in _table(corpus / "events").items():
        yield f"events/{id_}.md", f"---\n{_dump(_our_event(facts))}---\n"


_KINDS = {"kommune": "municipality", "frivillig": "voluntary", "privat": "private"}
_LANGUAGES = {"norsk": "nb", "engelsk": "en", "nordsamisk": "se", "sørsamisk": "sma", "polsk": "pl", "ukrainsk": "uk",
              "arabisk": "ar", "tigrinja": "ti"}  # fmt: skip
_SITE = {
    "contract": 1, "title": {"nb": "Pårørendeveiviseren"}, "tagline": {"nb": "Tilbud til pårørende i regionen"},
    "base_url": "https://region.example/", "languages": ["nb"], "publisher": "utgiver",
    "repository": "https://git.example.org/region/veiviser", "feedback_email": "veiviser@example.org",
    "exit_url": "https://www.yr.no/", "review_every_days": 700,
}  # fmt: skip
_CRISIS = [
    {"id": id_, "name": {"nb": name}, "number": number, "when": {"nb": when}, "level": level,
     "hours": {"nb": "Døgnet rundt"}, "source": "https://www.helsenorge.no/", "verified_on": "2026-08-01"}
    for id_, name, number, when, level in (
        ("ambulanse", "Ambulanse", 113, "Ring når det står om liv", "emergency"),
        ("legevakt", "Legevakt", 116117, "Ring når det haster", "urgent"),
    )
]  # fmt: skip


def _municipalities(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for at, (id_, facts) in enumerate(table.items()):
        yield {"id": id_, "number": _NUMBER_OF_NOBODY + at, "name": facts["name"], "county": "fylket",
               "url": facts["url"]}  # fmt: skip


def _our_offer(facts: Mapping[str, Any], number: int) -> dict[str, Any]:
    contact = facts["contact"]
    return {
        "title": facts["title"], "summary": facts["summary"], "status": "active",
        "organisations": [facts["organisation"]], "coverage": facts["municipalities"],
        "audiences": [slug(name) for name in facts["audiences"]], "needs": facts["needs"],
        "formats": [slug(facts["format"])], "cost": "free" if facts["cost"] == "Gratis" else facts["cost"],
        "languages": [_LANGUAGES[name] for name in facts["languages"]],
        "phone": f"22 {number // 10000 + 10:02} {number // 100 % 100:02} {number % 100:02}", "email": contact["email"],
        "url": contact["url"], "schedule": facts["schedule"], "verified_on": str(facts["last_verified"]),
        "verified_by": contact["name"],
    }  # fmt: skip


def _our_event(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": facts["title"], "offer": facts["offer"], "organisations": [facts["organisation"]],
        "starts": f"{facts['date']}T{facts['time']}", "coverage": [facts["municipality"]], "summary": facts["place"],
    }  # fmt: skip


def _offer(path: Path) -> tuple[Any, str]:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.load(front, Loader=yaml.CSafeLoader), body.lstrip("\n")


def _table(folder: Path) -> dict[str, Any]:
    records = (
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for path in sorted(folder.glob("*.yml"))
    )
    return {record["id"]: record for record in records}


def _many(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**20)


if __name__ == "__main__":
    lay_out(*(Path(argument) for argument in sys.argv[1:3]))
