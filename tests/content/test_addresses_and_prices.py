"""Web addresses, mail addresses, sources and prices: how they are read, and what is suggested."""

import pytest

from veiviser.content import cost, mails, sources, urls


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https://https://vik.no", "https://vik.no"),
        ("http://https//vik.no/a", "https://vik.no/a"),
        ("https//vik.no", "https://vik.no"),
        ("https:/vik.no", "https://vik.no"),
        ("htttps://vik.no", "https://vik.no"),
        ("https://www,vik.no/a", "https://www.vik.no/a"),
        ("//vik.no/a", "https://vik.no/a"),
        ("git@codeberg.org:vik/innhold.git", "https://codeberg.org/vik/innhold"),
        ("// se tavla", None),
        ("https:// vik.no", "https://vik.no"),
        ("<https://vik.no>", "https://vik.no"),
        ("https://vik.no/to ord", "https://vik.no/to%20ord"),
        ("www.vik.no/a?b=c", "https://www.vik.no/a?b=c"),
        ("vik.kommune.no", "https://vik.kommune.no"),
        ("vik,no", "https://vik.no"),
        ("æøå.no", "https://æøå.no"),
        ("https://vik", None),
        ("https://vik..no", None),
        ("https://-vik.no", None),
        ("https://navn@vik.no", None),
        ("post@vik.no", None),
        ("se tavla", None),
        ("kart.pdf", None),
        ("vik.no og nes.no", None),
        ("https://vik.no https://nes.no", None),
        ("Les mer: https://vik.no/kurs", "https://vik.no/kurs"),
        ("https://vik.no/kurs (nederst på siden)", "https://vik.no/kurs"),
        ("vik.no/kurs eller https://nes.no", None),
        ("https://vik.no, https://nes.no", None),
        ("vik.no; nes.no", None),
        ("vik.no/kart, nes.no/kart", None),
        ("https://vik.123", None),
        ("https://www.vik", None),
        ("https://vik.no,ring", None),
        ("https://vik.org,no", None),
        ("https://vik.kommune,no/a", "https://vik.kommune.no/a"),
        ("https://vik.o", None),
        ("https://www.vik,no", "https://www.vik.no"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_with_what_was_meant(text: str, meant: str | None) -> None:
    assert urls.fault(text) is not None
    assert urls.meant(text) == meant
    assert meant is None or urls.fault(meant) is None


@pytest.mark.parametrize(
    "text", ["https://vik.no", "http://vik.no:8080/a?b#c", "HTTPS://VIK.NO/", "https://xn--vrs-0na.no/", "https://æ.no",
             "https://10.0.0.1/a", "https://[2001:db8::1]/", "https://vik.no./", "https://a-b.museum/@navn"],
)  # fmt: skip
def test_an_address_that_can_lead_somewhere_is_taken(text: str) -> None:
    assert urls.fault(text) is None


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://vik.no/deg/tilbud/a/", "/tilbud/a/"),
        ("http://VIK.no/deg/", "/"),
        ("https://vik.no/deg", "/"),
        ("https://vik.no/deg/sok/?q=a#b", "/sok/?q=a#b"),
        ("https://vik.no/degen/", None),
        ("//vik.no/deg/sok/", "/sok/"),
        ("//nes.no/deg/", None),
        ("https://vik.no/", None),
        ("https://vik.no.example/deg/", None),
        ("https://vik.no:8443/deg/", None),
        ("/tilbud/a/", None),
        ("https://[/", None),
    ],
)
def test_what_lies_on_the_site_itself(address: str, path: str | None) -> None:
    assert urls.within(address, "https://vik.no/deg/") == path


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ola (at) vik.no", "ola@vik.no"),
        ("ola[krøllalfa]vik.no", "ola@vik.no"),
        ("ola at vik dot no", "ola@vik.no"),
        ("ola @vik.no", "ola@vik.no"),
        ("Ola Nordmann <ola@vik.no>", "ola@vik.no"),
        ("mailto:ola@vik.no", "ola@vik.no"),
        ("ola@vik,no", "ola@vik.no"),
        ("ola@@vik.no", "ola@vik.no"),
        ("ola@vik.no, kari@vik.no", None),
        ("ola@vik.no eller kari@vik.no", None),
        ("ola nordmann@vik.no", None),
        ("ola@vik", None),
        ("ola@vik.n", None),
        ("vik.no", None),
    ],
)
def test_the_one_mail_address_among_words_is_meant(text: str, meant: str | None) -> None:
    assert mails.valid(text) is None
    assert mails.fault(text)[1] == meant


