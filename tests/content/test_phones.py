"""Phone numbers: which are valid, how they are shown, dialled and exported, and what is suggested for the others."""

import pytest

from veiviser.content import phones
from veiviser.web.localizer import Localizer


@pytest.mark.parametrize(
    ("text", "written", "dialled", "machine"),
    [
        ("04321", "04321", "04321", "04321"),
        ("+47 04999", "04999", "04999", "04999"),
        ("0047 04 000", "04000", "04000", "04000"),
        ("03456", "03456", "+4703456", "+4703456"),
        ("22 33 44 55", "22 33 44 55", "+4722334455", "+4722334455"),
        ("(47) 22334455", "22 33 44 55", "+4722334455", "+4722334455"),
        ("800.40.008", "800 40 008", "+4780040008", "+4780040008"),
        ("116 111", "116 111", "116111", "116111"),
        ("112", "112", "112", "112"),
        ("+46 8 505 120 00", "+46 8 505 120 00", "+46850512000", "+46850512000"),
    ],
)
def test_a_number_is_shown_dialled_and_told(text: str, written: str, dialled: str, machine: str) -> None:
    found = phones.known(text)
    assert (found.written, found.dialled, found.machine) == (written, dialled, machine)


def test_every_number_of_a_service_keeps_its_zero() -> None:
    for number in range(4000, 5000, 7):
        found = phones.read(f"0{number}")
        assert found is None or found.written == found.dialled == found.machine == found.digits == f"0{number}"
    assert phones.known("04700").written == "04700"


@pytest.mark.parametrize(
    "text", ["22 33 44 55 internnummer 12", "22 33 44 55, internnr. 12", "22334455 ext 12", "22 33 44 55 #12",
             "22 33 44 55 linje 12", "+47 22 33 44 55;ext=12", "22 33 44 55x12", "22 33 44 55 Lokal 12"],
)  # fmt: skip
def test_an_extension_is_said_in_words_and_dialled_after_a_pause(text: str) -> None:
    found = phones.known(text)
    assert (found.extension, found.dialled, found.machine) == ("12", "+4722334455,12", "+4722334455;ext=12")
    assert found.digits == "22334455"
    assert str(Localizer("en").number(text)) == "22 33 44 55, extension 12"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tlf: 22 33 44 55", "22 33 44 55"),
        ("22 33 44 55 (vakttelefon)", "22 33 44 55"),
        ("Ring 04321", "04321"),
        ("*22334455", "22334455"),
        ("+ +47 22 33 44 55", "+47 22 33 44 55"),
        ("++47 22 33 44 55", "+47 22 33 44 55"),
        ("+47 (0) 22 33 44 55", "+47 22 33 44 55"),
        ("２２３３４４５５", "22334455"),
        ("۲۲۳۳۴۴۵۵", "22334455"),
        ("sentralbord 22 33 44 55 internnr 12", "22 33 44 55 internnummer 12"),
        ("22 33 44 55 eller 33 12 34 56", None),
        ("22 33 44 55 / 33 12 34 56", None),
        ("22 33 44 55 33 12 34 56", None),
        ("22 33 44 55/56", None),
        ("22 33 44 55, 12", None),
        ("22 33 44 55 tast 2", None),
        ("[22 33 44 55](tel:+4722334455)", "22 33 44 55"),
        ("22334455 (22 33 44 55)", "22334455"),
        ("22 33 44 5", None),
        ("ikke telefon", None),
        ("9" * 5000, None),
    ],
)
def test_the_one_number_among_words_is_meant(text: str, meant: str | None) -> None:
    assert phones.read(text) is None
    assert phones.fault(text)[1] == meant


def test_the_reason_is_the_true_one() -> None:
    assert phones.fault("22 33 44 55 og 33 12 34 56")[0] == "there are two numbers here"
    assert phones.fault("kontakt oss")[0] == "there is no number here"
    assert phones.fault("22 33 44")[0] == "nobody has this number"
