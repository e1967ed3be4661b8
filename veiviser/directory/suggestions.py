"""Suggestions for unknown ids: what an editor meant by a displayed name, a file name, a misspelling or a list."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz

from veiviser.content import schema
from veiviser.content.characters import slug
from veiviser.content.labels import words_for
from veiviser.content.likeness import apart, digits, same_name
from veiviser.content.models import KINDS, NATION, Fields
from veiviser.content.parse import ID
from veiviser.content.records import Content, Record
from veiviser.content.several import as_list, parts
from veiviser.content.slug_index import SlugIndex
from veiviser.problems.message_words import _

# The fields that may say what a record is called, in this order.
NAMING_FIELDS = ("title", "name", "role")
_EVERYBODY = frozenset(
    ("alle", "alle-saman", "alle-sammen", "all", "anyone", "enhver", "everybody", "everyone", "hvem-som-helst",
     "hele-regionen", "heile-regionen", "hele-fylket", "heile-fylket", "hele-omraadet", "heile-omraadet")
)  # fmt: skip
_EVERY = re.compile(r"(?:alle|all|enhver|every)-(?!slags\b|typer\b)")
_EITHER = re.compile(r"\s(?:eller|og|and|or)\s|[,/]")
_NAMED = 24
# The lowest similarity (0 to 100) that is examined more closely: “kafeene” and “kafe” have 73.
_NEAR = 70
# The longest list of ids in a message, in characters: longer values are cut in messages.
_ROOM = 480


KIND_NAMES = {
    "municipalities": "municipality", "areas": "area", "organisations": "organisation", "contacts": "contact",
    "places": "place", "offers": "offer", "needs": "need", "audiences": "audience", "formats": "format",
    "arenas": "arena", "focus-areas": "focus area", "conditions": "condition", "accessibility": "accessibility term",
}  # fmt: skip
# Fields (kind, name) that mean “everybody” when they are left out.
_LEFT_OUT = frozenset({("offers", "conditions"), ("crisis", "audiences"), ("surveys", "audience")})
_BRACKETS = _("Several values stand in brackets with commas between them: {values}. Not known is: {unknown}.")
ONE_ALONE = _("Only one can stand here.")
_SAME_NAME = _("Several are called that: {known}.")
_THESE = _("These are there: {known}.")
_NO_WORD = _("No word means everybody: name each that it is for. These are there: {known}.")
_LEAVE_OUT = _("To say everybody, leave “{field}” out.")
_EVERYWHERE = _("The whole country is “norge”. Who serves the whole region names {whole}.")
_ELSEWHERE = _("“{known}” is called that, but it is of another place.")
_IN_FIELD = _("“{known}” stands in {path}, and belongs in the field “{field}”.")
_DIRECT = {
    "phone": _("A phone number is no id: it belongs in the field “{field}”."),
    "email": _("A mail address is no id: it belongs in the field “{field}”."),
    "url": _("A web address is no id: it belongs in the field “{field}”."),
    "address": _("A street address is no id: it belongs in a file in content/places/, whose id stands here."),
    "": _("It belongs in a file in {path}, whose id stands here."),
}


_WAYS = {
    "phone": re.compile(r"(?:\D{0,12}\s)?\+?[0-9][0-9 .()-]{3,20}"),
    "email": re.compile(r"(?:mailto:)?\S+@\S+\.\S+", re.IGNORECASE),
    "url": re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:no|com|org|net)(?:/\S*)?", re.IGNORECASE),
    "address": re.compile(r"[^\W\d_][\w .-]{2,60}\s[0-9]{1,4} ?[A-Za-z]?(?:,.*)?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A suggestion to write instead, or a hint (message id) with the values to fill in."""

    suggestion: str | None = None
    hint: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lookup:
    """The `Known` of each combination of kinds, created on first use and cached."""

    content: Content
    made: dict[tuple[tuple[str, ...], tuple[str, ...]], "Candidates"] = field(default_factory=dict)

    def of(self, kinds: tuple[str, ...], built_in: tuple[str, ...] = ()) -> "Candidates":
        key = (kinds, built_in)
        if key not in self.made:
            self.made[key] = Candidates(self, kinds, built_in)
        return self.made[key]