@pytest.mark.parametrize(
    ("host", "meant"),
    [("gmal.com", "gmail.com"), ("gmaill.com", "gmail.com"), ("gmail.cmo", "gmail.com"), ("hotmali.com", "hotmail.com"),
     ("hotmal.no", "hotmail.no"), ("outllok.com", None), ("outloko.no", "outlook.no"), ("icoud.com", "icloud.com"),
     ("yahooo.no", "yahoo.no"), ("gmail.com", None), ("ymail.com", None), ("email.com", None), ("mail.com", None),
     ("gmail.no", None), ("hotmail.co.uk", None), ("gmx.com", None), ("vik.no", None), ("live.no", None)],
)  # fmt: skip
def test_a_host_that_is_nearly_a_well_known_one(host: str, meant: str | None) -> None:
    found = mails.near_miss(f"ola@{host}")
    assert found == ((meant, f"ola@{meant}") if meant else None)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://vik.no/plan, 3. mai 2018", ("", "https://vik.no/plan", ", 3. mai 2018")),
        ("https://vik.no/plan,2018", ("", "https://vik.no/plan", ",2018")),
        ("https://vik.no/plan; lest i 2018", ("", "https://vik.no/plan", "; lest i 2018")),
        ("https://vik.no/id,42.html", ("", "https://vik.no/id,42.html", "")),
        ("Planen (https://vik.no/plan), 2018-05", ("Planen (", "https://vik.no/plan", "), 2018-05")),
        ("Samtale med leder, 3. mai 2018", ("Samtale med leder, 3. mai 2018", "", "")),
    ],
)
def test_a_source_is_a_link_with_words_around_it(text: str, parts: tuple[str, str, str]) -> None:
    found = sources.read(text)
    assert (found.before, found.address, found.after) == parts
    assert found.link == (parts[1] or None)


def test_a_source_that_leads_nowhere_is_no_link() -> None:
    assert sources.read("www.vik.no, 2018").link == "https://www.vik.no"
    assert (sources.read("https://vik, 2018").link, sources.read("https://vik, 2018").fault) == (
        None,
        "there is no such host",
    )


@pytest.mark.parametrize(
    "text", ["GRATIS", "Gratis.", "helt gratis", "heilt gratis", "kostnadsfri", "Free of charge", "kr 0", "0,00 kr",
             "kr. 0,–", "NOK 0", "ingen kostnader", "utan kostnad", "kostar ingenting", "Gratis – 0 kroner",
             "Gratis/free", "Gratis for alle", "nuvttá", "Inga avgift", "ingen.", "Gratis for deg", "Fri entré"],
)  # fmt: skip
def test_what_says_that_it_is_free_is_free(text: str) -> None:
    assert cost.read(text) == "free"


@pytest.mark.parametrize(
    "text", ["Gratis for barn", "gratis for pårørende, ellers 50 kr", "ikke gratis", "10 kr", "kr 100,-", "0–50 kr",
             "Gratis første gang", "frivillig bidrag", "ingen egenandel", "100", "for alle", "free for members"],
)  # fmt: skip
def test_a_price_in_words_stays_as_it_is(text: str) -> None:
    assert cost.read(text) == text
