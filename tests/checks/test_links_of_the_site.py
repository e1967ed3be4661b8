"""A link within the site leads to a page and a heading that exist; each fault is reported once."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import offer

Found = Callable[[Mapping[str, str]], list[str]]
OTHER = "---\ntitle: Tur\nsummary: Vi går.\nstatus: active\norganisations: fjordby-kommune\ncoverage: fjordby\n"
OTHER += "audiences: partner\nneeds: samtale\nformats: gruppe\naliases: [turgruppa]\n---\n\n## Ta med\n\nMatpakke.\n"
ALIVE = """/ /tilbud/ /tilbud/tur/ /tilbud/turgruppa/ /tilbud/tur/kalender.ics /a-aa/ /kommune/ /kommune/fjordby/
    /kommune/fjordby/samtale/ /kommune/fjordby/for/partner/ /kommune/fjordby/kalender.ics /kommune/fjordby/nytt.xml
    /behov/samtale/ /behov/samtale/kalender.ics /for/partner/ /form/gruppe/ /uansett-diagnose/ /kalender/
    /arrangement/tur/ /arrangement/tur.ics /kurs/ /organisasjon/fjordby-kommune/ /sted/huset/ /sok/ /sok/?q=tur
    /sok/#q=tur /ordbok/ /hjelp-na/ /personvern/ /tilgjengelighet/ /om/ /oversikt/
    /utskrift/kommune/fjordby/ /kalender.ics /nytt.xml /data/offers.json /en/ /en/tilbud/tur/ /en/om/ /assets/icon.svg
    #om-oss /om/#om-oss /tilbud/tur/#ta-med /tilbud/turgruppa/#ta-med /en/tilbud/tur/#ta-med /tilbud/#t
    /kommune/fjordby/#samtale /en/kalender.ics /en/tilbud/tur/kalender.ics /en/kommune/fjordby/nytt.xml
    /tilbud/tur/#pris /en/tilbud/tur/#kontakt /kalender/#m2026-11 /behov/samtale/#om-samtale /#trenger /personvern/#kontakt
    /for-barn/#snakk ../tilbud/tur/ https://example.org/ mailto:post@example.org tel:22222222"""
EVENT = "---\ntitle: Tur\nstarts: 2026-12-01\noffer: tur\n---\n"
PLACE = "name: Huset\nmunicipality: fjordby\n"


@pytest.fixture
def dead(found: Found) -> Callable[[str], list[str]]:
    """A function that gives the problems of a link to an address, from a page with a heading “Om oss”."""

    def check(address: str) -> list[str]:
        page = f"---\ntitle: Om\n---\n\n## Om oss\n\n[x]({address})\n"
        files = {"pages/om.md": page, "offers/tur.md": OTHER, "events/tur.md": EVENT, "places/huset.yaml": PLACE}
        return [line.removeprefix("pages/om.md:7:5 dead-link").strip() for line in found(files)]

    return check


@pytest.mark.parametrize(
    "address",
    ALIVE.split(),
)
def test_a_link_to_what_is_there_is_right(dead: Callable[[str], list[str]], address: str) -> None:
    assert dead(address) == []


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/tilbud/turr/", "/tilbud/tur/"),
        ("/tilbud/tur", "/tilbud/tur/"),
        ("/tilbud/tur/index.html", "/tilbud/tur/"),
        ("/tilbud/tur/#ta-meg", "/tilbud/tur/#ta-med"),
        ("/tilbud/tur/#priser", "/tilbud/tur/#pris"),
        ("/personvern/#om", ""),
        ("/.well-known/security.txt", ""),
        ("#om-os", "#om-oss"),
        ("#kontakt", ""),
        ("/tilbud/noe-helt-annet/", ""),
        ("/kommune/fjordby/samtal/", "/kommune/fjordby/samtale/"),
        ("/kommune/oslo/", ""),
        ("/kalendar/", "/kalender/"),
        ("/nn/tilbud/tur/", ""),
        ("/nb/tilbud/tur/", ""),
        ("/nn/kalender.ics", ""),
        ("/en/robots.txt", ""),
        ("/en/data/offers.json", ""),
        ("tilbud/tur/", ""),
        ("www.example.org", "https://www.example.org"),
        ("example.no/side", "https://example.no/side"),
        ("kari.hansen@example.no", "mailto:kari.hansen@example.no"),
    ],
)
def test_a_link_to_what_is_not_there_is_dead(dead: Callable[[str], list[str]], address: str, meant: str) -> None:
    assert dead(address) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "[x](/kart.pdf)",
        "[x](filer/referat.docx#side-2)",
        "![Tur](tur.jpg)",
        "![Tur](../bilder/tur)",
        '<img src="./tur.png" alt="Tur">',
        "[x](C:/bilder/tur.JPG)",
    ],
)
def test_a_file_that_is_not_there_is_not_taken_for_a_page(found: Found, text: str) -> None:
    (line,) = found({"pages/om.md": f"---\ntitle: Om\n---\n\n{text}\n"})
    assert line.split()[1] in ("dead-file", "unsafe-link")
    assert len(line.split()) == 2, "no address of a page is suggested"


