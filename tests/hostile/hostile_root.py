"""A content root in which every field of every kind holds what somebody might write to do harm."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from veiviser.content import schema
from veiviser.content.models import KINDS, Fields
from veiviser.content.schema import Field
from veiviser.problems import Problem

EVIL = "https://evil.example"
# Longer texts are for bodies: forty fields of a record would make a file too long before anything else is looked at.
LONGEST_FIELD = 1500
# The longest that is put into a name with others: such names stand on every page.
LONGEST_NAME = 300
# Fields that take no free text refuse nearly all; each of them gets every so many of the payloads.
SPARSE = 9
# What each kind cannot do without; whatever else a model has is found by walking it.
NEEDED: Mapping[str, Mapping[str, object]] = {
    "municipalities": {"number": "9{n:03}", "name": "Sted {n}", "county": "fylket"},
    "areas": {"name": "Område {n}", "kind": "region"},
    "crisis": {
        "name": "Linje {n}", "number": "116 123", "when": "Ring når du vil", "level": "helpline", "source": "Oss",
        "verified_on": "2026-11-01",
    },
    "dictionary": {"preferred": "ord {n}", "explanation": "Et ord."},
    "needs": {"name": "Behov {n}"},
    "audiences": {"name": "Gruppe {n}"},
    "formats": {"name": "Form {n}"},
    "arenas": {"name": "Arena {n}"},
    "focus-areas": {"name": "Satsing {n}"},
    "conditions": {"name": "Tilstand {n}"},
    "accessibility": {"name": "Adkomst {n}"},
    "organisations": {"name": "Etat {n}", "kind": "municipality", "phone": "22 22 22 22"},
    "contacts": {"role": "Vakt {n}", "organisation": "organisations-0", "phone": "22 22 22 22"},
    "places": {"name": "Hus {n}", "municipality": "municipalities-0"},
    "offers": {
        "title": "Tilbud {n}", "summary": "Kanari.", "status": "active", "organisations": "organisations-{few}",
        "coverage": "municipalities-{few}", "audiences": "audiences-{few}", "needs": "needs-{few}",
        "formats": "formats-{few}", "contacts": "contacts-{few}", "places": "places-{few}",
        "conditions": "conditions-{few}", "phone": "22 22 22 22", "accessibility": "accessibility-{few}",
        "arenas": "arenas-{few}", "verified_on": "2026-11-01",
    },
    "events": {
        "title": "Treff {n}", "starts": "2026-12-01T18:00", "organisations": "organisations-{few}",
        "coverage": "municipalities-{few}", "places": "places-{few}", "contacts": "contacts-{few}",
    },
    "pages": {"title": "Side {n}"},
    "surveys": {
        "municipality": "municipalities-0", "need": "needs-0", "checked_on": "2026-11-01", "checked_by": "Oss",
    },
}  # fmt: skip
SITE = {
    "title": "Veiviseren",
    "base_url": "https://veiviser.example/",
    "languages": ["nb", "nn"],
    "publisher": "organisations-0",
    "feedback_email": "post@example.org",
}
# Kinds whose records are few, each for a quarter of the payloads: they stand on many pages, and some of their pages are
# multiplied with each other.
FEW = 4
GATHERED = set(KINDS) - {"offers", "events", "pages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One line of the table; `number` is what its script leaves behind."""

    number: int
    about: str
    text: str = ""
    document: str = ""
    name: str = ""


def payloads() -> tuple[Payload, ...]:
    table = tomllib.loads(Path(__file__).with_name("payloads.toml").read_text("utf-8"))["payload"]
    return tuple(_payload(number, row) for number, row in enumerate(table))


def _payload(number: int, row: Mapping[str, str | int]) -> Payload:
    def ready(key: str) -> str:
        return str(row.get(key, "")).replace("CANARY", f"window.__xss={number}").replace("EVIL", EVIL)

    return Payload(
        number=number,
        about=str(row["about"]),
        text=ready("text") * int(row.get("times", 1)),
        document=ready("document") + str(row.get("nested", "")) * 5000,
        name=ready("name"),
    )


Place = tuple[str, int, str]  # kind, number of the record, field; the field of a running text is "body"


