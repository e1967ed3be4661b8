"""Damaged text is reported where it is, with a suggestion; what only looks damaged is left alone."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from tests.support.records import offer
from veiviser.content.characters import invisible, normalised, plain_blanks, slug
from veiviser.content.damage import conflicts, faults, persons, without_persons
from veiviser.content.mojibake import damaged
from veiviser.content.read import read
from veiviser.content.source import examined
from veiviser.directory.references import check_references
from veiviser.problems.problem import Problem, in_order

MakeRoot = Callable[..., Path]
CONFLICT = "<<<<<<< HEAD\nen\n=======\nto\n>>>>>>> andre\n"


def reported(text: str) -> list[tuple[int, int, str, str | None]]:
    return [(p.mark.line, p.mark.column, p.code, p.suggestion) for p in examined("content/a.yaml", text).problems]


def problems(root: Path, text: str, path: str = "content/offers/tur.md") -> tuple[Problem, ...]:
    """The problems of a file with this text, which is removed again."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    found = in_order(p for p in read(root).problems if p.mark.path == path)
    file.unlink()
    return found


@pytest.fixture
def root(make_root: MakeRoot) -> Path:
    return make_root()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CONFLICT, [1]),
        (f"Vi går.\n\n{CONFLICT}\nMer.\n\n{CONFLICT}", [3, 11]),
        (
            "<<<<<<< Updated upstream\nen\n||||||| base\nto\n=======\ntre\n>>>>>>> Stashed changes\n",
            [1],
        ),
        ("- a\n<<<<<<< .mine\n- b\n=======\n- c\n>>>>>>> .r42\n", [2]),
        ("contacts:\n  <<<<<<< HEAD\n  - a\n  =======\n  - b\n  >>>>>>> x\n", [2]),
        ("- <<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> x\n", [1]),
        ("phone: <<<<<<< HEAD 55 00 00 10 ======= 55 00 00 11 >>>>>>> ny\n", [1]),
        ("Ring oss.\n>>>>>>> ny-telefon\n", [2]),
        ("<<<<<<< HEAD\nRing oss.\n", [1]),
        ("Ring oss.\n=======\nRing dem.\n>>>>>>> 3f2a9c1 (Ny telefon)\n", [2]),
        ("<<<<<<<\nen\n=======\nto\n>>>>>>>\n", [1]),
    ],
)
def test_a_conflict_is_told_once_where_it_begins(text: str, lines: list[int]) -> None:
    for written in (text, text.replace("\n", "\r\n")):
        assert [line for line, _, code, _ in reported(written) if code == "merge-conflict"] == lines
        assert examined("content/a.yaml", written).value is None


@pytest.mark.parametrize(
    "text",
    [
        "Åpningstider\n=======\n\nHver dag.\n",
        "Hei.\n\n=======\n\nHa det.\n",
        "Hei.\n\n========================\n\n>>>>>>>>>>>>>\n",
        ">>>>>>> Meld deg på her <<<<<<<\n",
        "<<<<<<< Se her >>>>>>>\n",
        ">>>>>>>\n\nTekst\n\n<<<<<<<\n",
        "| a | b |\n|-------|-------|\n",
        "a <<<<<<< b\n",
        "> > > > > > > sitat i sitat\n",
    ],
)
def test_ornaments_and_lines_below_headings_are_no_conflicts(text: str) -> None:
    assert [*conflicts(text)] == []


def test_a_conflict_is_told_in_every_kind_of_file_and_nothing_besides(root: Path) -> None:
    for path in (
        "content/areas.yaml",
        "content/vocabulary/needs.yaml",
        "content/contacts/leder.yaml",
        "content/events/tur.md",
        "content/pages/om.md",
        "content/offers/kafe.nn.md",
    ):
        found = problems(root, f"---\ntitle: a\n---\n{CONFLICT}" if path.endswith(".md") else CONFLICT, path)
        assert [p.code for p in found] == ["merge-conflict"], path
    assert [p.mark.line for p in problems(root, f"<p>\n{CONFLICT}", "templates/parts/card.html")] == [2]


TEXTS = st.lists(
    st.sampled_from(
        ["pårørende", "Åse", "søsken", "lærer", "kafé", "Øya", "«her»", "–", "…", "vær så god", "tilbud", "15°C",
         "½ time", "Æresgjest", "mánná", "čađa", "şehir", "Zoë"]
    ),
    min_size=1, max_size=8,
).map(" ".join)  # fmt: skip


def read_as(text: str, encoding: str) -> str:
    """UTF-8 as shown by a program that decodes it with another encoding."""
    return "".join(
        bytes([byte]).decode(encoding)
        if encoding != "cp1252" or byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else chr(byte)
        for byte in text.encode()
    )