def test_a_record_that_cannot_be_read_is_told_of_once(found: Found) -> None:
    page = "---\ntitle: Om\n---\n\n[x](/tilbud/tur/#ta-med) [y](/behov/hva-som-helst/)\n"
    broken = {"pages/om.md": page, "offers/tur.md": "---\ntitle: [\n---\n", "vocabulary/needs.yaml": "- id: [\n"}
    assert [line.split()[1] for line in found(broken)] == ["yaml-syntax", "yaml-syntax"]


def test_the_bodies_of_translations_are_looked_at_too(found: Found) -> None:
    assert found({"offers/kafe.en.md": "---\ntitle: Café\n---\n[x](/tilbud/kaffe/)\n"}) == [
        "offers/kafe.en.md:4:5 dead-link /tilbud/kafe/"
    ]


def test_a_link_to_an_ended_offer_is_told_of_in_what_is_not_over_itself(found: Found) -> None:
    ended = OTHER.replace("status: active", "status: ended\nended_on: 2025\nreplaced_by: kafe")
    link = "[x](/tilbud/tur/)\n"
    over = EVENT.replace("2026-12-01", "2026-07-01").replace("offer: tur", "offer: kafe") + link
    coming = EVENT.replace("offer: tur", "offer: kafe") + link
    files = {"offers/tur.md": ended + link, "events/var.md": over, "events/blir.md": coming}
    assert found(files) == ["events/blir.md:6:5 ended-reference /tilbud/kafe/"]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/tilbud/korgruppe-fjordby/", "/tilbud/korgruppa-fjordby/"),
        ("/tilbud/korgruppa/", "/tilbud/korgruppa-fjordby/"),
        ("/tilbod/korgruppa-fjordby/", "/tilbud/korgruppa-fjordby/"),
        ("korgruppa-fjordby.md", "/tilbud/korgruppa-fjordby/"),
        ("../offers/korgruppa-fjordby.nn.md", "/tilbud/korgruppa-fjordby/"),
        ("/korgruppa-fjordby/", "/tilbud/korgruppa-fjordby/"),
        ("/tilbud/turgruppa-fjordby/", ""),  # another group in the same place
        ("/tilbud/sorgruppa-fjordby/", ""),
        ("/kommune/Fjordby/", "/kommune/fjordby/"),
    ],
)
def test_a_link_is_led_to_a_like_page_only_when_it_is_surely_that(found: Found, address: str, meant: str) -> None:
    page = f"---\ntitle: Om\n---\n\n[x](<{address}>)\n"
    lines = found({"pages/om.md": page, "offers/korgruppa-fjordby.md": offer(title="Kor")})
    assert [line.removeprefix("pages/om.md:5:6 dead-link").strip() for line in lines] == [meant]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![Huset](/assets/huset.jpg)", "right"),
        ("[Skjema](/assets/skjema/s%C3%B8k.pdf#page=2)", "right"),
        ("[Skjema](https://fjord.example.org/assets/skjema/søk.pdf)", "right"),
        ("[Veien](/assets/veien)", "dead-file"),
        ("![Huset](/assets/Huset.JPG)", "dead-file /assets/huset.jpg"),
        ("![Huset](/assets/huset.jpeg)", "dead-file /assets/huset.jpg"),
        ("![Huset](/assets/bilder/huset.jpg)", "dead-file /assets/huset.jpg"),
        ("![Huset](huset.jpg)", "dead-file /assets/huset.jpg"),
        ("![Huset](/en/assets/huset.jpg)", "dead-file /assets/huset.jpg"),
        ("![Huset](../../templates/assets/huset.jpg)", "dead-file /assets/huset.jpg"),
        ("[Skjema](/assets/skjema/Søk.pdf)", "dead-file /assets/skjema/s%C3%B8k.pdf"),
        ("[Skjema](https://fjord.example.org/assets/Søk.pdf)", "dead-file /assets/skjema/s%C3%B8k.pdf"),
        ("[Skjema](/assets/skjema.pdf)", "dead-file"),
        ("![Huset](/assets/.huset.jpg)", "dead-file /assets/huset.jpg"),
        ("![To](/assets/to.png)", "dead-file"),
    ],
)
def test_a_file_of_the_region_is_told_by_its_whole_name(found: Found, text: str, expected: str) -> None:
    """Names on the web differ in capital letters; a page would show a picture that is missing."""
    files = ("huset.jpg", ".huset.jpg", "skjema/søk.pdf", "a/to.png", "b/to.png")
    beside = {f"../templates/assets/{name}": "x" for name in files}
    lines = found({**beside, "pages/om.md": f"---\ntitle: Om\n---\n\n{text}\n"})
    assert [line.partition(" ")[2] for line in lines] == ([] if expected == "right" else [expected])
