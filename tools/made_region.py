"""Generates a reproducible made-up region: `python -m tools.made_region FOLDER [OFFERS]` (default: 200 offers)."""

import datetime as dt
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from veiviser.editing.format import format_files

LANGUAGES = ("nb", "nn", "en")
VOCABULARY = ("needs", "audiences", "formats", "arenas", "conditions", "accessibility")
FLAGS = {"nettmoete": {"online": True}, "barn": {"children": True}, "ungdom": {"children": True},
         "rullestol": {"wheelchair": True}}  # fmt: skip
# The statuses of 60 offers, so that every kind of page occurs.
STATUSES = ("active",) * 50 + ("pilot",) * 4 + ("paused", "planned", "planned", "ended", "ended", "ended")
_OFFERS_IN_A_MUNICIPALITY = 16
_WORDS = Path(__file__).with_name("made_words.yaml")


@dataclass(frozen=True, slots=True)
class Municipality:
    id: str
    number: int
    name: str
    form: str


def slug(name: str) -> str:
    """A name as an id of the content contract."""
    for letter, plain in {" ": "-", "æ": "ae", "ø": "oe", "å": "aa"}.items():
        name = name.lower().replace(letter, plain)
    return name


def texts(offers: int) -> Iterator[tuple[str, str]]:
    """Yields the path below the root and the text of every file of a region with `offers` offers."""
    words = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    chance = random.Random(offers)
    municipalities = tuple(_municipalities(words, max(4, min(60, offers // _OFFERS_IN_A_MUNICIPALITY)), chance))
    yield from _region(words, municipalities)
    for number, municipality in enumerate(municipalities):
        yield from _around(words, municipality, number, chance)
    for number in range(offers):
        yield from _offer(words, municipalities, number, chance)


def write(root: Path, offers: int) -> None:
    """Writes the region below `root`, formatted as by `veiviser format`."""
    for path, text in texts(offers):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    format_files(root, [], write=True)


def _municipalities(words: Mapping[str, Any], count: int, chance: random.Random) -> Iterator[Municipality]:
    names = [begin + end for begin in words["beginnings"] for end in words["endings"]]
    for number, name in enumerate(chance.sample(names, count)):
        whole = f"{chance.choice(words['first'])} {name}" if number % 5 == 4 else name
        yield Municipality(slug(whole), 9900 + number, whole, ("nb", "nn", "neutral")[number % 3])


def _region(words: Mapping[str, Any], municipalities: Sequence[Municipality]) -> Iterator[tuple[str, str]]:
    yield _list("site", {
        "contract": 1,
        "title": dict(zip(LANGUAGES, ("Kystveiviseren", "Kystvegvisaren", "The Coast Guide"), strict=True)),
        "tagline": dict(zip(LANGUAGES, ("For deg som står nær noen", "For deg som står nær nokon",
                                        "For you who are close to someone"), strict=True)),
        "base_url": "https://kysten.example/", "languages": list(LANGUAGES),
        "publisher": f"{municipalities[0].id}-kommune",
        "repository": "https://git.example.org/kysten/veiviser", "feedback_email": "veiviser@kysten.example.org",
        "exit_url": "https://www.yr.no/",
    })  # fmt: skip
    yield _list("municipalities", [
        {"id": m.id, "number": m.number, "name": m.name, "county": "kysten", "language_form": m.form,
         "neighbours": [municipalities[at - 1].id], "postcodes": [f"{1000 + at * 20}-{1019 + at * 20}"]}
        for at, m in enumerate(municipalities)
    ])  # fmt: skip
    county = {"id": "kysten", "name": "Kysten", "kind": "county", "municipalities": [m.id for m in municipalities]}
    yield _list("areas", [county])
    checked = {"hours": "Døgnåpent", "source": "https://www.helsenorge.no/", "verified_on": "2026-10-01"}
    yield _list("crisis", [
        {"id": "ambulanse", "name": "Ambulanse", "number": 113, "when": "Ring når det står om liv.",
         "level": "emergency", **checked},
        {"id": "legevakt", "name": "Legevakt", "number": 116117, "when": "Ring når det haster.",
         "level": "urgent", **checked},
    ])  # fmt: skip
    for kind in VOCABULARY:
        terms = [{"id": id_, "name": dict(zip(LANGUAGES, names, strict=True)), **FLAGS.get(id_, {})}
                 for id_, *names in words[kind]]  # fmt: skip
        yield _list(f"vocabulary/{kind}", terms)


def _around(words: Mapping[str, Any], m: Municipality, number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The records of each municipality: its own organisation, an association, places and a contact."""
    yield _list(f"organisations/{m.id}-kommune",
                {"name": f"{m.name} kommune", "kind": "municipality", "url": f"https://{m.id}.example.org/",
                 "phone": _phone(number), "areas": [m.id]})  # fmt: skip
    yield _list(f"organisations/{m.id}-forening",
                {"name": f"Pårørendeforeningen i {m.name}", "kind": "voluntary", "email": f"post@{m.id}.example.org",
                 "areas": [m.id]})  # fmt: skip
    for at, house in enumerate(chance.sample(words["houses"], 3)):
        street = chance.choice(words["streets"])
        yield _list(f"places/{m.id}-{at}", {
            "name": f"{house} i {m.name}", "municipality": m.id, "address": f"{street} {chance.randrange(1, 99)}",
            "postcode": 1000 + number * 20 + at, "city": m.name, "phone": _phone(1000 + number * 3 + at),
            "opening_hours": ["monday-friday 08:00-15:30"],
            "accessibility": [id_ for id_, *_ in words["accessibility"][: 1 + at]],
        })  # fmt: skip
    yield _list(f"contacts/{m.id}", {
        "role": dict(zip(LANGUAGES, ("Pårørendekontakt", "Pårørandekontakt", "Contact for carers"), strict=True)),
        "organisation": f"{m.id}-kommune", "phone": _phone(2000 + number), "email": f"kontakt@{m.id}.example.org",
        "hours": "Mandag til fredag kl. 9 til 15",
        "verified_on": f"2026-{chance.randrange(6, 11):02}-{chance.randrange(1, 29):02}",
    })  # fmt: skip


def _offer(
    words: Mapping[str, Any], municipalities: Sequence[Municipality], number: int, chance: random.Random
) -> Iterator[tuple[str, str]]:
    m = municipalities[number % len(municipalities)]
    turn = number // len(municipalities)
    kind = words["kinds"][turn % len(words["kinds"])]
    group, schedule = chance.choice(words["groups"]), chance.choice(words["schedules"])
    paragraphs = chance.sample(words["body"], chance.randrange(3, 6))
    id_ = f"tilbud-{number:04}-{slug(kind['title'][0].replace('$m', m.name))}"
    status = STATUSES[number * 7 % len(STATUSES)]
    translated = [
        {"title": f"{kind['title'][at].replace('$m', m.name)} {group[at]}" + (f" {turn}" if turn >= 10 else ""),
         "summary": kind["summary"][at], "schedule": schedule[at]}
        for at in range(len(LANGUAGES))
    ]  # fmt: skip
    bodies = ["\n\n".join((*(text[at] for text in paragraphs[:2]), f"## {words['heading'][at]}",
                           "\n".join(f"- {point[at]}" for point in words["list"]),
                           *(text[at] for text in paragraphs[2:]))) + "\n"
              for at in range(len(LANGUAGES))]  # fmt: skip
    facts = {**_facts(words, municipalities, m, chance), **_life(status, chance), "needs": kind["needs"],
             "formats": kind["formats"]}  # fmt: skip
    yield _record(f"offers/{m.id}/{id_}.md", {**translated[0], **facts}, bodies[0])
    if number % 3 == 0:
        for at in (1, 2):
            yield _record(f"offers/{m.id}/{id_}.{LANGUAGES[at]}.md", translated[at], bodies[at])
    if status == "active" and number % 4 == 0:
        yield _record(
            f"events/{m.id}/{id_}.md", {"title": f"Treff: {translated[0]['title']}", "offer": id_, **_dates(chance)}, ""
        )


def _facts(
    words: Mapping[str, Any], municipalities: Sequence[Municipality], m: Municipality, chance: random.Random
) -> dict[str, Any]:
    wide = chance.random()
    near = [m.id, *(chance.sample([other.id for other in municipalities if other is not m], 2) if wide < 0.2 else ())]
    return {
        "organisations": [f"{m.id}-{chance.choice(('kommune', 'kommune', 'forening'))}"],
        "coverage": ["kysten"] if wide > 0.95 else near,
        "audiences": chance.sample([id_ for id_, *_ in words["audiences"]], chance.randrange(2, 6)),
        "arenas": chance.sample([id_ for id_, *_ in words["arenas"]], 1),
        **({"conditions": chance.sample([id_ for id_, *_ in words["conditions"]], 1)} if chance.random() < 0.3 else {}),
        "cost": chance.choice(("free", "free", "free", "50 kroner for kaffe og kake")),
        "registration": chance.choice(("none", "drop-in", "required")),
        "referral": chance.choice(("none", "none", "none", "required")),
        "languages": ["nb", *chance.sample(("nn", "en", "so", "ar", "uk"), chance.randrange(3))],
        "contacts": [m.id],
        "places": [f"{m.id}-{chance.randrange(3)}"],
        "sources": [f"https://{m.id}.example.org/tilbud"],
        **({"sensitive": True} if chance.random() < 0.03 else {}),
    }


def _life(status: str, chance: random.Random) -> dict[str, Any]:
    """The status and the fields that it requires; about one offer in ten is overdue for confirmation."""
    month = chance.choice((*range(6, 11),) * 2 + (1,))
    dates = {"verified_on": f"2026-{month:02}-{chance.randrange(1, 29):02}", "verified_by": "Pårørendekontakten"}
    if status == "ended":
        dates["ended_on"] = "2026-06-30"
    if status == "planned":
        dates["starts_on"] = "2027-02"
    return {"status": status, "established": 2000 + chance.randrange(25), **dates}


def _dates(chance: random.Random) -> dict[str, Any]:
    """A first date in December, and up to seven more at intervals of one or two weeks."""
    first = dt.datetime(2026, 12, chance.randrange(1, 28), chance.randrange(10, 20))  # noqa: DTZ001 as content has it
    apart = chance.choice((7, 14))
    more = [first + dt.timedelta(days=apart * n) for n in range(1, chance.randrange(1, 9))]
    written = [f"{day:%Y-%m-%dT%H:%M}" for day in (first, *more)]
    return {"starts": written[0], "duration_minutes": 90, **({"dates": written[1:]} if more else {})}


def _phone(number: int) -> str:
    return f"22 {number // 10000 + 10:02} {number // 100 % 100:02} {number % 100:02}"


def _yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _list(name: str, value: object) -> tuple[str, str]:
    return f"content/{name}.yaml", _yaml(value)


def _record(path: str, fields: Mapping[str, Any], body: str) -> tuple[str, str]:
    front = _yaml(dict(fields))
    return f"content/{path}", f"---\n{front}---\n" + (f"\n{body}" if body else "")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
