"""A record that would be ignored because of its file name is an error with the right name; other files are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.records import event, offer, record
from tools.day import TODAY
from veiviser.checks import check
from veiviser.content.names import is_reserved
from veiviser.content.read import read
from veiviser.directory.references import check_references
from veiviser.editing.fix import fix
from veiviser.problems.problem import Problem, has_errors, in_order

MakeRoot = Callable[..., Path]
TUR = offer("\nVi går.\n")
PLACE = "name: Huset\nmunicipality: fjordby\n"
ARENAS = "- id: huset\n  name: Huset\n"
LANGUAGES = "title: V\nbase_url: https://example.org/\nlanguages: [nn, nb, en]\npublisher: fjordby-kommune\n"


def problems(root: Path) -> tuple[Problem, ...]:
    reading = read(root)
    return in_order((*reading.problems, *check_references(reading.value), *check(reading.value, TODAY)))


def reported(make_root: MakeRoot, files: dict[str, str]) -> list[tuple[str, str, str | None]]:
    root = make_root(files={f"content/{path}": text for path, text in files.items()})
    found = [p for p in problems(root) if p.code not in ("not-canonical", "unpublished-language")]
    return [(p.mark.path.removeprefix("content/"), p.code, p.suggestion) for p in found]


@pytest.mark.parametrize(
    ("path", "text", "meant"),
    [
        ("offers/sykkel", TUR, "sykkel.md"),
        ("offers/sykkel.txt", TUR, "sykkel.md"),
        ("offers/sykkel.md.txt", TUR, "sykkel.md"),
        ("offers/sykkel.MD", TUR, "sykkel.md"),
        ("offers/sykkel.Markdown", TUR, "sykkel.md"),
        ("offers/sykkel.yaml", TUR, "sykkel.md"),
        ("offers/sykkel.yml.md", TUR, "sykkel.md"),
        ("offers/hamar/Sykkel på øya.text", TUR, "sykkel-paa-oeya.md"),
        ("offers/sykkel.nn.MD", record(title="Tur"), "sykkel.nn.md"),
        ("offers/sykkel.nn", record(title="Tur", summary="Vi sykler."), "sykkel.nn.md"),
        ("events/fest.en", record(title="A party"), "fest.en.md"),
        ("events/fest.txt", event(), "fest.md"),
        ("pages/om.txt", record(title="Om", menu="true"), "om.md"),
        ("places/huset.yml", PLACE, "huset.yaml"),
        ("places/huset.YAML", PLACE, "huset.yaml"),
        ("places/huset.md", PLACE, "huset.yaml"),
        ("places/huset", PLACE, "huset.yaml"),
        ("places/huset.yaml.txt", PLACE, "huset.yaml"),
        ("vocabulary/arenas.yml", ARENAS, "arenas.yaml"),
        ("vocabulary/Arenas.yaml", ARENAS, "arenas.yaml"),
        ("vocabulary/arena.yaml", ARENAS, "arenas.yaml"),
        ("vocabulary/Arenaer.yml", ARENAS, "arenas.yaml"),
        ("ordbok.yaml", "[]\n", "dictionary.yaml"),
        ("arenas.yaml", ARENAS, "content/vocabulary/arenas.yaml"),
        ("vocabulary/dictionary.yaml", "[]\n", "content/dictionary.yaml"),
        ("sykkel.md", TUR, "content/offers/sykkel.md"),
        ("tilbud/sykkel.md", TUR, "content/offers/sykkel.md"),
        ("Offers/sykkel.md", TUR, "content/offers/sykkel.md"),
        ("events/sykkel.md", TUR, "content/offers/sykkel.md"),
        ("offers/fest.md", event(), "content/events/fest.md"),
        ("pages/2026/om.md", record(title="Om"), "content/pages/om.md"),
        ("contacts/huset.yaml", PLACE, "content/places/huset.yaml"),
        ("offers/huset.yaml", PLACE, "content/places/huset.yaml"),
        ("steder/huset.yml", PLACE, "content/places/huset.yaml"),
    ],
)
def test_a_wrong_name_is_told_with_the_right_one(path: str, text: str, meant: str, make_root: MakeRoot) -> None:
    assert reported(make_root, {path: text}) == [(path, "wrong-file-name", meant)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("offers/README", "Mappe for tilbud.\n"),
        ("README.md", "# Les dette\n"),
        ("offers/notat.txt", "Husk: ring dem\n"),
        ("offers/sykkel.md.orig", TUR),
        ("offers/sykkel.md~", TUR),
        ("offers/Thumbs.db", "x"),
        ("plakat.pdf", "%PDF"),
        ("places/kart.png", "x"),
    ],
)
def test_what_is_no_record_stays_a_warning(path: str, text: str, make_root: MakeRoot) -> None:
    assert reported(make_root, {path: text}) == [(path, "unread-file", None)]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("kafe.NB.md", "kafe.nb.md"),
        ("kafe.En.md", "kafe.en.md"),
        ("kafe.eng.md", "kafe.en.md"),
        ("kafe.en-GB.md", "kafe.en.md"),
        ("kafe.engelsk.md", "kafe.en.md"),
        ("kafe.no.md", "kafe.nb.md"),
        ("kafe.bokmål.md", "kafe.nb.md"),
        ("kafe.nynorsk.md", None),  # the site's first language, in which the offer itself is written
        ("kafe.de.md", None),
        ("kafe.sma.md", None),
        ("kafe.qqx.md", None),
        ("kafe.smi.md", "kafe.se.md"),
        ("kafe.uk.md", None),
        ("kafe-nb.md", "kafe.nb.md"),
        ("kafe_EN.md", "kafe.en.md"),
        ("nb.kafe.md", "kafe.nb.md"),
        ("kafe..en.md", "kafe.en.md"),
        ("kafe.en.nb.md", None),
        ("tur.no.md", "tur.nb.md"),
        ("tur.nn-NO.md", "tur.md"),
    ],
)
def test_a_wrong_language_leads_to_the_right_one_and_never_to_another_offer(
    name: str, meant: str | None, make_root: MakeRoot
) -> None:
    files = {"site.yaml": LANGUAGES, f"offers/{name}": record("Kom.\n", title="Kafé")}
    (path, code, suggestion), *more = reported(make_root, files)
    assert (path, suggestion, more) == (f"offers/{name}", meant, [])
    assert code in ("wrong-file-name", "wrong-file-language")


@pytest.mark.parametrize(
    ("path", "text", "meant"),
    [
        ("offers/hamar/sykkel.md", TUR, "content/offers/hamar/sykkel.md"),
        ("sykkel.md", TUR, "content/offers/sykkel.md"),
        ("sykkel", TUR, "content/offers/sykkel.md"),
        ("Content/events/fest.md", event(), "content/events/fest.md"),
        ("offers/fest.md", event(), "content/events/fest.md"),
        ("places/huset.yml", PLACE, "content/places/huset.yaml"),
        ("huset.yaml", PLACE, "content/places/huset.yaml"),
    ],
)
def test_a_record_beside_the_content_is_led_into_it(path: str, text: str, meant: str, make_root: MakeRoot) -> None:
    """A form of a code host that was opened in a folder above would put it there unread, and all checks would pass."""
    root = make_root(files={path: text})
    (problem,) = problems(root)
    assert (problem.mark.path, problem.code, problem.suggestion) == (path, "wrong-file-name", meant)
    fix(root, TODAY)
    assert (root / meant).read_text("utf-8") == text
    assert not (root / path).exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("README.md", "# Veiviseren\n\nname: Huset\n"),
        ("CODEOWNERS", "/content/ @redaksjonen\n"),
        ("mkdocs.yaml", "title: Noe\nurl: https://example.org/\n"),
        (".github/ISSUE_TEMPLATE/tilbud.md", TUR),
        ("docs/tur.md", TUR),
        ("templates/assets/tur.md", TUR),
        ("offers/README.md", "Her er det tomt.\n"),
    ],
)
def test_what_else_a_repository_holds_is_left_alone(path: str, text: str, make_root: MakeRoot) -> None:
    assert problems(make_root(files={path: text})) == ()


def test_a_name_that_is_taken_is_not_suggested(make_root: MakeRoot) -> None:
    text = record("Kom.\n", title="Café")
    files = {"site.yaml": LANGUAGES, "offers/kafe.en.md": text, "offers/kafe.eng.md": text}
    assert reported(make_root, files) == [("offers/kafe.eng.md", "wrong-file-language", None)]


def test_a_stop_in_an_id_is_no_language(make_root: MakeRoot) -> None:
    found = reported(make_root, {"offers/st.hans.md": TUR})
    assert found == [("offers/st.hans.md", "bad-id", "st-hans")]


def test_a_required_file_with_a_wrong_name_is_not_missing_as_well(make_root: MakeRoot) -> None:
    root = make_root()
    (root / "content/crisis.yaml").rename(root / "content/Crisis.yml")
    assert [(p.mark.path, p.code, p.suggestion) for p in problems(root)] == [
        ("content/Crisis.yml", "wrong-file-name", "crisis.yaml")
    ]


@pytest.mark.parametrize("stem", ["con", "prn", "aux", "nul", "com0", "com9", "lpt1", "AUX", "com¹", "conin$"])
@pytest.mark.parametrize("ending", ["", ".md", ".nn.md", ".yaml"])
def test_names_that_windows_keeps_for_itself(stem: str, ending: str) -> None:
    assert is_reserved(stem + ending)
    assert not is_reserved(f"{stem}-2{ending}")
    assert not is_reserved(f"s{stem}{ending}")


@pytest.mark.parametrize(
    ("path", "name", "meant"),
    [
        ("offers/nul.md", "nul.md", "nul-2.md"),
        ("places/lpt3.yaml", "lpt3.yaml", "lpt3-2.yaml"),
        ("offers/PRN.md", "PRN.md", "prn-2.md"),
        ("offers/conout$.md", "conout$.md", "conout.md"),
        ("offers/con/sykkel.md", "con", "con-2"),
        ("offers/Hva nå?/sykkel.md", "Hva nå?", "hva-naa"),
        ("offers/Hamar./sykkel.md", "Hamar.", "hamar"),
    ],
)
def test_files_and_folders_that_windows_cannot_have(path: str, name: str, meant: str, make_root: MakeRoot) -> None:
    root = make_root(files={f"content/{path}": PLACE if path.endswith(".yaml") else TUR})
    found = [p for p in problems(root) if p.severity == "error"]
    assert [(p.code, p.values["name"], p.suggestion) for p in found] == [("windows-name", name, meant)]


def test_a_folder_is_told_once(make_root: MakeRoot) -> None:
    files = {f"offers/aux/{name}.md": offer(title=name) for name in ("en", "to", "tre")}
    assert [code for _, code, _ in reported(make_root, files)] == ["windows-name"]


def test_the_good_region_has_no_wrong_name(make_root: MakeRoot) -> None:
    assert not has_errors(problems(make_root(files={"content/offers/auxiliary.md": TUR})))


@pytest.mark.parametrize("name", ["Åpen dag.md", "A\u030apen dag.md"])
def test_a_name_with_other_letters_leads_to_its_id(name: str, make_root: MakeRoot) -> None:
    assert reported(make_root, {f"pages/{name}": record(title="Åpen dag")}) == [
        (f"pages/{name}", "bad-id", "aapen-dag")
    ]


@pytest.mark.parametrize(
    ("path", "text", "meant"),
    [("offers/sykkel.nb.md", TUR, "sykkel.md"), ("events/fest.nn.md", event(), None)],
)
def test_a_whole_record_that_is_called_as_a_translation_is_told_once(
    path: str, text: str, meant: str | None, make_root: MakeRoot
) -> None:
    assert reported(make_root, {path: text}) == [(path, "wrong-file-name", meant)]
