"""Invalid links in texts, fields and sources, and links that lead back to the site."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.records import event, offer

Found = Callable[[Mapping[str, str]], list[str]]
SITE = "https://fjord.example.org"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](https://http://vik.no/)", "10:5 bad-url http://vik.no/"),
        ("[a](//fjord.example.org/tilbud/finst-ikkje/)", "10:5 dead-link"),
        ("[a](//fjord.example.org/tilbud/kafe/) [b](//vik.no/a)", None),
        ("[a](mailto:ola@vik.n)", "10:5 bad-email"),
        ("[a](https://vik,no)", "10:5 bad-url https://vik.no"),
        ("[a](https://intranett/x)", "10:5 bad-url"),
        ("Se https://intranett.", "10:4 bad-url"),
        ("<https://www,vik.no>", "10:2 bad-url https://www.vik.no"),
        ("[a]: https://vik,no\n\n[a]", "10:6 bad-url https://vik.no"),
        ("[a](mailto:ola@vik)", "10:5 bad-email"),
        ("[a](mailto:ola@vik,no?subject=Hei)", "10:5 bad-email mailto:ola@vik.no?subject=Hei"),
        ("[a](tel:1234)", "10:5 bad-phone"),
        ("[a](tel:22334455#7)", "10:5 bad-phone tel:+4722334455,7"),
        ("[a](tel:22334455x12)", "10:5 bad-phone tel:+4722334455,12"),
        ("[a](http://)", "10:5 bad-url"),
        ("[a](mailto:)", "10:5 bad-email"),
        ("[a](mailto://ola@vik.no)", "10:5 bad-email mailto:ola@vik.no"),
        ("[a](ola@vik.no)", "10:5 dead-link mailto:ola@vik.no"),
        ("[a](22334455)", "10:5 dead-link tel:22334455"),
        ("[a](tel:22 33 44 55)", "10:1 raw-link [a](tel:+4722334455)"),
        ("[a](tel:*22334455x)", None),
        ("[a](tel:22334455og)", "10:5 bad-phone tel:22334455"),
        ("[a](https://vik.no) og [b](http://vik.no/a_(b)), se https://vik.no/c.", None),
        ("[a](mailto:ola@vik.no,kari@vik.no?subject=x) [b](mailto:?subject=x)", None),
        ("[a](tel:04321) [b](tel:+4722334455,12) [c](tel:+47-22-33-44-55) [d](tel:22%2033%2044%2055)", None),
        ("Adressen begynner med https:// og så … https://… `https://intranett` Tlf.:22 33 44 55 tel:1234", None),
    ],
)
def test_a_link_in_a_text_leads_somewhere(found: Found, text: str, expected: str | None) -> None:
    lines = found({"offers/kafe.md": offer(text + "\n", phone="22 22 22 22")})
    assert lines == ([f"offers/kafe.md:{expected.replace('10:', '12:')}"] if expected else [])


def test_translations_are_looked_at_too(found: Found) -> None:
    assert found({"offers/kafe.en.md": "---\ntitle: Café\n---\n[x](https://vik,no)\n"}) == [
        "offers/kafe.en.md:4:5 bad-url https://vik.no"
    ]


def test_a_source_leads_somewhere_with_its_date_behind_it(found: Found) -> None:
    sources = "\n  - https://vik.no/a, 3. mai 2018\n  - https://vik,no, 2018\n  - Samtale, 2018\n  - https://vik"
    assert found({"offers/kafe.md": offer(sources=sources)}) == [
        "offers/kafe.md:12:5 bad-url https://vik.no, 2018",
        "offers/kafe.md:14:5 bad-url",
    ]


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        (f"{SITE}/tilbud/kaffe/", " /tilbud/kafe/"),
        (f"{SITE}/tilbud/kafe", " /tilbud/kafe/"),
        ("http://FJORD.example.org/finnes-slett-ikke/", ""),
        (f"{SITE}/tilbud/kafe/#om-ose", " /tilbud/kafe/#om-oss"),
        (f"{SITE}/tilbud/kafe/#om-oss", None),
        (f"{SITE}/tilbud/kafe/", None),
        (f"{SITE}", None),
        (f"{SITE}/sok/?q=a#x", None),
        (f"{SITE}.no/tilbud/kaffe/", None),
    ],
)
def test_a_link_with_the_sites_own_host_is_one_within(found: Found, address: str, meant: str | None) -> None:
    expected = [] if meant is None else [f"offers/kafe.md:11:5 dead-link{meant}"]
    assert found({"offers/kafe.md": offer(f"[x]({address})\n\n## Om oss\n")}) == expected


def test_so_is_an_address_in_a_field(found: Found) -> None:
    files = {
        "offers/kafe.md": offer(url=f"{SITE}/kommune/fjordby/"),
        "events/tur.md": event(registration_url=f"{SITE}/tilbud/kaffe/"),
    }
    assert found(files) == [f"events/tur.md:5:19 dead-link {SITE}/tilbud/kafe/"]


def test_so_is_an_address_in_a_source(found: Found) -> None:
    files = {"offers/kafe.md": offer(sources=f"\n  - {SITE}/tilbud/kaffe/, 2018\n  - {SITE}/tilbud/kafe/, 2019")}
    assert found(files) == [f"offers/kafe.md:11:5 dead-link {SITE}/tilbud/kafe/, 2018"]


def test_a_mail_host_that_is_nearly_a_well_known_one(found: Found) -> None:
    files = {
        "offers/kafe.md": offer(email="kafe@hotmial.com"),
        "organisations/fjordby-kommune.yaml": "name: F\nkind: municipality\nemail: post@gmaill.com\n",
    }
    assert found(files) == [
        "offers/kafe.md:10:8 misspelt-host kafe@hotmail.com",
        "organisations/fjordby-kommune.yaml:3:8 misspelt-host post@gmail.com",
    ]
