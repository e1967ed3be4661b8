"""Every problem the program can report: its code, its severity and its words."""

from dataclasses import dataclass
from typing import Literal

from veiviser.problems.event_codes import CODES_OF_EVENTS
from veiviser.problems.file_codes import CODES_OF_FILES
from veiviser.problems.text_codes import CODES_OF_TEXTS

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """`message` and `advice` are message ids of the translations; `{…}` in `message` are a problem's values.

    The message says what is wrong and why. The advice says how to fix it; it is shown with the message, and on the
    code's page in the docs.
    """

    severity: Severity
    message: str
    advice: str


def _error(message: str, advice: str) -> Code:
    return Code("error", message, advice)


def _warning(message: str, advice: str) -> Code:
    return Code("warning", message, advice)


CODES: dict[str, Code] = {
    # Files and their form
    "not-utf8": _error(
        "The file is not UTF-8 text, so æ, ø and å cannot be read. Save it again with the encoding UTF-8.",
        "Open the file in your editor and save it with the encoding UTF-8.",
    ),
    "line-endings": _warning(
        "The file has Windows line endings; the directory uses LF. `veiviser format` writes them again.",
        "Run `veiviser format`, or save the file with line endings “LF” (or “Unix”). Most editors show the setting in "
        "the bottom line.",
    ),
    "not-canonical": _warning(
        "From here on, the file is not in the form that all files have. It is published all the same.",
        "You may leave it as it is: nothing is wrong with what the file says. `veiviser format`, on a machine that has "
        "the program, puts keys, quotation marks and lists into the common form, so that a change shows nothing but "
        "what was changed. In the browser, let the fields stand in the order of a similar file.",
    ),
    "control-character": _error(
        "The invisible character {character} is not allowed.",
        "Delete the character; it often comes along when text is pasted from another program.",
    ),
    "unreadable-file": _error(
        "The file cannot be opened.",
        "Check that it is a file that you may read, and not a link to one that is gone.",
    ),
    "linked-file": _error(
        "This is a link to a place outside the folder; what is there is not read.",
        "Put the file itself here. A link could publish what nobody meant to publish.",
    ),
    "too-much": _error(
        "The limit is {limit} {kind}, and here are {size}.",
        "Divide the text into several files or pages. If nobody wrote it by hand, find out where it came from.",
    ),
    "missing-file": _error(
        "The file is required, but it is not there.",
        "Create the file. docs/content.md says what it holds.",
    ),
    "unread-file": _warning(
        "The program does not read this file, so nothing in it is published.",
        "Move it to the folder of its kind, correct its ending (.md or .yaml), or take it out of content/.",
    ),
    "shallow-history": _warning(
        "Only the newest part of the repository's history is here, so calendars cannot tell readers what has changed.",
        "Fetch the whole history: `git fetch --unshallow`, or in a workflow `fetch-depth: 0` (GitHub) or "
        "`GIT_DEPTH: 0` (GitLab).",
    ),
    "unread-figures": _warning(
        "This line is not a year, the id of a municipality and two numbers, or it contradicts an earlier one; it is "
        "not shown.",
        "Take the line out, or write it as the others: `2025,fjordby,12,15` means that 12 of 15 offers were confirmed. "
        "Until then `veiviser stale --history` leaves the file as it is.",
    ),
    "unread-history": _warning(
        "The folder is in a git repository whose history cannot be read.",
        "Run `git log` in the folder: it says why. Often git is not installed, or the folder belongs to another user.",
    ),
    "yaml-syntax": _error(
        "The YAML cannot be read here: {reason}",
        "Look at this line and the one above: often a quotation mark is not closed, there is no blank after a colon, "
        "or a line is not indented like the others.",
    ),
    "yaml-feature": _error(
        "YAML with {feature} is not allowed: records are plain text that a form can edit.",
        "Write the value out in full where it belongs. A text that begins with !, & or * needs quotation marks around "
        "it. Take out a line of three hyphens that stands between the fields.",
    ),
    "duplicate-key": _error(
        "“{key}” stands twice, first on line {first}; only one of the two could count.",
        "Keep one of them.",
    ),
    "front-matter": _error(
        "The front matter is missing or not closed: the file begins with a line “---” "
        "and has another below the fields.",
        "Put a line with three hyphens first, then the fields, then another such line, then the text.",
    ),
    **{code: Code(*row) for code, row in CODES_OF_FILES.items()},
    # Fields and their values
    "unknown-key": _error(
        "There is no field called “{key}” here.",
        "Correct the spelling, or take the field out. docs/content.md lists the fields of each kind.",
    ),
    "missing-field": _error(
        "“{field}” is missing.",
        "Add the field. docs/content.md says what it holds.",
    ),
    "wrong-type": _error(
        "“{field}” must be {expected}.",
        "docs/content.md has an example of each type.",
    ),
    "unknown-value": _error(
        "“{value}” is not one of the values allowed: {allowed}.",
        "Use one of the values allowed.",
    ),
    "repeated-value": _warning("“{value}” stands in this list already.", "Take one of them out."),
    "too-long": _error(
        "The text has {length} characters; at most {limit} fit where it is shown.",
        "Shorten it; the body of the record has room for more.",
    ),
    "bad-id": _error(
        "“{id}” cannot be an id: only a–z, 0–9 and hyphens (write æ, ø, å as ae, oe, aa), at most 100 of them.",
        "Rename the file, or correct the id. The id becomes part of an address on the site.",
    ),
    "bad-boolean": _error("“{value}” is neither true nor false.", "Write true for yes and false for no."),
    "bad-number": _error(
        "“{value}” is not {expected}.",
        "Write digits only, without words or units: ages in years, how long an event lasts in minutes.",
    ),
    "bad-date": _error(
        "“{value}” is not a date such as {expected}: {reason}.",
        "Write the year first, then month and day with two digits each: 2026-03-09. A time stands behind a T: "
        "2026-03-09T18:00. It is the time on the wall, without seconds and without a time zone.",
    ),
    "bad-phone": _error(
        "“{value}” is not one phone number: {reason}.",
        "Write one number and nothing else: 22 22 22 22. Words belong in hours or in the text, and a second number in "
        "a contact of its own. An extension comes behind the number: 22 22 22 22 internnummer 4. A number abroad "
        "begins with + and the country's code. Check with its owner a number that nobody has.",
    ),
    "bad-email": _error(
        "“{value}” is not one mail address: {reason}.",
        "Write one address and nothing else: post@example.org. Put a second one into a contact of its own.",
    ),
    "bad-url": _error(
        "“{value}” is not a web address: {reason}.",
        "Open the page in a browser and copy the whole address, with https:// in front.",
    ),
    "unsafe-url": _error(
        "An address beginning with “{scheme}:” is not allowed here.",
        "Use an address that begins with https:// (or http://).",
    ),
    "bad-language": _error(
        "“{value}” is not a language code, such as nb, nn, en or se.",
        "Use a code of ISO 639, such as nb, nn, en, se, ar, uk, or so for Somali.",
    ),
    "bad-postcode": _error(
        "“{value}” is not a postcode here: write {expected}.",
        "Write four digits (1337), or in municipalities.yaml a range from low to high (1300-1369).",
    ),
    "bad-organisation-number": _error(
        "“{value}” is not an organisation number: nine digits, the last of which checks the others.",
        "Look the number up in the register of entities at brreg.no.",
    ),
    "bad-opening-hours": _error(
        "“{value}” cannot be read as opening hours: write a day or days in English and hours, as in "
        "“monday-friday 08:00-15:30”, or “saturday closed”.",
        "Write a day or days and hours: monday-friday 08:00-15:30, or saturday closed. Day and night is "
        "monday-sunday 00:00-24:00. What is open over midnight takes two lines: friday 22:00-24:00 and "
        "saturday 00:00-02:00.",
    ),
    "bad-repeat-day": _error(
        "“{value}” is not a day to repeat on.",
        "Write a weekday (tuesday), first to fourth or last with a weekday (last friday), or a day of the month (15).",
    ),
    "bad-colour": _error("“{value}” is not a colour.", "Write it as # and six hexadecimal digits, such as #1f5f4a."),
    "low-contrast": _error(
        "The colour {colour} has a contrast of {ratio} to the paper, and text needs at least {least}.",
        "Use a darker shade of the same colour; the message names the nearest one that everybody can read.",
    ),
    "bad-timezone": _error("“{value}” is not a time zone.", "Use a name of the IANA list, such as Europe/Oslo."),
    "unsupported-contract": _error(
        "The content follows version {value} of the contract, and this program reads version {newest}: {reason}.",
        "An older version is brought forward by “veiviser migrate”; commit first, so that you can see what it changes. "
        "For a newer one, install the version of the program that the content is written for.",
    ),
    # References between records
    "unknown-id": _error(
        "There is no {kind} “{id}”.",
        "Correct the spelling, or create the record first.",
    ),
    "duplicate-id": _error(
        "The id “{id}” is taken by {other}; an id is unique within its kind.",
        "Give one of them another id. If it is an offer that people know, keep its old id under aliases.",
    ),
    "duplicate-number": _error(
        "The municipality number {number} is taken by “{other}”.",
        "Check both numbers; each municipality has its own.",
    ),
    "cycle": _error(
        "“{field}” leads back to itself: {way}.",
        "Break the ring at the place where it is wrong.",
    ),
    "wrong-county": _error(
        "{municipality} has the county “{county}” in municipalities.yaml, so it cannot be listed here.",
        "The county in municipalities.yaml decides. Correct that, or take the municipality out of this list.",
    ),
    "not-a-county": _error(
        "“{area}” is an area of the kind {kind}, not a county.",
        "Give the id of an area whose kind is county.",
    ),
    "merged-municipality": _warning(
        "{municipality} is no longer a municipality since {date}.",
        "Use the municipality that it became.",
    ),
    "unlikely-number": _warning(
        "{name} does not have the number {number} today; it has {known}.",
        "Write the number it has now; set valid_until if it is no more. Made-up regions have numbers from 9900.",
    ),
    "number-of-another": _warning(
        "{name} has the number {number}, which is that of {known} in {county}.",
        "Write the number of the right municipality, or its right name. Made-up regions have numbers from 9900.",
    ),
    "number-of-nobody": _warning(
        "No municipality has the number {number} today, so {name} is in no county.",
        "If it is no more, write its last day in valid_until and what it is part of in becomes. A municipality that is "
        "there today gets its number of today. Made-up regions have numbers from 9900.",
    ),
    "sample-left": _warning(
        "Samples that “veiviser init” left are published as if they were real: {ids}.",
        "Replace or delete all files whose names begin with “eksempel-”.",
    ),
    "sample-address": _warning(
        "{address} is an address for examples, where no site can be.",
        "Write where the site will be published. Until then, calendars, feeds and QR codes lead nowhere.",
    ),
    "address-collision": _error(
        "The address {address} is claimed by {other} too.",
        "Give one of them another id or alias: a page of the site can have only one content.",
    ),
    "possible-duplicate": _warning(
        "This may be the same as “{name}” in {other}: {reason}.",
        "Keep one of the two, or give them names that tell them apart, and write distinct_from in one of two offers.",
    ),
    "lost-address": _warning(
        "{address} was a page of the site, and leads nowhere any more.",
        "Write the old id in the aliases of what it is now, or put the file back with status: ended and ended_on.",
    ),
    "ended-reference": _warning(
        "The offer “{id}” has ended, but this leads people to it.",
        "Refer to what replaces it, or take the reference out.",
    ),
    "orphan-translation": _error(
        "This is a translation, but the record {original} is not there.",
        "Create the record, or rename this file to it.",
    ),
    "same-language": _error(
        "The record itself is written in {language}, so it cannot have a translation into it.",
        "Put the text into the record, or correct written_in there.",
    ),
    "unpublished-language": _warning(
        "The site has no pages in {language}, so this text is not published.",
        "Add the language to languages in site.yaml, or take the text out.",
    ),
    "missing-translation": _error(
        "The text lacks {language}, the first language of the site.",
        "Add the text in the site's first language: others fall back to it.",
    ),
    # Contradictions
    "contradictory-dates": _error(
        "“{field}” ({value}) and “{other}” ({other_value}) contradict each other.",
        "One of the two dates is wrong: what begins comes before what ends, and people register before it begins.",
    ),
    "future-date": _warning(
        "“{field}” ({value}) is in the future.",
        "Correct the date; it is for something that has happened.",
    ),
    "contradictory-ages": _error(
        "“{field}” ({value}) is higher than “{other}” ({other_value}).",
        "Write the lower age at from and the higher one at to.",
    ),
    "contradictory-fields": _error(
        "“{field}” and “{other}” contradict each other.",
        "Keep the one that is right.",
    ),
    "refers-to-itself": _warning(
        "“{field}” names “{id}”, the record itself.",
        "Take it out, or write the id of the one that was meant.",
    ),
    "no-effect": _warning(
        "“{field}” has no effect without “{other}”.",
        "Add the other field, or take this one out.",
    ),
    "outside-norway": _warning(
        "The point {latitude}, {longitude} is not in Norway.",
        "Check the two numbers: latitude comes first and is about 58 to 71, longitude about 5 to 31.",
    ),
    "shared-postcode": _warning(
        "{postcodes} belongs to {other} too, so people who type it have to choose between the two.",
        "Check the postcodes of both. If some really lie in two municipalities, leave them so: visitors are offered "
        "both.",
    ),
    "secret-address": _error(
        "The place is secret, so “{field}” cannot be written here: the repository may be public.",
        "Take the field out, and remember that the history of the repository still shows it.",
    ),
    "surveyed-but-offered": _warning(
        "The survey says that nobody offers this, but the offer “{offer}” does.",
        "Take the survey out, or correct the coverage of the offer.",
    ),
    **{code: Code(*row) for code, row in CODES_OF_EVENTS.items()},
    # What visitors need
    "unreachable": _error(
        "Nobody can reach this offer: neither it nor its owner has a contact, phone, email or url.",
        "Add contacts, phone, email or url to the offer, or to the organisation that owns it.",
    ),
    "unreachable-inactive": _warning(
        "Nobody can ask about this offer: neither it nor its owner has a contact, phone, email or url.",
        "Add contacts, phone, email or url to the offer, or to the organisation that owns it.",
    ),
    "no-quick-exit": _warning(
        "The page of this offer is to have a quick exit, but the site does not say where it leads.",
        "Set exit_url in content/site.yaml to a page that nobody minds being seen with, such as a weather forecast.",
    ),
    "stale": _warning(
        "The offer was last confirmed on {date}; it was to be confirmed again by {due}.",
        "Ask the owner whether it still holds, and set verified_on to the day they said so.",
    ),
    "stale-crisis-line": _warning(
        "Nobody has checked the number {number} of “{id}” within the last 180 days.",
        "Look it up with those who run it, or call (never an emergency number), "
        "and set verified_on to the day you did.",
    ),
    "past-end": _warning(
        "“{field}” ({date}) has passed, but the status is still {status}.",
        "Has the offer ended? Set status to ended with ended_on, or correct the date.",
    ),
    "past-start": _warning(
        "“{field}” ({date}) has passed, but the status is still {status}.",
        "Has the offer begun? Set status to pilot or active, or correct the date.",
    ),
    "dates-passed": _warning(
        "The last date of this offer was {date}, and it does not say when it takes place again.",
        "Put in the next dates as events, or say in schedule when it takes place. Has it ended? Set status to ended, "
        "with ended_on.",
    ),
    "short-notice": _warning(
        "The event was put in on {announced}. Days that people have to plan: {days}.",
        "Put events in at least two weeks ahead: who cares for somebody must find a stand-in first. What is as it is "
        "can stand: the warning goes when the first date is over.",
    ),
    "expires-soon": _warning(
        "The security contact is valid until {date} only; without a new date the site cannot be built after that.",
        "Check that the contact still holds, and set security_expires to a day within the coming year.",
    ),
    "past-expiry": _error(
        "The security contact was valid until {date}; nobody should use it any more to report a weakness.",
        "Check that the contact still holds, and set security_expires to a day within the coming year.",
    ),
    "misspelt-email": _warning(
        "The mail address has “{written}”, but the name is {name}.",
        "Ask which of the two is right: mail to a misspelt address reaches nobody.",
    ),
    "misspelt-host": _warning(
        "The mail address ends in {written}, which is nearly {host}.",
        "Ask which of the two is right: mail to a misspelt address reaches nobody, or somebody else.",
    ),
    "plain-language": _warning(
        "Many do not understand “{word}”.",
        "Use the everyday word. The words to avoid stand in content/dictionary.yaml and in the program's dictionary.",
    ),
    **{code: Code(*row) for code, row in CODES_OF_TEXTS.items()},
}
