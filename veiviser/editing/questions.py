"""The questions of `veiviser new`: one table, by kind, in the order in which they are asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from veiviser.content.models import CONTACT_FIELDS
from veiviser.problems.message_words import _

Answer = str | list[str] | dict[str, str] | list[dict[str, str]]
Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`text` and `hint` are message ids of the translations. `offered` is the answer to Enter.

    `words` are suggested texts for a field that accepts any text.
    """

    field: str
    text: str
    hint: str = ""
    offered: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How `veiviser new` asks for a record of a kind; `names` are the fields that name it.

    At least one field of each group in `one_of` must be answered, even when the model requires none of them.
    """

    kind: str
    questions: tuple[Question, ...]
    names: tuple[str, ...]
    one_of: tuple[tuple[str, ...], ...] = ()


_TITLE = _("As people would say it; at most 90 characters")
_SUMMARY = _("A sentence or two in everyday words; at most 240 characters")
_TIME = _("Day and time, such as 2026-12-01 18:00")
_REACH = (
    Question(field="phone", text=_("Which phone number can people call?")),
    Question(field="email", text=_("Which mail address can people write to?")),
    Question(field="url", text=_("Which web page tells more?"), hint=_("The whole address, beginning with https://")),
)
_COST = Question(
    field="cost",
    text=_("What does it cost?"),
    hint=_("“free”, or the price in words; Enter when you do not know"),
    words=("free",),
)
_OPENING = Question(
    field="opening_hours",
    text=_("When is it open?"),
    hint=_("One span at a time: monday-friday 08:00-15:30, or saturday closed"),
)
_COVERAGE = Question(
    field="coverage",
    text=_("Who may use it?"),
    hint=_("Municipalities and areas, not where the house stands"),
)
_CONTACTS = Question(field="contacts", text=_("Whom can people ask?"))
_PLACES = Question(field="places", text=_("Where is it?"))
_WHO = Question(field="organisations", text=_("Which organisation offers it?"))

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "offer": Form(
            kind="offers",
            names=("title",),
            questions=(
                Question(field="title", text=_("What is the offer called?"), hint=_TITLE),
                Question(field="summary", text=_("What do people get there?"), hint=_SUMMARY),
                Question(field="status", text=_("How far has it come?"), offered="active"),
                _WHO,
                _COVERAGE,
                Question(field="audiences", text=_("Whom is it for?")),
                Question(field="needs", text=_("What does it help with?")),
                Question(field="formats", text=_("How is it given?")),
                Question(
                    field="schedule",
                    text=_("When is it?"),
                    hint=_("In words, such as: every Tuesday at 18; single dates are events"),
                ),
                _COST,
                _CONTACTS,
                *_REACH,
                _PLACES,
            ),
        ),
        "event": Form(
            kind="events",
            names=("title",),
            one_of=(("offer", "organisations"), ("offer", "coverage")),
            questions=(
                Question(field="title", text=_("What is the event called?"), hint=_TITLE),
                Question(
                    field="offer",
                    text=_("Which offer does it belong to?"),
                    hint=_("It gives everything that you leave out here; Enter when there is none"),
                ),
                Question(field="summary", text=_("What happens there?"), hint=_SUMMARY),
                Question(field="starts", text=_("When does it begin?"), hint=_TIME),
                Question(field="ends", text=_("When does it end?"), hint=_TIME),
                _WHO,
                _COVERAGE,
                _PLACES,
                _CONTACTS,
                _COST,
                Question(field="registration", text=_("Must people register?")),
            ),
        ),
        "contact": Form(
            kind="contacts",
            names=("role", "name"),
            one_of=(("role", "name"), CONTACT_FIELDS),
            questions=(
                Question(
                    field="role",
                    text=_("What does the person do, or what is the desk called?"),
                    hint=_("The role comes first: named people leave"),
                ),
                Question(field="name", text=_("What is the person called?"), hint=_("Enter when the role is enough")),
                Question(field="organisation", text=_("Where does the person work?")),
                *_REACH,
                Question(
                    field="hours",
                    text=_("When does somebody answer?"),
                    hint=_("In words, such as: weekdays from 9 to 15"),
                ),
            ),
        ),
        "organisation": Form(
            kind="organisations",
            names=("name",),
            questions=(
                Question(field="name", text=_("What is the organisation called?")),
                Question(field="kind", text=_("What kind of organisation is it?")),
                *_REACH,
                Question(field="areas", text=_("Where does it work?"), hint=_("Municipalities and areas")),
            ),
        ),
        "place": Form(
            kind="places",
            names=("name",),
            questions=(
                Question(field="name", text=_("What do people call the place?")),
                Question(field="municipality", text=_("Which municipality is it in?")),
                Question(
                    field="secret",
                    text=_("Is the address secret?"),
                    hint=_("As that of a crisis centre: then it is not written, since anybody may read the files"),
                    offered="false",
                ),
                Question(field="address", text=_("What is the address?"), hint=_("Street and number")),
                Question(field="postcode", text=_("What is the postcode?")),
                Question(field="city", text=_("Which town goes with the postcode?")),
                _OPENING,
                Question(field="accessibility", text=_("What makes it usable for more people?")),
            ),
        ),
        "page": Form(
            kind="pages",
            names=("title",),
            questions=(
                Question(field="title", text=_("What is the heading of the page?"), hint=_("At most 90 characters")),
                Question(field="summary", text=_("What is the page about?"), hint=_SUMMARY),
                Question(field="menu", text=_("Does it stand in the menu?"), offered="false"),
            ),
        ),
        "survey": Form(
            kind="surveys",
            names=(),
            questions=(
                Question(field="municipality", text=_("In which municipality was it looked for?")),
                Question(field="need", text=_("What was looked for?")),
                Question(field="audience", text=_("For whom?"), hint=_("Enter when it was for anybody")),
                Question(field="checked_on", text=_("When?"), hint=_("A day, such as 2026-12-01"), offered="today"),
                Question(field="checked_by", text=_("Who looked?"), hint=_("A role or an organisation")),
                Question(field="note", text=_("What was found instead, or who was asked?")),
            ),
        ),
    }
)


def made_with(kinds: Iterable[str]) -> str | None:
    """The subcommand of `veiviser new` that makes a record of one of these kinds."""
    return next((name for name, form in FORMS.items() if form.kind in kinds), None)


def is_asked(form: Form, field: str, answers: Answers) -> bool:
    """True when a question makes sense after these answers."""
    if form.kind == "offers" and field in CONTACT_FIELDS:
        return not answers.get("contacts")
    if form.kind == "events" and field in ("organisations", "coverage"):
        return not answers.get("offer")
    if form.kind == "places" and field in ("address", "postcode", "city"):
        return answers.get("secret") != "true"
    return True


def lacking(form: Form, required: Sequence[str], answers: Answers) -> tuple[tuple[str, ...], ...]:
    """The groups of fields of which one still needs an answer; a required field is a group of one."""
    groups = [(field,) for field in required] + list(form.one_of)
    return tuple(group for group in groups if not any(answers.get(field) for field in group))