@given(TEXTS, st.sampled_from(["cp1252", "latin-1", "cp437", "cp850", "mac_roman"]), st.integers(1, 2))
def test_what_was_read_in_a_wrong_encoding_is_known_and_mended(text: str, encoding: str, times: int) -> None:
    written = text
    for _ in range(times if encoding in ("cp1252", "latin-1") else 1):
        written = read_as(written, encoding)
    repaired = written
    for start, end, meant in reversed([*damaged(written)]):
        repaired = repaired[:start] + meant + repaired[end:]
    assert repaired == text


@given(TEXTS, st.sampled_from([str.upper, str.title, str]))
def test_no_sound_text_is_called_damaged(text: str, form: Callable[[str], str]) -> None:
    assert [*damaged(form(text))] == []


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("vi h›rer om s†r som gj›r vondt", "hører om sår som gjør"),
        ("l¾re s¿sken", "lære søsken"),
        ("sÕr og r°d", "sår og rød"),
        ("sp=C3=B8rsm=C3=A5l", "spørsmål"),
        ("Ð´Ð¾Ð¿Ð¾Ð¼Ð¾Ð³Ð°", "допомога"),
        ("Vi sees ðŸ™‚", "🙂"),
        ("og â€œkaffe", "“kaffe"),
        ("Indre VikÂ sentrum", "Vik"),
        ("fra kl.Â 18 til 20", "kl."),
        ("og kaffeâ€ sa", "kaffe”"),
    ],
)
def test_older_encodings_and_other_scripts(shown: str, meant: str) -> None:
    assert [each for _, _, each in damaged(shown)] == [meant]


@pytest.mark.parametrize(
    "text",
    ["«BRØ»", "Bare på Å…", "SÃO PAULO", "à la carte, naïve Zoë", "½ pris", "¿Qué?", "√2 og 3 µg", "r ¯\\_(ツ)_/¯",
     "2 × 3 ≈ 6", "https://example.org/?a=C3&b=A5", "Å\u00a0gå på tur", "Čálliid Lágádus, ŋ đ", "†1943",
     "Hjem › Tilbud", "допомога مساعدة", "─────", "┼", "VÂ 2", "Â og Ê"],
)  # fmt: skip
def test_signs_that_mean_what_they_say(text: str) -> None:
    assert [*damaged(text)] == []


def test_each_damaged_line_is_told_once_and_nothing_follows_from_it(root: Path) -> None:
    text = offer(
        "Vi mÃ¸tes pÃ¥ Ã¸ya.\n\nTa med kl\ufffdr.\n", needs="avlastnÃ¸", cost="50 kr p\ufffd deltaker", phone="2\ufffd2"
    )
    assert [(p.mark.line, p.code, p.suggestion) for p in problems(root, text)] == [
        (8, "damaged-text", "avlastnø"),
        (10, "damaged-text", None),
        (11, "damaged-text", None),
        (13, "damaged-text", "møtes på øya"),
        (15, "damaged-text", None),
    ]


def test_letters_of_html_are_told_in_fields_where_they_would_be_shown_raw(root: Path) -> None:
    text = offer(
        "Caf&eacute; p&#229; &Oslash;ya &amp; mer.\n", summary="G&aring; p&#229; tur", cost="50&nbsp;kr &amp; kaffe"
    )
    assert [(p.mark.line, p.mark.column, p.code, p.suggestion) for p in problems(root, text)] == [
        (3, 10, "damaged-text", "Gå på"),
        (10, 7, "damaged-text", "50\u00a0kr &"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "meant"),
    [
        ("url", "https://vik.no/?side=2&amp;sted=3", "//vik.no/?side=2&sted=3"),
        ("schedule", "Hos Kari&#39;s &amp; co", "Kari's &"),
        ("cost", "50 kr (&quot;frikort&quot; gjelder)", '"frikort"'),
        ("cost", '"50 kr (&quot;frikort&quot; gjelder)"', None),
        ("cost", "&quot;Frikort&quot; gjelder", None),
    ],
)
def test_signs_of_html_are_told_in_fields_too(root: Path, field: str, value: str, meant: str | None) -> None:
    assert [(p.code, p.suggestion) for p in problems(root, offer("Kom.\n", **{field: value}))] == [
        ("damaged-text", meant)
    ]


@pytest.mark.parametrize("value", ["R&D og S&P", "mer enn &lt;b&gt;", "a &amp b", "https://vik.no/?a=1&quot=2"])
def test_what_only_looks_like_html_is_left_in_fields(root: Path, value: str) -> None:
    assert [p.code for p in problems(root, offer("Kom.\n", evaluation=value))] == []


def test_the_reason_of_a_damage_is_the_true_one(root: Path) -> None:
    text = offer("Kom.\n", cost="50&nbsp;kr", schedule="PÃ¥ Ã¸ya")
    reasons = [p.values["reason"] for p in problems(root, text) if p.code == "damaged-text"]
    assert ["web page" in reason for reason in reasons] == [True, False]