@dataclass(slots=True)
class Hostile:
    """What is to be written: by place, the values of fields and bodies. `refuse` takes out what the checker refused."""

    root: Path
    values: dict[Place, object] = field(default_factory=dict)
    refused: set[Place] = field(default_factory=set)
    lines: dict[tuple[str, int], Place] = field(default_factory=dict)
    bodies: dict[str, tuple[int, Place]] = field(default_factory=dict)
    fields: dict[tuple[str, int], dict[str, object]] = field(default_factory=dict)

    def refuse(self, problem: Problem) -> bool:
        """Takes out what a problem is about; False when that is nothing of ours."""
        mark = problem.mark
        body_line, body = self.bodies.get(mark.path, (0, None))
        place = body if body and mark.line >= body_line else self.lines.get((mark.path, mark.line))
        if place is None or (place not in self.values and place not in self.refused):
            return False
        self.values.pop(place, None)
        self.refused.add(place)
        return True

    def write(self) -> None:
        self.lines.clear()
        self.bodies.clear()
        self.fields.clear()
        for (record, number, key), value in self.values.items():
            if key != "body":
                self.fields.setdefault((record, number), {})[key] = value
        numbers: dict[str, set[int]] = {name: {0} for name in KINDS}
        for record, number, _ in (*self.values, *self.refused):
            numbers[record.partition(".")[0]].add(number)
        for name, kind in KINDS.items():
            if kind.shape == "list":
                self._list(name, kind.path, sorted(numbers[name]))
            elif kind.shape == "one":
                self._file(kind.path, name, 0, SITE, "")
            else:
                for number in sorted(numbers[name]):
                    self._record(name, number)

    def _record(self, name: str, number: int) -> None:
        kind = KINDS[name]
        stem = f"{kind.path}{name}-{number}"
        self._file(f"{stem}.{kind.shape}", name, number, _needed(name, number), "Kanari.")
        if kind.translation:
            self._file(f"{stem}.nn.md", f"{name}.nn", number, {}, "Kanarifugl.")

    def _file(self, path: str, kind: str, number: int, needed: Mapping[str, object], body: str) -> None:
        markdown = path.endswith(".md")
        lines = ["---"] if markdown else []
        for key, value in self._fields(kind, number, needed):
            self.lines[path, len(lines) + 1] = (kind, number, key)
            lines.append(f"{key}: {yaml(value)}")
        if markdown:
            self.bodies[path] = (len(lines) + 3, (kind, number, "body"))
            lines += ["---", "", str(self.values.get((kind, number, "body"), body)), ""]
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(lines) + "\n", "utf-8", newline="")

    def _list(self, kind: str, path: str, numbers: list[int]) -> None:
        lines: list[str] = ["- {id: fylket, name: Fylket, kind: county}"] if kind == "areas" else []
        for number in numbers:
            for index, (key, value) in enumerate(self._fields(kind, number, _needed(kind, number))):
                self.lines[path, len(lines) + 1] = (kind, number, key)
                lines.append(f"{'  ' if index else '- '}{key}: {yaml(value)}")
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text("\n".join(lines) + "\n", "utf-8", newline="")

    def _fields(self, kind: str, number: int, needed: Mapping[str, object]) -> Iterator[tuple[str, object]]:
        yield from {**needed, **self.fields.get((kind, number), {})}.items()


def _needed(kind: str, number: int) -> dict[str, object]:
    filled: dict[str, object] = {
        key: str(value).format(n=number, few=number % FEW) for key, value in NEEDED[kind].items()
    }
    return {"id": f"{kind}-{number}", **filled} if KINDS[kind].shape == "list" else filled