@dataclass(frozen=True, eq=False)
class Candidates:
    """The ids and names that a field referring to these kinds can hold.

    `resolved` caches the id found for each text, since the same text is often written in many files.
    """

    lookup: Lookup
    kinds: tuple[str, ...]
    built_in: tuple[str, ...] = ()
    resolved: dict[str, str | None] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        return self.lookup.content

    @cached_property
    def records(self) -> Mapping[str, Record[Fields]]:
        return {
            record.id: record for kind in self.kinds for record in self.content.records[kind] if ID.fullmatch(record.id)
        }

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset((*self.records, *self.built_in))

    @cached_property
    def called(self) -> Mapping[str, tuple[str, ...]]:
        """Ids by slug: of names in any language, with and without what is in brackets, and of earlier ids. Terms of
        lists are also found by each part of “one or other”.
        """
        found: dict[str, dict[str, None]] = {}
        for id_, record in self.records.items():
            for name in names(record):
                parts_ = _EITHER.split(name) if KINDS[record.kind].shape == "list" else ()
                for key in (slug(name), *map(same_name, (name, *parts_))):
                    found.setdefault(key, {})[id_] = None
            for alias in getattr(record.fields, "aliases", ()):
                found.setdefault(alias, {})[id_] = None
        return {key: tuple(ids) for key, ids in found.items() if key}

    @cached_property
    def places(self) -> frozenset[str]:
        """Ids and name slugs of municipalities and areas: many ids end in one."""
        kinds = self.lookup.of(("municipalities", "areas"))
        return frozenset(kinds.records) | frozenset(kinds.called)

    def exactly(self, text: str) -> tuple[str, ...]:
        """The ids that a text names without a misspelling, usually one or none: by id, name, file, word or number."""
        key = slug(text)
        if key in self.ids:
            return (key,)
        if ids := self.called.get(key) or self.called.get(same_name(text)):
            return ids
        folder, _slash, file = text.strip().rstrip("/").rpartition("/")
        end = slug(re.sub(r"(?:\.[a-z]{2})?\.(?:md|ya?ml)$", "", file))
        if end in self.ids and self.ids.isdisjoint(map(slug, folder.split("/"))):
            return (end,)
        if built_in := tuple(word for word in self.built_in if key in words_for(word)):
            return built_in
        return self._by_number(text)

    def named(self, text: str) -> str | None:
        """The only id that a text names without a misspelling; None if it names none or several, or is a list."""
        found = () if self.listed_in(text) else self.exactly(text)
        return found[0] if len(found) == 1 else None

    def listed_in(self, text: str) -> bool:
        """True if a text contains a comma or semicolon and is not the name of a record."""
        return bool(re.search("[,;]", text)) and slug(text) not in self.called

    def one(self, text: str) -> str | None:
        """The only id that a text can mean, misspelt or not; None if there are none or several."""
        if text not in self.resolved:
            found = self.exactly(text) or self._nearly(slug(text))
            self.resolved[text] = found[0] if len(found) == 1 else None
        return self.resolved[text]

    def _nearly(self, key: str) -> tuple[str, ...]:
        """The ids that nearly equal a slug, or whose names do."""
        close = [one for one in self._slugs.meant_by(key) if _is_near(key, one)]
        found = {id_ for one in close for id_ in (*self.called.get(one, ()), one) if id_ in self.ids}
        place = apart(key, self.places)[1]
        return tuple(id_ for id_ in found if not place or apart(id_, self.places)[1] in (place, frozenset()))

    @cached_property
    def _slugs(self) -> SlugIndex:
        return SlugIndex((*self.ids, *self.called), self.places)

    @cached_property
    def listed(self) -> str:
        """All ids with their names, for a message; empty if there are too many to read."""
        first = {id_: next(names(record), "") for id_, record in self.records.items()}
        shown = [id_ if slug(name) == id_ or not name else f"{id_} ({name})" for id_, name in first.items()]
        text = ", ".join((*shown, *self.built_in))
        return text if len(shown) <= _NAMED and len(text) <= _ROOM else ""

    def _by_number(self, text: str) -> tuple[str, ...]:
        """The ids of the records with this register number, phone number or email address."""
        wanted = _direct(text)
        if not wanted:
            return ()
        return tuple(self._numbers.get(wanted, ()))

    @cached_property
    def _numbers(self) -> Mapping[str, Mapping[str, None]]:
        """Ids by register number, phone number and email address, in normal form."""
        found: dict[str, dict[str, None]] = {}
        for id_, record in self.records.items():
            for name in ("number", "phone", "email"):
                found.setdefault(_direct(str(record.raw.get(name) or "")), {})[id_] = None
        return found


def names(record: Record[Fields]) -> Iterator[str]:
    """The names of a record: title, name and role, in all languages in which it is written."""
    for name in NAMING_FIELDS:
        value = record.raw.get(name)
        for text in value.values() if isinstance(value, dict) else (value,):
            if isinstance(text, str) and text.strip():
                yield text


def _is_near(one: str, other: str) -> bool:
    """Whether two slugs have most letters in common, word by word or as one word."""
    return any(
        scorer(one.replace("-", between), other.replace("-", between)) >= _NEAR
        for scorer, between in ((fuzz.token_set_ratio, " "), (fuzz.ratio, ""))
    )


def _direct(text: str) -> str:
    """A number or email address in normal form; empty for anything else."""
    text = text.strip().lower()
    if re.fullmatch(r"[^\s@]+@[^\s@]+", text):
        return text
    return digits(text) if re.fullmatch(r"\+?[0-9 .()/-]{3,20}", text) else ""