def test_a_damaged_id_is_not_missing_where_it_is_named(root: Path) -> None:
    (root / "content/vocabulary/needs.yaml").write_text("- id: samt\ufffdle\n  name: Samtale\n", encoding="utf-8")
    reading = read(root)
    assert [p.code for p in (*reading.problems, *check_references(reading.value))] == ["damaged-text"]


def test_the_number_of_a_person_in_the_name_of_a_file(root: Path) -> None:
    assert [p.code for p in problems(root, offer("Kom.\n"), f"content/offers/{NOBODY[0]}.md")] == ["identity-number"]


def test_records_have_their_texts_as_they_are_read(root: Path) -> None:
    text = unicodedata.normalize("NFD", offer("Vi går på ﬁsketur.\n", title="Bål på Åsen"))
    (root / "content/offers/tur.md").write_text(text, encoding="utf-8")
    tur = next(record for record in read(root).value.offers if record.id == "tur")
    assert (tur.fields.title, tur.raw["title"], tur.body) == ("Bål på Åsen", "Bål på Åsen", "Vi går på fisketur.\n")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: kurv\u00adfletting", "kurvfletting"),
        ("a: to\u200bord", "toord"),
        ("a: \u2060ord", "ord"),
        ("a: b\ufeff", "b"),
        ("a: b\u202ec", None),
        ("a: til\u200dbud", "tilbud"),
        ("a: til\u200ebud", "tilbud"),
        ("a: bil\ufffcde", "bilde"),
        ("a: en\x0bto", "en to"),
    ],
)
def test_hidden_characters_are_told_with_the_words_without_them(text: str, meant: str | None) -> None:
    (line, _, code, suggestion), *more = reported(text)
    assert (line, code, more) == (1, "control-character", [])
    assert meant is None or suggestion == meant


@pytest.mark.parametrize("text", ["می‌خواهم", "שלום \u200fabc", "👩‍👩‍👧 🏳️‍🌈", "क्‍ष", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "ærlig talt – «ja»"])
def test_joiners_and_marks_of_direction_stay_where_they_are_needed(text: str) -> None:
    assert [*invisible(text)] == []
    assert reported(f"a: {text}\n") == []


def test_a_value_that_holds_a_hidden_character_is_not_called_wrong_as_well(root: Path) -> None:
    text = offer("Kom.\n", status="act\u00adive", verified_on="2026-11-01\u200b")
    assert [(p.mark.line, p.code) for p in problems(root, text)] == [
        (4, "control-character"),
        (10, "control-character"),
    ]


def number(birthday: str, individual: str) -> Iterator[str]:
    """Numbers with valid check digits and a date of birth that nobody has: in the future, or in no real month."""
    for last in range(10):
        known = birthday + individual[:2] + str(last)
        checked = known + fodselsnummer.calc_check_digit1(known)
        checked += fodselsnummer.calc_check_digit2(checked)
        if len(checked) == 11:
            yield checked


NOBODY = [
    next(number(birthday, individual))
    for birthday, individual in (
        ("310139", "57"),
        ("680239", "61"),
        ("128539", "55"),
        ("245239", "70"),
        ("120139", "80"),
    )
]


@pytest.mark.parametrize("person", NOBODY)
@pytest.mark.parametrize(
    "form", ["{0}{1}{2}{3}", "{0}{1}{2} {3}", "{0}{1}{2}-{3}", "{0}.{1}.{2} {3}", "{0} {1} {2} {3}", "{0}{1}20{2}-{3}",
             "{0}.{1}.20{2}-{3}", "{0}{1}{2}\u00a0{3}", "{0}-{1}-{2}/{3}", "{0}/{1}/{2}-{3}",
             "{0}.{1}.{2}, personnr. {3}", "{0}{1}{2} fnr {3}",
             "{0}{1}{2}\u2009{3}", "{0}\u202f{1}\u202f{2} {3}"],
)  # fmt: skip
def test_the_number_of_a_person_is_told_in_every_form_and_never_quoted(person: str, form: str, root: Path) -> None:
    written = form.format(person[:2], person[2:4], person[4:6], person[6:])
    for text in (
        offer(f"Fødselsnummer {written}, og mer.\n"),
        offer("Kom.\n", notice=f"Se {written}"),
        offer("Kom.\n", phone=f'"{written}"'),
        offer("Kom.\n", contacts=f"[a, '{written}']"),
        offer(f"[Kom](/tilbud/{person}/)\n"),
        offer("Kom.\n") + f"# {written}\n",
    ):
        found = problems(root, text)
        assert [p.code for p in found] == ["identity-number"], text
        assert person[6:] not in str(found)
        assert person[6:] not in without_persons(text)
        assert len(without_persons(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "konto 1506 12 34567", "1503.12.34567", "Gi til kontonummer 15061234561", "Ring 33 12 34 56, 900 11 222",
        "974 760 673", "Zoom 812 3456 7890, passord 010203", "12.11.2026 04700", "12/11/2026 04700", "2026-11-21 18:00",
        "KID 01017012345", "https://example.org/12059012345", "0301 0301 0301", "123456789012",
        "Tlf. 22 22 22 22 / 33 33 33 33",
    ],
)  # fmt: skip
def test_other_numbers_are_nobody_s(text: str) -> None:
    assert [*persons(text)] == []


