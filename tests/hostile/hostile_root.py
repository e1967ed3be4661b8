"""Creates content roots with hostile payloads in every field of every kind."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from veiviser.content import schema
from veiviser.content.models import KINDS, Fields
from veiviser.content.schema import Field
from veiviser.problems.problem import Problem

EVIL = "https://evil.example"
# In characters. Longer texts are for bodies only: with forty such fields, the file itself would be refused as too long.
LONGEST_FIELD = 1500
# In characters: the longest payload that is joined with others into one name, since such names are on every page.
LONGEST_NAME = 300
# Fields without free text refuse nearly everything, so they get only one payload in this many.
SPARSE = 9
# The required fields of each kind; all other fields are found from the models.
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
# The number of records of each gathered kind, each with a quarter of the payloads: these records are on many pages, and
# some of their pages are combined with each other.
FEW = 4
GATHERED = set(KINDS) - {"offers", "events", "pages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """One row of the table; its script, if it runs, sets `window.__xss` to `number`."""

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
    """A root to be written: the values of fields and bodies by place. `refuse` removes what the checker refused."""

    root: Path
    values: dict[Place, object] = field(default_factory=dict)
    refused: set[Place] = field(default_factory=set)
    lines: dict[tuple[str, int], Place] = field(default_factory=dict)
    bodies: dict[str, tuple[int, Place]] = field(default_factory=dict)
    fields: dict[tuple[str, int], dict[str, object]] = field(default_factory=dict)

    def refuse(self, problem: Problem) -> bool:
        """Removes the value that a problem is about; False when the problem is not about a payload."""
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
    """A value on one line of YAML; characters that a file may not contain are escaped."""
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
    """A root with one record of each kind for each payload, which is in every field."""
    hostile = Hostile(root)
    for payload in payloads():
        if payload.text:
            _fill(hostile, payload.number, [payload])
    return hostile


def somewhere(root: Path, records: int) -> Hostile:
    """A root with `records` records of each kind and another payload in each field; each kind has all payloads."""
    hostile, table = Hostile(root), [payload for payload in payloads() if payload.text]
    for number in range(records):
        first = number * len(table) // records
        _fill(hostile, number, [*table[first:], *table[:first]])
    return hostile


def _fill(hostile: Hostile, number: int, chosen: Sequence[Payload]) -> None:
    """Puts payloads into the fields of the records with a number, cycling through `chosen`."""
    for kind, model in models():
        for index, one in enumerate(schema.fields(model)):
            payload = chosen[index % len(chosen)]
            if _free(one) or (payload.number + index) % SPARSE == 0:
                hostile.values[kind, number, one.name] = shaped(one, payload.text[:LONGEST_FIELD])
        if KINDS[kind.partition(".")[0]].shape == "md":
            hostile.values[kind, number, "body"] = chosen[len(schema.fields(model)) % len(chosen)].text


def _free(one: Field) -> bool:
    """True for a field of free text: not a date, a number, an id or one of a closed set."""
    return bool(one.model) or any(word in one.type_name for word in ("text", "address", "anything", "phone", "hours"))


def models() -> Iterator[tuple[str, type[Fields]]]:
    """Yields the models of every kind except the site, and of their translations."""
    for name, kind in KINDS.items():
        if name != "site":
            yield name, kind.model
            if kind.translation:
                yield f"{name}.nn", kind.translation


def shaped(one: Field, text: str) -> object:
    """A text as the value of a field: in a list, a map of languages or a nested map where the field needs one."""
    value: object = text
    if one.model:
        value = {inner.name: text for inner in schema.fields(one.model)}
    elif "map of language" in one.type_name:
        value = {"nb": text, "nn": text}
    return [value] if one.many else value


def gathered(tried: Hostile, root: Path) -> Hostile:
    """A root with the values that were not refused, in as few records as possible."""
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
        if "map of language" in one.type_name:  # half in each language: the site's name is on every page many times
            hostile.values["site", 0, one.name] = {"nb": " ".join(titles[::2]), "nn": " ".join(titles[1::2])}
        elif "text" in one.type_name and one.name not in ("branch", "publisher"):
            hostile.values["site", 0, one.name] = " ".join(titles)
    return hostile


def _joined(values: list[str | dict[str, str]]) -> str | dict[str, str]:
    """Joins the values of one field, which are all texts or all maps with the same keys."""
    texts = [value for value in values if isinstance(value, str)]
    maps = [value for value in values if isinstance(value, dict)]
    if maps:
        assert not texts
        return {key: " ".join(value[key] for value in maps) for key in maps[0]}
    return " ".join(texts)


def settled(hostile: Hostile, problems_of: Callable[[], tuple[Problem, ...]]) -> list[Problem]:
    """Writes and checks, removing what is refused, until there are no errors; all problems that were reported.

    Fails for a problem at a line that does not exist, or when no error is about a payload.
    """
    reported: list[Problem] = []
    for _ in range(12):
        hostile.write()
        problems = problems_of()
        length = cache(lambda path: len(lines(hostile.root / path)))
        astray = [p for p in problems if not 1 <= p.mark.line <= length(p.mark.path)]
        assert not astray, f"of a line that the file does not have: {astray[0].mark}"
        reported += problems
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            return reported
        strangers = [problem for problem in errors if not hostile.refuse(problem)]
        if len(strangers) == len(errors):
            raise AssertionError(f"of nothing that was put in: {strangers[:5]}")
    raise AssertionError("the checker is never content")


def lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "replace").split("\n")
