"""A phrase keeps the language and the date of each of its parts, wherever it is inserted."""

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from veiviser.web.dates import dated
from veiviser.web.localizer import Localizer
from veiviser.web.phrase import EMPTY, Phrase, PhraseSpan, join, phrase, quoted

BOKMAAL = Phrase.of("Slutt & ferdig", "nb")
DATE = dated("2026-12-02", "2. desember 2026")


@pytest.mark.parametrize(
    ("value", "text", "html"),
    [
        (Phrase.of("a < b"), "a < b", "a &lt; b"),
        (BOKMAAL, "Slutt & ferdig", '<span lang="nb">Slutt &amp; ferdig</span>'),
        (DATE, "2. desember 2026", '<time datetime="2026-12-02">2. desember 2026</time>'),
        (
            Phrase.of("Fra {date}.", "nb").format(date=DATE),
            "Fra 2. desember 2026.",
            '<span lang="nb">Fra <time datetime="2026-12-02">2. desember 2026</time>.</span>',
        ),
        (
            Phrase.of("Gulahala {name}!").format(name=Phrase.of("Kari", "en")),
            "Gulahala Kari!",
            'Gulahala <span lang="en">Kari</span>!',
        ),
        (BOKMAAL + ": " + "x", "Slutt & ferdig: x", '<span lang="nb">Slutt &amp; ferdig</span>: x'),
        (join(", ", ["a", BOKMAAL]), "a, Slutt & ferdig", 'a, <span lang="nb">Slutt &amp; ferdig</span>'),
        (
            Phrase.of("hver tirsdag").in_language("nb").capitalised(),
            "Hver tirsdag",
            '<span lang="nb">Hver tirsdag</span>',
        ),
        (EMPTY, "", ""),
    ],
)
def test_a_phrase_as_text_and_as_html(value: Phrase, text: str, html: str) -> None:
    assert (str(value), value.__html__(), escape(value)) == (text, html, Markup(html))
    assert bool(value) == bool(text)


def test_a_template_shows_a_phrase_with_its_elements_and_an_attribute_as_text() -> None:
    template = Environment(autoescape=True).from_string('<p title="{{ text|string }}">{{ text }}</p>')
    assert template.render(text=BOKMAAL) == (
        '<p title="Slutt &amp; ferdig"><span lang="nb">Slutt &amp; ferdig</span></p>'
    )


def test_what_is_filled_in_has_the_language_of_the_words_around_it_unless_it_has_its_own() -> None:
    assert Phrase.of("{a} og {b}", "nb").format(a="x", b=Phrase.of("y", "en")) == Phrase(
        (PhraseSpan("x og ", "nb"), PhraseSpan("y", "en"))
    )


def test_no_span_is_empty_so_that_equal_phrases_are_equal() -> None:
    assert phrase("") == Phrase.of("", "nb") == join(", ", []) == Phrase.of("{x}").format(x="") == EMPTY


def test_words_that_a_language_lacks_are_said_in_bokmaal_and_known_to_be() -> None:
    sami, bokmaal = Localizer("se"), Localizer("nb")
    assert sami._("Search") == Phrase.of("Oza")
    assert sami._("Privacy") == bokmaal._("Privacy").in_language("nb")
    assert sami.many("And {count} more date.", "And {count} more dates.", 2) == Phrase.of("Og 2 datoer til.", "nb")
    assert sami.say({"nb": "Hei", "en": "Hello"}) == Phrase.of("Hei", "nb")


@pytest.mark.parametrize(
    ("number", "formatted", "as_written"),
    [
        ("22334455", "22 33 44 55", "22334455"),
        ("22334455 linje 12", "22 33 44 55, internnummer 12", "22 33 44 55, internnummer 12"),
    ],
)
def test_a_number_in_words(number: str, formatted: str, as_written: str) -> None:
    localizer = Localizer("nb")
    assert (str(localizer.number(number)), str(localizer.number_as_written(number))) == (formatted, as_written)


def test_text_in_an_address_is_encoded() -> None:
    assert quoted(Phrase.of("Slutt {date}/x", "nb").format(date=DATE)) == "Slutt%202.%20desember%202026%2Fx"
