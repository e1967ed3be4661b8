"""What reading makes: records with their place in a file, and the content of a root as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from veiviser.content import models, nodes
from veiviser.content.labels import label
from veiviser.content.source import Source
from veiviser.languages import SITE_LANGUAGES
from veiviser.problems import Mark, Problem

M_co = TypeVar("M_co", bound=models.Fields, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Generic[M_co]):
    """One record as its file has it.

    `loc` leads to it within the file. `raw` holds the texts as written; `faulty` names the fields that could not be
    typed: in `fields` those are None or empty, so a rule asks `knows` before it concludes from their absence.
    `language` is set on a translation only.
    """

    kind: str
    id: str
    source: Source
    fields: M_co
    raw: Mapping[str, object]
    loc: tuple[int, ...] = ()
    faulty: frozenset[str] = frozenset()
    body: str = ""
    body_line: int = 1
    language: str | None = None

    def knows(self, *names: str) -> bool:
        """True when none of these fields is faulty."""
        return self.faulty.isdisjoint(names)

    def mark(self, *loc: str | int, key: bool = False) -> Mark:
        """Where a value of this record stands, or its key; the record's first key when it is not written."""
        node = nodes.parse(self.source).value
        if loc and loc[0] not in self.raw:
            return Mark(self.source.path, *nodes.first_key(node, self.loc))
        return Mark(self.source.path, *nodes.locate(node, (*self.loc, *loc), key=key))

    def problem(
        self,
        code: str,
        *loc: str | int,
        key: bool = False,
        suggestion: str | None = None,
        hint: str | None = None,
        **values: str,
    ) -> Problem:
        """A problem at a value of this record."""
        if code == "missing-field":
            values["called"] = label(values["field"])
        return Problem(mark=self.mark(*loc, key=key), code=code, values=values, suggestion=suggestion, hint=hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that a root holds: records by kind in order of their paths, and their translations.

    `unread` holds, by kind, the ids of records that exist but could not be read; None where no one can know which.
    `assets` are the names of what is published below `/assets/`.
    """

    records: Mapping[str, tuple[Record[models.Fields], ...]]
    translations: tuple[Record[models.OfferTranslation], ...]
    unread: Mapping[str, frozenset[str] | None]
    assets: frozenset[str]

    @property
    def site(self) -> Record[models.Site] | None:
        return next(iter(cast(tuple[Record[models.Site], ...], self.records["site"])), None)

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the default first; only the first that we know while site.yaml cannot be read."""
        return (self.site and self.site.fields.languages) or SITE_LANGUAGES[:1]

    @property
    def timezone(self) -> str:
        """The site's time zone, by its name in the IANA list; the contract's default while site.yaml cannot be read."""
        default: str = models.Site.model_fields["timezone"].default
        return (self.site and self.site.fields.timezone) or default

    @property
    def municipalities(self) -> tuple[Record[models.Municipality], ...]:
        return cast(tuple[Record[models.Municipality], ...], self.records["municipalities"])

    @property
    def areas(self) -> tuple[Record[models.Area], ...]:
        return cast(tuple[Record[models.Area], ...], self.records["areas"])

    @property
    def crisis(self) -> tuple[Record[models.CrisisLine], ...]:
        return cast(tuple[Record[models.CrisisLine], ...], self.records["crisis"])

    @property
    def dictionary(self) -> tuple[Record[models.Word], ...]:
        return cast(tuple[Record[models.Word], ...], self.records["dictionary"])

    @property
    def organisations(self) -> tuple[Record[models.Organisation], ...]:
        return cast(tuple[Record[models.Organisation], ...], self.records["organisations"])

    @property
    def contacts(self) -> tuple[Record[models.Contact], ...]:
        return cast(tuple[Record[models.Contact], ...], self.records["contacts"])

    @property
    def places(self) -> tuple[Record[models.Place], ...]:
        return cast(tuple[Record[models.Place], ...], self.records["places"])

    @property
    def offers(self) -> tuple[Record[models.Offer], ...]:
        return cast(tuple[Record[models.Offer], ...], self.records["offers"])

    @property
    def events(self) -> tuple[Record[models.Event], ...]:
        return cast(tuple[Record[models.Event], ...], self.records["events"])

    @property
    def pages(self) -> tuple[Record[models.Page], ...]:
        return cast(tuple[Record[models.Page], ...], self.records["pages"])

    @property
    def surveys(self) -> tuple[Record[models.Survey], ...]:
        return cast(tuple[Record[models.Survey], ...], self.records["surveys"])
