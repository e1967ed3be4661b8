"""Norwegian names, and those of other programs: the field or the value that was meant is suggested."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import event, offer
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.content import schema
from veiviser.content.labels import FIELDS, label, value_meant, words_for
from veiviser.content.models import KINDS
from veiviser.content.read import read
from veiviser.language.languages import catalogue
from veiviser.problems.problem import Problem, in_order

Reported = Callable[[str, str], list[Problem]]


@pytest.fixture
def reported(make_root: Callable[..., Path]) -> Reported:
    """A function that gives the problems of a file, apart from its form."""

    def check(path: str, text: str) -> list[Problem]:
        root = make_root(files={f"content/{path}": text})
        problems = in_order(load(Options(root=root, today=TODAY)).problems)
        return [p for p in problems if p.code != "not-canonical" and p.mark.path == f"content/{path}"]

    return check


def without(text: str, field: str, line: str) -> str:
    """A record in which one field is written under another name."""
    return "".join(line + "\n" if each.startswith(f"{field}:") else f"{each}\n" for each in text.splitlines())


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("navn", "title"), ("Overskrift", "title"), ("heading", "title"), ("Title", "title"), ("titel", "title"),
        ("beskrivelse", "summary"), ("ingress", "summary"), ("samandrag", "summary"), ("summery", "summary"),
        ("fase", "status"), ("stauts", "status"),
        ("organisasjon", "organisations"), ("tilbyder", "organisations"), ("provider", "organisations"),
        ("dekningsområde", "coverage"), ("kommuner", "coverage"), ("Municipality", "coverage"),
        ("målgruppa", "audiences"), ("for hvem", "audiences"), ("target_group", "audiences"),
        ("tema", "needs"), ("categories", "needs"), ("stikkord", "needs"),
        ("type", "formats"), ("arbeidsform", "formats"),
    ],
)  # fmt: skip
def test_a_field_that_must_be_there_is_missed_once_under_its_other_name(
    reported: Reported, key: str, field: str
) -> None:
    (problem,) = reported("offers/tur.md", without(offer(), field, f"{key}: x"))
    assert (problem.code, problem.suggestion, problem.hint) == ("unknown-key", field, None)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("kostnad", "cost"), ("egenandel", "cost"), ("fee", "cost"),
        ("mobil", "phone"), ("Telefonnummer", "phone"), ("telephone", "phone"),
        ("e_post", "email"), ("mail", "email"), ("hjemmeside", "url"), ("website", "url"), ("lenkje", "url"),
        ("henvisning", "referral"), ("ventetid", "waiting_time"), ("kø", "waiting_time"), ("tolk", "interpreter"),
        ("diagnoser", "conditions"), ("kontaktperson", "contacts"), ("oppmøtested", "places"), ("venue", "places"),
        ("plasser", "capacity"), ("klokkeslett", "schedule"), ("beskjed", "notice"), ("kilder", "sources"),
        ("påmeldingsskjema", "registration_url"), ("frist", "registration_by"), ("deadline", "registration_by"),
        ("gamle navn", "aliases"), ("samarbeidspartnarar", "partners"), ("verifiedOn", "verified_on"),
        ("verified-by", "verified_by"), ("finansiert av", "funding"), ("startdato", "starts_on"),
    ],
)  # fmt: skip
def test_a_field_that_may_be_left_out(reported: Reported, key: str, field: str) -> None:
    found = [p for p in reported("offers/tur.md", offer(**{key: "x"})) if p.code == "unknown-key"]
    assert [(p.suggestion, p.hint) for p in found] == [(field, None)]


@pytest.mark.parametrize(
    ("path", "text", "field"),
    [
        ("events/tur.md", event(tidspunkt="x"), "starts"),
        ("events/tur.md", event(avlyst="x"), "cancelled"),
        ("events/tur.md", event(ukedag="x"), "repeat_on"),
        ("events/tur.md", event(varighet="x"), "duration_minutes"),
        ("places/huset.yaml", "tittel: Huset\nmunicipality: fjordby\n", "name"),
        ("places/huset.yaml", "name: Huset\nkommune: fjordby\n", "municipality"),
        ("places/huset.yaml", "name: Huset\nmunicipality: fjordby\npoststed: Fjordby\n", "city"),
        ("places/huset.yaml", "name: Huset\nmunicipality: fjordby\ngateadresse: x\n", "address"),
        ("contacts/vakt.yaml", "stilling: Vakt\norganisation: fjordby-kommune\nphone: 22 22 22 22\n", "role"),
        ("contacts/vakt.yaml", "role: Vakt\norganisasjon: fjordby-kommune\nphone: 22 22 22 22\n", "organisation"),
        ("organisations/laget.yaml", "name: Laget\ntype: voluntary\n", "kind"),
        ("organisations/laget.yaml", "name: Laget\nkind: voluntary\norgnr: x\n", "number"),
        ("crisis.yaml", "- {id: a, name: A, telefon: 113, when: Ring, level: urgent, source: X}\n", "number"),
        ("vocabulary/needs.yaml", "- {id: samtale, tittel: X}\n- {id: b, name: B}\n", "name"),
        ("pages/om.md", "---\ntitle: Om\nmeny: true\n---\n", "menu"),
    ],
)
def test_each_kind_has_fields_of_its_own(reported: Reported, path: str, text: str, field: str) -> None:
    found = [p for p in reported(path, text) if p.code in ("unknown-key", "missing-field")]
    assert [(p.code, p.suggestion) for p in found if p.suggestion or p.code == "missing-field"] == [
        ("unknown-key", field)
    ]


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("offers/tur.md", offer(date="2026-12-01"), ["“starts”", "content/events/"]),
        ("offers/tur.md", offer(ends="2026-12-01"), ["“ends”", "content/events/"]),
        ("offers/tur.md", offer(postnummer="9992"), ["“postcode”", "content/places/"]),
        ("offers/tur.md", offer(gateadresse="x"), ["“address”", "content/places/"]),
        ("offers/tur.md", offer(alder="x"), ["age_from", "age_to"]),
        ("places/huset.yaml", "name: Huset\nmunicipality: fjordby\nepost: x\n", ["“email”", "content/contacts/"]),
        ("offers/kafe.en.md", "---\nmålgruppe: partner\n---\n", ["“audiences”", "kafe.md"]),
        ("offers/kafe.en.md", "---\ncoverage: fjordby\n---\n", ["“coverage”", "kafe.md"]),
        ("events/kveld.nn.md", "---\nstarts: 2026-12-01\n---\n", ["“starts”", "kveld.md"]),
    ],
)
def test_a_field_of_another_place_is_led_to_it(reported: Reported, path: str, text: str, words: list[str]) -> None:
    (problem,) = (p for p in reported(path, text) if p.code == "unknown-key")
    assert problem.suggestion is None
    assert [word for word in words if word not in problem.message(str)] == []


def test_a_whole_file_that_was_copied_into_a_translation_is_told_once(reported: Reported) -> None:
    text = "---\ntitle: Walk\nstatus: active\ncoverage: fjordby\naudiences: partner\nphone: 55000010\nstuff: x\n---\n"
    copied, other = (p for p in reported("offers/kafe.en.md", text) if p.code == "unknown-key")
    assert copied.mark.line == 3
    assert "kafe.md, and count in all languages: status, coverage, audiences, phone" in copied.message(str)
    assert other.values["key"] == "stuff"


def test_a_minus_that_marks_a_line_as_one_to_go_is_not_taken_away(reported: Reported) -> None:
    text = offer(capacity="8").replace("capacity:", "-capacity:").replace("title:", "-title:")
    found = reported("offers/tur.md", text)
    for problem in found:
        assert (problem.code, problem.suggestion) == ("unknown-key", None)
        assert "minus" in problem.message(str)
    assert [p.values["key"] for p in found] == ["-title", "-capacity"]


@pytest.mark.parametrize("word", ["full", "Fullbooket", "utsolgt", "venteliste", "kø"])
def test_an_offer_that_is_full_is_told_how_it_says_so(reported: Reported, word: str) -> None:
    (problem,) = (p for p in reported("offers/tur.md", offer(status=word)) if p.code == "unknown-value")
    assert problem.suggestion is None
    assert "waiting_time" in problem.message(str)


def test_fields_between_hyphens_are_for_other_files(reported: Reported) -> None:
    text = "---\nname: Huset\nmunicipality: fjordby\n---\n\nVelkommen.\n"
    (problem,) = reported("places/huset.yaml", text)
    assert (problem.code, problem.mark.line) == ("yaml-feature", 4)
    assert "fields alone" in problem.message(str)


def test_a_field_that_is_there_already_is_said_to_be(reported: Reported) -> None:
    (problem,) = reported("offers/tur.md", offer(tittel="Turen"))
    assert problem.suggestion == "title"
    assert "already" in problem.message(str)


@pytest.mark.parametrize("key", ["hei", "x", "", "æ", "title_of_the_whole_thing", "a" * 300])
def test_a_key_that_means_nothing_has_no_suggestion(reported: Reported, key: str) -> None:
    found = [p for p in reported("offers/tur.md", offer(**{f'"{key}"': "x"})) if p.code == "unknown-key"]
    assert [(p.suggestion, p.hint) for p in found] == [(None, None)]


@pytest.mark.parametrize("line", ["og te, men i mai: saft", "NB: ta med sko", "kl. 19: mat", "(obs: full", "2: to"])
def test_words_with_a_colon_below_a_value_may_belong_to_it(reported: Reported, line: str) -> None:
    (problem,) = reported("offers/tur.md", offer("Kom.\n").replace("\nstatus:", f"\n{line}\nstatus:"))
    assert (problem.code, problem.suggestion) == ("unknown-key", None)
    assert problem.hint
    assert "value above it" in problem.hint


@pytest.mark.parametrize("key", ["draft", "layout"])
def test_a_name_is_not_said_to_be_words(reported: Reported, key: str) -> None:
    (problem,) = reported("offers/tur.md", offer("Kom.\n", **{key: "50"}))
    assert problem.hint is None


def test_every_field_has_a_name_for_people_in_both_norwegians() -> None:
    names = schema.names(schema.models())
    assert names - set(FIELDS) == set()
    for language in ("nb", "nn"):
        same = {name for name in names if catalogue(language).gettext(label(name)) == name.replace("_", " ")}
        assert same <= {"id", "status", "partner"}


@pytest.mark.parametrize(
    ("word", "allowed", "value"),
    [
        ("Aktivt", ("planned", "active"), "active"), ("under planlegging", ("planned", "active"), "planned"),
        ("nedlagt", ("active", "ended"), "ended"), ("avslutta", ("active", "ended"), "ended"),
        ("satt på vent", ("paused", "ended"), "paused"), ("prøveprosjekt", ("pilot", "ended"), "pilot"),
        ("obligatorisk", ("none", "required"), "required"), ("ikkje nødvendig", ("none", "required"), "none"),
        ("REQUIRED", ("none", "required"), "required"), ("requierd", ("none", "required"), "required"),
        ("drop in", ("none", "drop-in", "required"), "drop-in"),
        ("frivilleg", ("voluntary", "private"), "voluntary"), ("stiftelse", ("voluntary", "private"), "voluntary"),
        ("helseforetak", ("county", "health-trust"), "health-trust"), ("fylke", ("county", "region"), "county"),
        ("direktorat", ("state", "private"), "state"), ("Kommunal", ("municipality", "state"), "municipality"),
        ("innstilt", ("scheduled", "cancelled", "full"), "cancelled"), ("utsolgt", ("cancelled", "full"), "full"),
        ("hver dag", ("daily", "weekly"), "daily"), ("vekentleg", ("daily", "weekly"), "weekly"),
        ("årleg", ("monthly", "yearly"), "yearly"),
        ("Norsk", ("nb", "nn", "en", "se"), "nb"), ("Nynorsk", ("nb", "nn", "en", "se"), "nn"),
        ("english", ("nb", "nn", "en", "se"), "en"), ("nordsamisk", ("nb", "nn", "en", "se"), "se"),
        ("lukket", ("closed", "open"), "closed"), ("ope", ("closed", "open"), "open"),
        ("akutt", ("emergency", "urgent", "helpline"), "emergency"), ("hastar", ("emergency", "urgent"), "urgent"),
        # Words that mean none of these, or could mean two
        ("biweekly", ("daily", "weekly"), None), ("kanskje", ("none", "required"), None), ("", ("none",), None),
        ("rus", ("nb", "nn", "en", "se"), None), ("arabisk", ("nb", "nn", "en", "se"), None),
        ("organisasjon", ("voluntary", "user-led", "competence-centre"), None),
    ],
)  # fmt: skip
def test_a_word_for_a_value(word: str, allowed: tuple[str, ...], value: str | None) -> None:
    assert value_meant(word, allowed) == value


def test_no_word_of_ours_stands_for_two_values_of_one_list() -> None:
    for kind in KINDS.values():
        for field in schema.fields(kind.model):
            for value in field.values:
                others = (other for other in field.values if other != value)
                assert [other for other in others if words_for(value) & words_for(other)] == [], (field.name, value)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("nb, en", "[nb, en]"), ("[nb; nn; en]", "[nb, nn, en]"), ("norsk og engelsk", "[nb, en]"), ("nb/nn", "[nb, nn]")],
)
def test_several_values_of_a_closed_list_come_apart(make_root: Callable[..., Path], written: str, meant: str) -> None:
    text = f"title: T\nbase_url: https://fjord.example.org/\nlanguages: {written}\npublisher: fjordby-kommune\n"
    (problem,) = read(make_root(files={"content/site.yaml": text})).problems
    assert (problem.code, problem.suggestion, problem.mark.line) == ("unknown-value", meant, 3)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("vandring, gåtur", "[vandring, gaatur]"),
        ("tur i skogen", "tur-i-skogen"),
        ("[vandring; gaatur, fjelltur]", "[vandring, gaatur, fjelltur]"),
        ("[Vandring på fjellet]", "vandring-paa-fjellet"),
    ],
)
def test_earlier_ids_come_apart_too(reported: Reported, written: str, meant: str) -> None:
    (problem,) = reported("offers/tur.md", offer(aliases=written))
    assert (problem.code, problem.suggestion) == ("bad-id", meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("{norsk: Vert}", "nb"), ("{nb: Vert, engelsk: Host}", "en"), ("{nb: Vert, NB: Vert}", None), ("{x: Vert}", None)],
)
def test_a_language_in_a_map(reported: Reported, written: str, meant: str | None) -> None:
    text = f"role: {written}\norganisation: fjordby-kommune\nphone: 22 22 22 22\n"
    (problem,) = (p for p in reported("contacts/vert.yaml", text) if p.code == "unknown-key")
    assert problem.suggestion == meant


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("offers/tur.md", without(offer(), "status", "status:"),
         ["«status» mangler.", "planned, pilot, active, paused, ended"]),
        ("offers/tur.md", without(offer(), "audiences", ""), ["«audiences» (målgrupper)", "vocabulary/audiences.yaml"]),
        ("offers/tur.md", without(offer(), "summary", ""), ["«summary» (sammendrag)"]),
        ("organisations/laget.yaml", "name: Laget\n", ["«kind» (type)", "voluntary"]),
        ("contacts/vakt.yaml", "role: Vakt\norganisation: fjordby-kommune\n", ["«phone»", "phone, email, url"]),
        ("contacts/vakt.yaml", "organisation: fjordby-kommune\nphone: 22 22 22 22\n", ["«role» (rolle)", "name, role"]),
        ("events/tur.md", "---\ntitle: A\nstarts: 2026-12-20\norganisations: fjordby-kommune\n---\n",
         ["«coverage»", "«offer»"]),
    ],
)  # fmt: skip
def test_a_missing_field_is_named_in_norwegian_with_what_it_takes(
    reported: Reported, path: str, text: str, expected: list[str]
) -> None:
    (problem,) = (p for p in reported(path, text) if p.code == "missing-field")
    message = problem.message(catalogue("nb").gettext)
    assert [words for words in expected if words not in message] == []


def test_a_way_to_be_reached_under_a_wrong_name_is_one_problem(reported: Reported) -> None:
    laget = "name: Laget\norganisation: fjordby-kommune\ntlf: 22 22 22 22\n"
    assert [(p.code, p.suggestion) for p in reported("contacts/laget.yaml", laget)] == [("unknown-key", "phone")]


def test_what_lies_in_files_is_named_by_its_folder(reported: Reported) -> None:
    texts = reported("contacts/vakt.yaml", "role: Vakt\nphone: 22 22 22 22\n")
    assert [(p.values["field"], p.values.get("lists")) for p in texts if p.code == "missing-field"] == [
        ("organisation", "content/organisations/")
    ]


@pytest.mark.parametrize(
    ("line", "meant"),
    [("needs: {aktivitet, nettverk}", "[aktivitet, nettverk]"), ("languages: {nb, se}", "[nb, se]"),
     ("formats: {tur}", "[tur]"), ("title: {Tur}", "Tur"), ("cost: {120 kr}", "120 kr"),
     ("needs: [[aktivitet, nettverk]]", "[aktivitet, nettverk]"),
     ("formats:\n  - - tur\n    - gruppe", "[tur, gruppe]"), ("languages: [nb, [se]]", "[nb, se]")],
)  # fmt: skip
def test_braces_and_too_many_brackets_for_a_list(reported: Reported, line: str, meant: str) -> None:
    field = line.partition(":")[0]
    text = without(offer(**{field: "x"}), field, line)
    assert [p.suggestion for p in reported("offers/tur.md", text) if p.code == "wrong-type"] == [meant]


def test_a_value_in_braces_within_a_map_is_no_list(reported: Reported) -> None:
    text = event(starts="2027-01-06", moved="")
    text = text.replace("moved: \n", "moved:\n  - from: {2027-01-06}\n    to: 2027-01-13\n")
    (problem,) = [p for p in reported("events/kafe.md", text) if p.code == "wrong-type"]
    assert problem.values["field"] == "from"
    assert problem.suggestion != "[2027-01-06]"
