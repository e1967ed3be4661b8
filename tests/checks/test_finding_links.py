"""Links, images and tags are found where Markdown makes them, at their exact place, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veiviser.content.markup import Image, LinkInText, Tag, at_sight, elements, heading_ids


def links(text: str) -> list[tuple[str, str]]:
    """Each address within the site, and the text from its place on."""
    return [(e.address, text[e.offset :].partition("\n")[0]) for e in elements(text) if isinstance(e, LinkInText)]


@pytest.mark.parametrize(
    ("text", "address", "place"),
    [
        ("Se [her](/tilbud/x/).", "/tilbud/x/", "/tilbud/x/)."),
        ('Se [her](/x/ "Tittel")', "/x/", '/x/ "Tittel")'),
        ("Se [her](</a b/>)", "/a b/", "/a b/>)"),
        ("Se [her]( /x/ )", "/x/", "/x/ )"),
        ("Se [den [lange] teksten](/x/)", "/x/", "/x/)"),
        ("Se [a](/x_(y)/) nå", "/x_(y)/", "/x_(y)/) nå"),
        ("Se [**fet** `kode`](/x/)", "/x/", "/x/)"),
        ("Se [her][ref].\n\n[ref]: /x/ 'Tittel'", "/x/", "/x/ 'Tittel'"),
        ("Se [ref].\n\n[ref]: </x/>", "/x/", "/x/>"),
        ("Se [her](#videre)", "#videre", "#videre)"),
        ("Se <ftp://example.org/x>", "ftp://example.org/x", "ftp://example.org/x>"),
        ('Se <a href="/x/">her</a>', "/x/", '/x/">her</a>'),
        ('<p>Se <a title="t" href="/x/">her</a></p>', "/x/", '/x/">her</a></p>'),
        ("- a\n- [b](/x/)", "/x/", "/x/)"),
        ("> [b](/x/)", "/x/", "/x/)"),
        ("    [b](/x/)", "/x/", "/x/)"),
        ("> Se [b].\n>\n> [b]: /x/", "/x/", "/x/"),
        ("• [b](/x/)", "/x/", "/x/)"),
        ("<javascript:x(1)>", "javascript:x(1)", "javascript:x(1)>"),
        ("| [a](/x/) |\n|---|\n| b |", "/x/", "/x/) |"),
        ("## [a](/x/)", "/x/", "/x/)"),
        ("[a](javascript:alert(1))", "javascript:alert(1)", "javascript:alert(1))"),
        ("[a](/x/?a=1&b=2)", "/x/?a=1&b=2", "/x/?a=1&b=2)"),
    ],
)
def test_a_link_is_found_at_its_address(text: str, address: str, place: str) -> None:
    assert links(text) == [(address, place)]


@pytest.mark.parametrize(
    "text",
    [
        "`[a](/x/)`",
        "``[a](/x/) ` ``",
        "```\n[a](/x/)\n```",
        "~~~\n[a](/x/)\n~~~",
        "[a] (/x/)",
        r"\[a\](/x/)",
        "[a][mangler]",
        "[ref]: /x/",
        "<!-- [a](/x/) <a href='/x/'>b</a> -->",
        "<div>[a](/x/)</div>",
        "Alder [12](fra",
        "post@example.org <post@example.org>",
        "1 < 2 > 0 & x",
    ],
)
def test_what_is_no_link_is_not_found(text: str) -> None:
    assert links(text) == []


def test_links_that_lead_to_other_sites_are_left_out_as_nothing_is_asked_of_them() -> None:
    assert elements("[a](https://example.org/) [b](mailto:post@example.org) <https://example.org/>") == ()


def test_the_same_address_twice_is_found_at_both_places() -> None:
    assert [place for _, place in links("[a](/x/) og [b](/x/)")] == ["/x/) og [b](/x/)", "/x/)"]


@pytest.mark.parametrize(
    ("text", "start", "alt", "address"),
    [
        ("![](/assets/kart.svg)", 0, None, "/assets/kart.svg"),
        ("Se ![ ](/kart.svg)", 3, None, "/kart.svg"),
        ("Se ![][kart]\n\n[kart]: /kart.svg", 3, None, "/kart.svg"),
        ("![Kart](/kart.svg)", 8, "Kart", "/kart.svg"),
        ("[![Kart](/kart.svg)](/x/)", 9, "Kart", "/kart.svg"),
        ("<img src='/kart.svg'>", 0, None, "/kart.svg"),
        ("<img alt='' src='/kart.svg'>", 0, "", "/kart.svg"),
    ],
)
def test_an_image_is_found_with_its_alternative_text(text: str, start: int, alt: str | None, address: str) -> None:
    (image,) = (e for e in elements(text) if isinstance(e, Image))
    assert (image.start, image.alt, image.address) == (start, alt, address)
    assert text[image.offset :].startswith(address)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Skriv <navn> her", ["navn"]),
        ("<b>fet</b> og <i>skrå</i>", ["b", "i"]),
        ("<o:p>Word</o:p>", ["o:p"]),
        ("<div>\n<span style='color:red'>x</span>\n</div>", ["div", "span"]),
        ("`<b>` og <https://example.org> og <post@example.org>", []),
        ("alder < 18, og > 12", []),
        ("```\n<b>\n```", []),
        ("<!-- <b> -->", []),
    ],
)
def test_tags_are_found_where_they_stand(text: str, names: list[str]) -> None:
    tags = [e for e in elements(text) if isinstance(e, Tag)]
    assert [tag.name for tag in tags] == names
    assert all(text[tag.offset :].startswith(f"<{tag.name}") for tag in tags)


def test_headings_get_the_ids_that_links_can_lead_to() -> None:
    text = "## Slik foregår det\n\n## Slik foregår det\n\n### Pris: [200 kr](/x/)"
    assert heading_ids(text) == {"slik-foregår-det", "slik-foregår-det_1", "pris-200-kr"}


MARKS = st.sampled_from([*"[]()<>!`*_#-&:;\"'\\/ \n\tab.", "](", "![", "<b", "]: ", "://", "\uf8ff", "```\n"])


@given(st.lists(MARKS, max_size=40).map("".join))
def test_any_text_gives_elements_within_it(text: str) -> None:
    for element in elements(text):
        assert 0 <= element.offset <= len(text)


@given(st.lists(MARKS, max_size=40).map("".join))
def test_at_first_sight_no_address_is_overlooked(text: str) -> None:
    """Where the fast scan finds nothing, Markdown would show no other addresses."""
    seen = at_sight(text)
    found = {e.address for e in elements(text) if isinstance(e, LinkInText | Image)}
    assert None in seen or found <= set(seen)