def suggest(text: str, wanted: Candidates, record: Record[Fields], place: str) -> Meant:
    """The suggestion or hint for a text in the field `place` of a record, if it is the id of no record `wanted` there."""
    same = wanted.exactly(text)
    if len(same) > 1:
        return Meant(hint=_SAME_NAME, values={"known": ", ".join(same[:_NAMED])})
    if one := wanted.one(text):
        if _is_of_another_place(one, text, wanted, record):
            return Meant(hint=_ELSEWHERE, values={"known": one})
        return Meant(suggestion=one)
    if slug(text) in _EVERYBODY or _EVERY.match(slug(text)):
        return _everybody(wanted, record.kind, place)
    others = _other_kind(text, wanted, record) or _direct_to(text, wanted, record, place)
    if others:
        return others
    listed = wanted.listed if all(KINDS[kind].shape == "list" for kind in wanted.kinds) else ""
    return Meant(hint=_THESE, values={"known": listed}) if listed else Meant()


def split_ids(text: str, wanted: Candidates) -> tuple[str, ...]:
    """The ids in a text that holds several, such as “lyng, turgruppa”, even if “turgruppa-lyng” is an id; else empty.

    Ids and names that are written correctly take precedence over likely misspellings.
    """
    if wanted.exactly(text) and not wanted.listed_in(text):
        return ()
    return parts(text, wanted.named) or (() if wanted.one(text) else parts(text, wanted.one))


def partly_known(text: str, wanted: Candidates) -> Meant | None:
    """The hint for several values in one text, if some of them are known; else None."""
    pieces = [piece.strip() for piece in re.split("[,;\n]", text.strip("[] ")) if piece.strip()]
    found = {piece: wanted.one(piece) for piece in pieces}
    known = [id_ for id_ in found.values() if id_]
    if len(pieces) < 2 or not known:
        return None
    unknown = ", ".join(piece for piece, id_ in found.items() if not id_)
    return Meant(hint=_BRACKETS, values={"values": as_list(known), "unknown": unknown})


def _is_of_another_place(id_: str, text: str, wanted: Candidates, record: Record[Fields]) -> bool:
    """True if an id ends in a municipality, the text names no place, and the record covers only others."""
    municipalities = frozenset(municipality.id for municipality in wanted.content.municipalities)
    place = apart(id_, municipalities)[1]
    coverage = record.raw.get("coverage")
    own = frozenset(map(str, coverage if isinstance(coverage, list) else [coverage] if coverage else []))
    named = apart(slug(text), wanted.places)[1]
    return bool(place and own and own <= municipalities and place.isdisjoint(own) and not named)


def _everybody(wanted: Candidates, kind: str, place: str) -> Meant:
    if (kind, place) in _LEFT_OUT:
        return Meant(hint=_LEAVE_OUT, values={"field": place})
    if NATION in wanted.built_in:
        all_ = frozenset(record.id for record in wanted.content.municipalities if not record.fields.becomes)
        whole = [area.id for area in wanted.content.areas if _holds(area.id, wanted.content) >= all_]
        whole = whole or sorted(all_)[:_NAMED]
        return Meant(hint=_EVERYWHERE, values={"whole": ", ".join(whole)})
    return Meant(hint=_NO_WORD, values={"known": wanted.listed or KINDS[wanted.kinds[0]].path})


def _holds(id_: str, content: Content, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The ids of the municipalities in an area and in all areas within it."""
    area = next((area.fields for area in content.areas if area.id == id_), None)
    if area is None or id_ in seen:
        return frozenset()
    own = {m.id for m in content.municipalities if m.fields.county == id_} | set(area.municipalities)
    return frozenset(own).union(*(_holds(part, content, seen | {id_}) for part in area.areas))


def _other_kind(text: str, wanted: Candidates, record: Record[Fields]) -> Meant | None:
    """The hint for the id or name of a record of another kind, which belongs in another field; else None."""
    for kind in KIND_NAMES:
        if kind not in wanted.kinds and len(found := wanted.lookup.of((kind,)).exactly(text)) == 1:
            there = next(each for each in wanted.content.records[kind] if each.id == found[0])
            values = {"known": there.id, "path": there.source.path}
            takes = [field.name for field in schema.fields(KINDS[record.kind].model) if kind in field.refers_to]
            belongs = kind if kind in takes else next(iter(takes), None)
            return Meant(hint=_IN_FIELD, values={**values, "field": belongs}) if belongs else None
    return None


def _direct_to(text: str, wanted: Candidates, record: Record[Fields], place: str) -> Meant | None:
    """The hint for a phone number or an address in place of the id of the record that it belongs to; else None."""
    if not {"contacts", "organisations", "places"} & set(wanted.kinds):
        return None
    found = next((name for name, pattern in _WAYS.items() if pattern.fullmatch(text.strip())), None)
    if found is None:
        return None
    candidates: tuple[str, ...] = (found,)
    if found == "url":
        candidates = ("registration_url", "url") if place.startswith("registration") else ("online_url", "url")
    field_ = next((name for name in candidates if name in schema.by_name(KINDS[record.kind].model)), None)
    if found == "address":
        return Meant(hint=_DIRECT["address"]) if "places" in wanted.kinds else None
    if field_:
        return Meant(hint=_DIRECT[found], values={"field": field_})
    return Meant(hint=_DIRECT[""], values={"path": KINDS[wanted.kinds[0]].path})
