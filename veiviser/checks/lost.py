"""Lost addresses: former pages of the site that lead nowhere now, and the current ids of their records."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from veiviser.checks.samples import is_sample
from veiviser.content.likeness import same_name
from veiviser.content.models import KINDS
from veiviser.content.parse import ID, as_id
from veiviser.content.records import Content, Record
from veiviser.content.several import as_list
from veiviser.directory.changes import WrittenFields, written_fields
from veiviser.directory.suggestions import KIND_NAMES, names
from veiviser.history import Gone, History, record_of
from veiviser.problems.message_words import _
from veiviser.problems.problem import Mark, Problem
from veiviser.web.routes import OF_A_RECORD, ROUTES

_PAGES = {
    kind: f"/{ROUTES[OF_A_RECORD[kind]].template}" for kind in ("offers", "events", "organisations", "places", "pages")
}
# How many days lost addresses are reported for kinds without aliases: while the change can be undone, and people have
# not got used to the new address.
_DAYS = 30
_DATES = ("starts", "ends", "dates", "repeat_until")


_RENAMED = _("It is this offer now: with the old id in aliases, its address leads here.")
_GONE = _("Put the file back with status: ended and ended_on, or add “{id}” to the aliases of what took its place.")
_NO_ALIASES = _("It is this file now, and only offers have aliases: give the file its old name back, “{file}”.")
_CANCELLED = _("It has dates to come: put the file back with status: cancelled, so that people are told.")


@dataclass(frozen=True)
class Lost:
    """Records that git remembers and the content lacks, with the last texts of those that were not renamed, by blob."""

    content: Content
    gone: Mapping[str, Gone]
    texts: Mapping[str, bytes]

    def now(self, record: str) -> Record[Any] | None:
        """The current record in place of one that is gone, over any number of renames; None without one."""
        kind, seen, here = record.partition("/")[0], set[str](), record
        while here in self.gone and here not in seen:
            seen.add(here)
            to = self.gone[here].to
            if to is None:
                return self._alike(here) if kind == "offers" else None
            here = record_of(to)
        return self._living.get(here) if here.partition("/")[0] == kind else None

    def written(self, record: str) -> WrittenFields:
        """The fields in the last text of a record that is gone; empty when that is unknown."""
        text = self.texts.get(self.gone[record].blob or "")
        return (written_fields(text) if text is not None else None) or {}

    @cached_property
    def _living(self) -> Mapping[str, Record[Any]]:
        return {record_of(r.source.path): r for kind in _KINDS for r in self.content.records[kind]}

    def _alike(self, record: str) -> Record[Any] | None:
        """The only offer with the same name and owner: the file was renamed in two steps."""
        was = self.written(record)
        title, owner = (str(next(iter(was.get(name, ())), "")) for name in ("title", "organisations"))
        found = [offer for offer in self._called.get(same_name(title), ()) if owner in offer.fields.organisations[:1]]
        return found[0] if title and len(found) == 1 else None

    @cached_property
    def _called(self) -> Mapping[str, list[Record[Any]]]:
        found = defaultdict[str, list[Record[Any]]](list)
        for offer in self.content.offers:
            for name in {same_name(name) for name in names(offer)}:
                found[name].append(offer)
        return found


_KINDS = (*_PAGES, "contacts")


def missed(content: Content, history: History, today: dt.date) -> frozenset[str]:
    """The records that git remembers and the content lacks: all offers, and recently gone ones of other kinds."""
    there = {kind: _ids(content, kind) for kind in _KINDS}
    found = set()
    for record, revisions in history.revisions.items():
        kind, _slash, file = record.partition("/")
        id_, _dot, ending = file.partition(".")
        ids = there.get(kind)
        if ids is None or id_ in ids or ending != KINDS[kind].shape or not ID.fullmatch(id_):
            continue
        of_late = revisions[0].blob is not None or (today - revisions[0].when.date()).days <= _DAYS
        if not is_sample(id_) and (kind == "offers" or of_late):
            found.add(record)
    return frozenset(found)


def _ids(content: Content, kind: str) -> set[str] | None:
    """The ids of a kind, for offers also their aliases; None when some are unknown because a file cannot be read."""
    unread = content.unread[kind]
    if unread is None:
        return None
    ids = {record.id for record in content.records[kind]} | unread
    if kind == "offers":
        ids.update(alias for offer in content.offers for alias in _aliases(offer))
    return ids


def _aliases(offer: Record[Any]) -> tuple[str, ...]:
    aliases = offer.raw.get("aliases")
    return tuple(str(alias) for alias in (aliases if isinstance(aliases, list) else [aliases]) if alias)


def lost_address(lost: Lost, today: dt.date) -> Iterator[Problem]:
    """Addresses that people may have linked to, reported where they can be restored."""
    renamed = defaultdict[str, list[str]](list)
    offers = {}
    # Aliases written as file names or addresses are reported where they are written.
    reported = {as_id(alias) for offer in lost.content.offers if "aliases" in offer.faulty for alias in _aliases(offer)}
    for record, gone in sorted(lost.gone.items()):
        kind, _slash, file = record.partition("/")
        if not gone.shown or kind not in _PAGES:
            continue
        id_, now = file.partition(".")[0], lost.now(record)
        if kind == "offers" and id_ in reported:
            continue
        values = {"address": _PAGES[kind].format(id_), "id": id_, "file": file}
        if now is None:
            if kind == "offers":
                yield Problem(mark=Mark(gone.path), code="lost-address", values=values, hint=_GONE)
            elif kind == "events" and _is_coming(lost.written(record), today):
                yield Problem(mark=Mark(gone.path), code="lost-address", values=values, hint=_CANCELLED)
        elif kind == "offers":
            renamed[now.id].append(id_)
            offers[now.id] = now
        else:
            yield Problem(mark=now.mark(), code="lost-address", values=values, hint=_NO_ALIASES)
    for id_, earlier in renamed.items():
        yield _renamed(offers[id_], earlier)


def _renamed(offer: Record[Any], earlier: list[str]) -> Problem:
    """One problem for all earlier ids of an offer. It suggests the line to add, or the new value of `aliases`."""
    written = [alias for alias in _aliases(offer) if ID.fullmatch(alias)]
    wanted = as_list([*written, *earlier])
    values = {"address": ", ".join(map(_PAGES["offers"].format, earlier)), "id": ", ".join(earlier)}
    return Problem(
        mark=offer.mark("aliases"),
        code="lost-address",
        values=values,
        suggestion=wanted if "aliases" in offer.raw else f"aliases: {wanted}",
        hint=_RENAMED,
    )


def _is_coming(event: WrittenFields, today: dt.date) -> bool:
    """True if a date of the event, or a recurrence without an end, reaches today or later, and it is not cancelled."""
    if event.get("status") == ("cancelled",):
        return False
    days = [str(value)[:10] for name in _DATES for value in event.get(name, ())]
    endless = bool(event.get("repeat")) and not event.get("repeat_until") and not event.get("repeat_count")
    return any(day >= str(today) for day in days) or (bool(days) and endless)


def explained(problems: Iterable[Problem], lost: Lost) -> Iterator[Problem]:
    """The problems; an unknown id or dead link of a renamed record gets its current id or address as the suggestion."""
    now = {}
    for record in lost.gone:
        kind, _slash, file = record.partition("/")
        found, id_ = lost.now(record), file.partition(".")[0]
        if found:
            now[KIND_NAMES.get(kind, kind), id_] = found.id
            if page := _PAGES.get(kind):
                now["", page.format(id_)] = page.format(found.id)
    for problem in problems:
        asked = {"unknown-id": ("kind", "id"), "dead-link": ("", "address")}.get(problem.code)
        key = (problem.values.get(asked[0], ""), problem.values[asked[1]]) if asked else None
        if key in now and problem.suggestion is None:
            yield replace(problem, suggestion=now[key], hint=None)
        else:
            yield problem
