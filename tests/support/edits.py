"""Edits of a region as editors make them, at random but reproducible, for tests of builds that follow each other."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from veiviser.content.folders import default_templates

# Kinds whose records are files of their own, by folder.
FOLDERS = ("offers", "events", "organisations", "contacts", "places", "pages", "surveys")
LISTS = ("municipalities.yaml", "areas.yaml", "crisis.yaml", "dictionary.yaml", "vocabulary/needs.yaml",
         "vocabulary/audiences.yaml", "vocabulary/formats.yaml")  # fmt: skip


@dataclass
class Edits:
    """Edits the region at `root`. Each is undone by `undo`, as if the editor had thought better of it."""

    root: Path
    chance: random.Random
    _before: dict[Path, bytes | None] = field(default_factory=dict)

    def one(self) -> str:
        """Makes an edit, and returns its name."""
        self._before.clear()
        name, edit = self.chance.choice(tuple(ALL.items()))
        edit(self)
        return name

    def undo(self) -> None:
        for path, data in self._before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)

    def write(self, path: Path, data: bytes | None) -> None:
        """Writes a file, or deletes it (None)."""
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)
        if data is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def files(self, *folders: str) -> list[Path]:
        """The files of records, translations left out."""
        content = self.root / "content"
        found = (path for folder in folders for path in (content / folder).rglob("*.*"))
        return sorted(path for path in found if path.name.count(".") == 1 and path.suffix in (".md", ".yaml"))

    def some(self, *folders: str) -> Path:
        return self.chance.choice(self.files(*folders))

    def record(self, path: Path) -> tuple[dict[str, Any], str]:
        """The fields of a record and its text."""
        text = path.read_text("utf-8")
        if path.suffix != ".md":
            return yaml.safe_load(text) or {}, ""
        _, facts, body = text.split("---\n", 2)
        return yaml.safe_load(facts) or {}, body

    def put(self, path: Path, facts: Mapping[str, Any], body: str = "") -> None:
        text = yaml.safe_dump(dict(facts), allow_unicode=True, sort_keys=False)
        self.write(path, (f"---\n{text}---\n{body}" if path.suffix == ".md" else text).encode())


def field_of_another(edits: Edits) -> None:
    """A field gets the value that another record of the kind has, or is left out if that has none."""
    path = edits.some(*FOLDERS)
    facts, body = edits.record(path)
    others, _ = edits.record(edits.chance.choice(edits.files(path.relative_to(edits.root / "content").parts[0])))
    name = edits.chance.choice(sorted({*facts, *others}))
    if name in others:
        facts[name] = others[name]
    else:
        del facts[name]
    edits.put(path, facts, body)


def field_left_out(edits: Edits) -> None:
    path = edits.some(*FOLDERS)
    facts, body = edits.record(path)
    facts.pop(edits.chance.choice(sorted(facts)))
    edits.put(path, facts, body)


def text_of_a_field(edits: Edits) -> None:
    path = edits.some(*FOLDERS)
    facts, body = edits.record(path)
    texts = [name for name, value in facts.items() if isinstance(value, str) and " " in value]
    if texts:
        facts[edits.chance.choice(texts)] += f" {edits.chance.randrange(100)}"
    edits.put(path, facts, body)


def running_text(edits: Edits) -> None:
    path = edits.some("offers", "events", "pages")
    facts, body = edits.record(path)
    edits.put(path, facts, f"{body}\nMer om dette, avsnitt {edits.chance.randrange(100)}.\n")


def status(edits: Edits) -> None:
    path = edits.some("offers")
    facts, body = edits.record(path)
    facts["status"] = edits.chance.choice(("active", "pilot", "planned", "paused", "ended"))
    facts["ended_on"] = "2026-09-01" if facts["status"] == "ended" else None
    edits.put(path, {name: value for name, value in facts.items() if value is not None}, body)


def added(edits: Edits) -> None:
    """A copy of a record, under another id and name."""
    path = edits.some("offers", "events", "organisations", "places")
    facts, body = edits.record(path)
    number = edits.chance.randrange(1000)
    for name in ("title", "name"):
        if isinstance(facts.get(name), str):
            facts[name] = facts[name] if edits.chance.random() < 0.3 else f"Nummer {number}"
    facts.pop("aliases", None)
    edits.put(path.with_name(f"ny-{number}{path.suffix}"), facts, body)


def deleted(edits: Edits) -> None:
    path = edits.some("offers", "events", "surveys", "pages", "places")
    for each in path.parent.glob(f"{path.stem}.*"):
        edits.write(each, None)


def renamed(edits: Edits, *, alias: bool = False) -> None:
    path = edits.some("offers")
    facts, body = edits.record(path)
    if alias:
        facts["aliases"] = [*_many(facts.get("aliases")), path.stem]
    edits.put(path.with_name(f"flyttet-{edits.chance.randrange(1000)}.md"), facts, body)
    edits.write(path, None)


def renamed_with_alias(edits: Edits) -> None:
    renamed(edits, alias=True)


def translated(edits: Edits) -> None:
    path = edits.some("offers", "events")
    edits.put(
        path.with_name(f"{path.stem}.nn.md"), {"title": f"Ei omsetjing {edits.chance.randrange(100)}"}, "\nHei.\n"
    )


def label_of_a_list(edits: Edits) -> None:
    """Another name in one of the files with lists: a need, a municipality, a crisis line, a word."""
    path = edits.chance.choice([file for name in LISTS if (file := edits.root / "content" / name).exists()])
    items = yaml.safe_load(path.read_text("utf-8")) or []
    if not items:
        return
    item = edits.chance.choice(items)
    name = next((key for key in ("name", "preferred", "when") if key in item), None)
    if name:
        item[name] = {"nb": f"Navn {edits.chance.randrange(100)}"} if isinstance(item[name], dict) else "Navnet"
    edits.write(path, yaml.safe_dump(items, allow_unicode=True, sort_keys=False).encode())


def municipality_merged(edits: Edits) -> None:
    path = edits.root / "content" / "municipalities.yaml"
    items = yaml.safe_load(path.read_text("utf-8"))
    one, other = edits.chance.sample(items, 2)
    one.update(valid_until="2026-06-30", becomes=other["id"])
    edits.write(path, yaml.safe_dump(items, allow_unicode=True, sort_keys=False).encode())


def neighbours(edits: Edits) -> None:
    path = edits.root / "content" / "municipalities.yaml"
    items = yaml.safe_load(path.read_text("utf-8"))
    one, other = edits.chance.sample(items, 2)
    one["neighbours"] = other["id"]
    edits.write(path, yaml.safe_dump(items, allow_unicode=True, sort_keys=False).encode())


def colour(edits: Edits) -> None:
    path = edits.root / "content" / "site.yaml"
    facts = yaml.safe_load(path.read_text("utf-8"))
    facts["theme_colour"] = edits.chance.choice(("#1f4f5f", "#5f1f4f", "#1f5f3f"))
    edits.write(path, yaml.safe_dump(facts, allow_unicode=True, sort_keys=False).encode())


def template(edits: Edits) -> None:
    name = edits.chance.choice(("parts/foot.html", "parts/card.html", "pages/offer.html", "parts/lists.html"))
    text = (default_templates() / name).read_text("utf-8") + f"<!-- {edits.chance.randrange(9)} -->\n"
    edits.write(edits.root / "templates" / name, text.encode())


def asset(edits: Edits) -> None:
    edits.write(edits.root / "templates/assets/eget.css", f"p {{ margin: {edits.chance.randrange(9)}px }}\n".encode())


def _many(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else [value] if value else []


ALL: Mapping[str, Callable[[Edits], None]] = {
    edit.__name__: edit
    for edit in (
        field_of_another, field_of_another, field_left_out, text_of_a_field, running_text, status, added, deleted, renamed,
        renamed_with_alias, translated, label_of_a_list, municipality_merged, neighbours, colour, template, asset,
    )
}  # fmt: skip
