"""The offers that are to be confirmed, as text, JSON, a spreadsheet (CSV), or messages to their owners."""

import json
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from typing import Literal, TypeAlias, get_args

from veiviser.directory.model import Directory, Offer
from veiviser.directory.reminders import LIVE, OwnerWarning, Reminder, by_municipality, by_owner, unconfirmed
from veiviser.editing.issues import issues
from veiviser.editing.mails import mails
from veiviser.feeds.spreadsheet import joined, table
from veiviser.language.languages import choose
from veiviser.problems.problem import Problem

ReportFormat: TypeAlias = Literal["text", "json", "csv", "issues", "mail"]
REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
By: TypeAlias = Literal["owner", "municipality"]
GROUPINGS: tuple[By, ...] = get_args(By)


def stale(
    directory: Directory, problems: Iterable[Problem], form: ReportFormat, by: By, catalogue: NullTranslations
) -> bytes:
    """The output of `veiviser stale` in one of the forms. `words` is the catalogue and `by` the grouping of the text.

    `problems` are those of the checks: the text by owner and the messages include those that an owner can fix. The
    messages are in the site's first language, whatever the language of the command.
    """
    if form == "csv":
        return _table(directory, catalogue)
    if form == "mail":
        return mails(directory, problems).encode()
    if form == "json":
        return (json.dumps([row for _, row in _rows(directory)], ensure_ascii=False, indent=2) + "\n").encode()
    if form == "issues":
        return "\n".join(f"# {issue.title}\n\n{issue.text}" for issue in issues(directory, problems)).encode()
    return "".join(f"{line}\n" for line in _text(directory, problems, by, catalogue)).encode()


def _table(directory: Directory, catalogue: NullTranslations) -> bytes:
    """The rows as CSV for people: with headings, states in words, and names of municipalities."""
    columns = {
        "title": catalogue.gettext("Offer"),
        "state": catalogue.gettext("State"),
        "verified_on": catalogue.gettext("Last confirmed"),
        "due_on": catalogue.gettext("To be confirmed by"),
        "owner_name": catalogue.gettext("Owner"),
        "email": catalogue.gettext("Mail address"),
        "phone": catalogue.gettext("Phone number"),
        "municipalities": catalogue.gettext("Municipalities"),
        "id": catalogue.gettext("Id"),
        "path": catalogue.gettext("File"),
    }
    states = {
        "overdue": catalogue.gettext("overdue"),
        "never": catalogue.gettext("never confirmed"),
        "due": catalogue.gettext("soon due"),
    }
    names = {each.id: each.named(directory.languages[0]) for each in directory.municipalities}
    named_rows = [
        {
            **row,
            "state": states[row["state"]],
            "municipalities": joined(names[id_] for id_ in offer.coverage.municipalities if id_ in names),
        }
        for offer, row in _rows(directory)
    ]
    return table(tuple(columns.values()), [[row[name] for name in columns] for row in named_rows])


def _rows(directory: Directory) -> Iterator[tuple[Offer, dict[str, str]]]:
    """Each offer and its row, longest overdue first; missing dates are empty."""
    asked = {offer: each for each in by_owner(directory) for offer in each.offers}
    for offer in unconfirmed(directory):
        fresh, each = offer.freshness, asked[offer]
        row = {
            "id": offer.id,
            "title": choose(offer.title, directory.languages[0])[0],
            "path": offer.path,
            "state": fresh.state,
            "verified_on": str(fresh.verified_on or ""),
            "due_on": str(fresh.due_on or ""),
            "owner": each.owner.id,
            "owner_name": each.owner.name,
            "email": each.email or "",
            "phone": each.phone or "",
            "municipalities": joined(offer.coverage.municipalities),
        }
        yield offer, row


def _text(directory: Directory, problems: Iterable[Problem], by: By, catalogue: NullTranslations) -> Iterator[str]:
    found = unconfirmed(directory)
    live = [offer for offer in directory.offers if offer.facts.status in LIVE]
    for heading, offers, warnings in _groups(directory, problems, by, catalogue):
        yield heading
        yield from (f"  {line}" for line in _lines(offers, directory, catalogue))
        yield from (f"  {each.record.path}: {each.problem.message(catalogue.gettext)}" for each in warnings)
        yield ""
    if not found:
        yield catalogue.gettext("Everything is confirmed: {all} offers.").format(all=len(live))
        return
    count = {state: sum(offer.freshness.state == state for offer in found) for state in ("overdue", "never", "due")}
    summary = catalogue.gettext(
        "{found} of {all} offers to confirm: {overdue} overdue, {never} never confirmed, {due} soon due."
    )
    yield summary.format(found=len(found), all=len(live), **count)


def _groups(
    directory: Directory, problems: Iterable[Problem], by: By, catalogue: NullTranslations
) -> Iterator[tuple[str, tuple[Offer, ...], tuple[OwnerWarning, ...]]]:
    if by == "owner":
        for asked in by_owner(directory, problems):
            yield _owner_heading(asked, catalogue), asked.offers, asked.warnings
        return
    for municipality, offers in by_municipality(directory):
        yield (
            municipality.named(directory.languages[0])
            if municipality
            else catalogue.gettext("Outside the municipalities served"),
            offers,
            (),
        )


def _owner_heading(asked: Reminder, catalogue: NullTranslations) -> str:
    ways = [way for way in (asked.email, asked.phone) if way]
    return f"{asked.owner.name} – {', '.join(ways) or catalogue.gettext('no mail address or phone number')}"


def _lines(offers: Iterable[Offer], directory: Directory, catalogue: NullTranslations) -> Iterator[str]:
    """Aligned columns: the state and its date, the offer, its file."""
    rows = []
    for offer in offers:
        fresh = offer.freshness
        state_text = {
            "overdue": catalogue.gettext("overdue since {date}"),
            "never": catalogue.gettext("never confirmed"),
            "due": catalogue.gettext("due by {date}"),
        }[fresh.state]
        title = choose(offer.title, directory.languages[0])[0]
        rows.append((state_text.format(date=fresh.due_on), title, offer.path))
    wide = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for state, title, path in rows:
        yield f"{state:<{wide[0]}}  {title:<{wide[1]}}  {path}"