def test_a_slip_in_the_last_digits_makes_it_no_less_a_person_s_number() -> None:
    assert len([*persons("Hun har 23056812345, og han 230568 54321.\n")]) == 2


@given(st.text(max_size=80))
def test_any_text_is_read_in_one_form_and_its_faults_lie_within_it(text: str) -> None:
    read = normalised(text)
    assert unicodedata.is_normalized("NFC", read)
    assert normalised(read) == read
    assert all(0 <= fault.offset < len(read) for fault in faults(read, len(read)))


@pytest.mark.parametrize(
    ("written", "as_read"),
    [
        (unicodedata.normalize("NFD", "Sámi nuorat på Ås"), "Sámi nuorat på Ås"),
        ("ﬂytte, ﬀ, oﬃsiell, ﬁn, eﬄuent, beſt", "flytte, ff, offisiell, fin, effluent, best"),
        ("𝐓𝐮𝐫 𝓯𝓸𝓻 Ｋａｆｅ　１２", "Tur for Kafe　12"),
        ("\ufefb", "لا"),
        ("Kelvin K, Ångstrøm Å", "Kelvin K, Ångstrøm Å"),
    ],
)
def test_letters_are_read_in_one_form(written: str, as_read: str) -> None:
    assert normalised(written) == as_read


@pytest.mark.parametrize("text", ["m² ½ ª º ™ № ℹ ① …", "ﷺ", "ไทยำ", "한국어"])
def test_signs_that_mean_something_else_stay(text: str) -> None:
    assert normalised(text) == text


def test_files_are_compared_and_measured_as_they_are_read(root: Path) -> None:
    text = unicodedata.normalize("NFD", offer("## Ålesund\n\n[ned](#ålesund)\n", summary="é" * 240))
    assert problems(root, text) == ()


@pytest.mark.parametrize(
    ("written", "as_read"),
    [
        ("#\u00a0Hei", "# Hei"),
        ("-\u00a0a\n1.\u00a0b\n>\u202fc", "- a\n1. b\n> c"),
        ("\u00a0\u00a0-\u00a0a", "  - a"),
        ("vi\u00a0går", "vi går"),
        ("kl.\u00a018 og 20\u00a0kr", "kl.\u00a018 og 20\u00a0kr"),
        ("vi går", "vi går"),
    ],
)
def test_hard_blanks_stay_beside_numbers_alone(written: str, as_read: str) -> None:
    assert plain_blanks(written) == as_read


@given(st.text(max_size=40))
def test_hard_blanks_move_nothing(text: str) -> None:
    assert len(plain_blanks(text)) == len(text)


@given(st.text(max_size=40))
def test_a_slug_needs_no_form_of_its_own(text: str) -> None:
    assert slug(normalised(text)) == slug(normalised(unicodedata.normalize("NFD", text)))


@pytest.mark.parametrize(
    "text",
    ["<<<<<<< " * 60_000, "=======\n" * 60_000, "a\ufffd" * 200_000, "\ufffd\n" * 60_000, "a\u00ad" * 200_000,
     "23056812345 " * 40_000, "1 " * 200_000, "Ã¥" * 100_000, "&aring;" * 60_000, "\u00a0" * 200_000],
    ids=["marks", "middles", "lost", "lost lines", "hidden", "persons", "digits", "encodings", "entities", "blanks"],
)  # fmt: skip
def test_no_text_keeps_the_program_busy(text: str) -> None:
    """Each of these would take minutes if the time grew with the square of the text's length."""
    assert len(examined("content/a.md", text).problems) <= 500
    assert len(without_persons(plain_blanks(text))) == len(text)


def test_what_is_to_be_replaced_begins_at_the_place_that_is_told(root: Path) -> None:
    body = "og vi mÃ¸tes, p\u00adå tur\u200ber.\n\n“Kl\ufffdr?”\n"
    text = offer(body, summary="G&aring; p&#229; tur", cost="50 kr #2").replace(
        "status: active", "status: a\u200bctive"
    )
    found = [p for p in problems(root, text) if "value" in p.values]
    assert len(found) == 5
    for problem in found:
        line = text.split("\n")[problem.mark.line - 1]
        assert line.startswith(problem.values["value"], problem.mark.column - 1), problem