def yaml(value: object) -> str:
    """A value on one line of YAML; what a file may not hold as it is stands as an escape."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{yaml(key)}: {yaml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    return '"' + "".join(map(_escaped, str(value))) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() and char != "\ufeff" else f"\\U{ord(char):08x}"


def everywhere(root: Path) -> Hostile:
    """Each payload in every field of a record of its own, of each kind."""
    hostile = Hostile(root)
    for payload in payloads():
        if payload.text:
            _fill(hostile, payload.number, [payload])
    return hostile


def somewhere(root: Path, records: int) -> Hostile:
    """So many records of each kind, with another payload in each field, so that each kind has all of them."""
    hostile, table = Hostile(root), [payload for payload in payloads() if payload.text]
    for number in range(records):
        first = number * len(table) // records
        _fill(hostile, number, [*table[first:], *table[:first]])
    return hostile


def _fill(hostile: Hostile, number: int, chosen: Sequence[Payload]) -> None:
    """Puts payloads into the fields of the records of a number, one after the other and again from the first."""
    for kind, model in models():
        for index, one in enumerate(schema.fields(model)):
            payload = chosen[index % len(chosen)]
            if _free(one) or (payload.number + index) % SPARSE == 0:
                hostile.values[kind, number, one.name] = shaped(one, payload.text[:LONGEST_FIELD])
        if KINDS[kind.partition(".")[0]].shape == "md":
            hostile.values[kind, number, "body"] = chosen[len(schema.fields(model)) % len(chosen)].text


def _free(one: Field) -> bool:
    """True for what is not a date, a number, an id or one of a closed set."""
    return bool(one.model) or any(word in one.words for word in ("text", "address", "anything", "phone", "hours"))


def models() -> Iterator[tuple[str, type[Fields]]]:
    """Every kind but the site, of which there is one, and the kinds of translations."""
    for name, kind in KINDS.items():
        if name != "site":
            yield name, kind.model
            if kind.translation:
                yield f"{name}.nn", kind.translation


def shaped(one: Field, text: str) -> object:
    """A text as the value of a field: within a list, a map of languages or a small map where it takes those."""
    value: object = text
    if one.model:
        value = {inner.name: text for inner in schema.fields(one.model)}
    elif "map of language" in one.words:
        value = {"nb": text, "nn": text}
    return [value] if one.many else value


def gathered(tried: Hostile, root: Path) -> Hostile:
    """What was not refused, in as few records as can be."""
    hostile = Hostile(root)
    kept: dict[Place, list[str | dict[str, str]]] = {}
    for (kind, number, name), value in tried.values.items():
        if kind not in GATHERED:
            hostile.values[kind, number, name] = value
        elif (
            isinstance(value, str | dict) and len(str(value)) < LONGEST_NAME
        ):  # a list holds ids, none of them accepted
            kept.setdefault((kind, number % FEW, name), []).append(value)
    for place, values in kept.items():
        hostile.values[place] = values[0] if place[2].endswith("url") else _joined(values)
    names = [value for (kind, _, name), value in tried.values.items() if (kind, name) == ("needs", "name")]
    titles = [name["nb"] for name in names if isinstance(name, dict) and len(name["nb"]) < LONGEST_NAME]
    for one in schema.fields(KINDS["site"].model):
        if "map of language" in one.words:  # half of them in each: the name of a site stands on every page, many times
            hostile.values["site", 0, one.name] = {"nb": " ".join(titles[::2]), "nn": " ".join(titles[1::2])}
        elif "text" in one.words and one.name not in ("branch", "publisher"):
            hostile.values["site", 0, one.name] = " ".join(titles)
    return hostile


def _joined(values: list[str | dict[str, str]]) -> str | dict[str, str]:
    """The values of one field, which are all texts or all maps with the same keys."""
    texts = [value for value in values if isinstance(value, str)]
    maps = [value for value in values if isinstance(value, dict)]
    if maps:
        assert not texts
        return {key: " ".join(value[key] for value in maps) for key in maps[0]}
    return " ".join(texts)


def settled(hostile: Hostile, problems_of: Callable[[], tuple[Problem, ...]]) -> list[Problem]:
    """Writes and checks until nothing is refused any more; every problem that was told on the way."""
    told: list[Problem] = []
    for _ in range(12):
        hostile.write()
        problems = problems_of()
        length = cache(lambda path: len(lines(hostile.root / path)))
        astray = [p for p in problems if not 1 <= p.mark.line <= length(p.mark.path)]
        assert not astray, f"of a line that the file does not have: {astray[0].mark}"
        told += problems
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            return told
        strangers = [problem for problem in errors if not hostile.refuse(problem)]
        if len(strangers) == len(errors):
            raise AssertionError(f"of nothing that was put in: {strangers[:5]}")
    raise AssertionError("the checker is never content")


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "replace").split("\n")
