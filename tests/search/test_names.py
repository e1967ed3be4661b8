"""How the search reads names and numbers: municipalities with the same name or merged into others, postcodes that may
be years, and offers whose names consist of stop words.
"""

from pathlib import Path

import pytest

from tests.feeds.small_region import loaded
from tests.support.files import write
from tests.support.records import offer
from tests.support.searching import answers, found
from tools.reference import lay_out
from veiviser.directory.model import Directory

FILES = {
    "areas.yaml": (
        "- {id: fjordland, name: Fjordland, kind: county}\n"
        "- {id: soerlandet, name: {nb: Sørlandet, en: The South}, kind: county}\n"
        "- {id: oestfold, name: Østfold, kind: county}\n"
    ),
    "municipalities.yaml": (
        "- {id: fjordby, number: 9901, name: Fjordby, county: fjordland, postcodes: [9970-9979, 1980-1999]}\n"
        "- {id: nes-f, number: 9902, name: Nes, county: fjordland, postcodes: 9980-9985}\n"
        "- {id: nes-s, number: 9903, name: Nes, county: soerlandet, postcodes: 9985-9987}\n"
        "- {id: nes-o, number: 9904, name: Nes, county: oestfold}\n"
        "- {id: nedre-nes, number: 9905, name: Nedre Nes, county: oestfold}\n"
        "- {id: gammelvik, number: 9906, name: Gammelvik, county: fjordland, postcodes: 9960-9961,\n"
        "   valid_until: 2019-12-31, becomes: mellomvik}\n"
        "- {id: mellomvik, number: 9907, name: Mellomvik, county: fjordland, postcodes: '9960',\n"
        "   valid_until: 2023-12-31, becomes: [fjordby, nes-s]}\n"
        "- {id: bygda, number: 9908, name: Bygda (Østfold), county: oestfold}\n"
        "- {id: bygda-f, number: 9909, name: Bygda, county: fjordland}\n"
        "- {id: sund-g, number: 9910, name: Sund, county: fjordland, valid_until: 2019-12-31, becomes: sund}\n"
        "- {id: sund, number: 9911, name: Sund, county: oestfold}\n"
        "- {id: elv-g, number: 9912, name: Elv, county: oestfold, valid_until: 2019-12-31, becomes: sund}\n"
        "- {id: elv, number: 9913, name: Elv, county: fjordland}\n"
        "- {id: to-ord, number: 9914, name: Storfjell – Stuorravárri / Isovaara, county: fjordland}\n"
    ),
    "offers/f.md": offer(title="Turgruppe", coverage="nes-f"),
    "offers/s.md": offer(title="Korgruppe", coverage="nes-s"),
    "offers/o.md": offer(title="Malegruppe", coverage="nes-o"),
    "offers/n.md": offer(title="Sygruppe", coverage="nedre-nes"),
    "offers/bo.md": offer(title="Bakegruppe", coverage="bygda"),
    "offers/bf.md": offer(title="Lesegruppe", coverage="bygda-f"),
    "offers/minne.md": offer(title="Husker du Gammelvik", coverage="nes-o"),
    "offers/aar.md": offer(title="Landsmøtet 1984", coverage="nes-o"),
    "offers/ms.md": offer("\nFor deg med AV og ME.\n", title="IS-klubben", coverage="fjordby"),
    "offers/her.md": offer(title="Her og nå", coverage="fjordby"),
    "offers/hva.md": offer(title="Hva med meg?", coverage="fjordby"),
    "offers/oss.md": offer(title="Oss", coverage="fjordby"),
    "offers/dotted.md": offer(title="Treff for H.U.S.", coverage="fjordby"),
    "offers/b.md": offer(title="Vitamin B", coverage="fjordby"),
    "offers/fl.md": offer(title="Flåtetreff", coverage="fjordby"),
    "offers/x.md": offer(title="X", coverage="fjordby"),
    "offers/over.md": offer(
        title="Svømming", summary="Luftputer i bassenget.", status="ended", ended_on="2025", coverage="fjordby"
    ),
    "offers/snart.md": offer(title="Vinterbad", summary="Isbading.", status="planned", coverage="fjordby"),
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Directory:
    root: Path = tmp_path_factory.mktemp("names") / "root"
    lay_out(None, root)
    for path, text in FILES.items():
        write(root, path, text)
    return loaded(root)


def named(directory: Directory, *asked: str) -> dict[str, set[str]]:
    """The municipalities that each query names."""
    return {text: set(one["places"]) for text, one in zip(asked, answers(directory, asked), strict=True)}


FILES_OF_OFFERS = [(Path(path).stem, text) for path, text in FILES.items() if path.startswith("offers/")]
ALL = {"nes-f", "nes-s", "nes-o"}


def test_all_municipalities_of_one_name_are_found(directory: Directory) -> None:
    first = found(directory, ["nes", "NES", "korgruppe nes"])
    assert set(first["nes"][:3]) == {f"kommune/{id_}/" for id_ in ALL}
    assert {"tilbud/f/", "tilbud/s/", "tilbud/o/"} <= set(first["nes"])
    assert first["NES"] == first["nes"]
    assert first["korgruppe nes"][0] == "tilbud/s/"


def test_the_county_says_which_one(directory: Directory) -> None:
    asked = {
        "nes sørlandet": {"nes-s"}, "Nes i Østfold": {"nes-o"}, "Nes (Fjordland)": {"nes-f"},
        "sørlandet nes": {"nes-s"}, "bygda østfold": {"bygda"}, "bygda fjordland": {"bygda-f"},
        "Bygda": {"bygda", "bygda-f"}, "Bygda (Østfold)": {"bygda"}, "østfold": set(),
    }  # fmt: skip
    assert named(directory, *asked) == asked
    assert found(directory, ["Nes (Sørlandet)"])["Nes (Sørlandet)"][:2] == ["kommune/nes-s/", "tilbud/s/"]


def test_the_word_for_municipality_beside_a_name_is_part_of_it(directory: Directory) -> None:
    asked = ("Sund kommune", "kommunen i Sund", "sund herad", "Municipality of Sund", "Stuorravarri suohkan")
    answered = found(directory, asked)
    assert {text: hits[0] for text, hits in answered.items()} == {
        **dict.fromkeys(asked, "kommune/sund/"), "Stuorravarri suohkan": "kommune/to-ord/"
    }  # fmt: skip
    assert found(directory, ["Fjordby kommune"])["Fjordby kommune"][:2] == [
        "kommune/fjordby/", "organisasjon/fjordby-kommune/",
    ]  # fmt: skip
    assert named(directory, "korgruppe i Nes kommune") == {"korgruppe i Nes kommune": ALL}
    assert found(directory, ["korgruppe i Nes kommune"])["korgruppe i Nes kommune"][0] == "tilbud/s/"


def test_one_that_is_no_more_is_told_from_one_that_is(directory: Directory) -> None:
    asked = {
        "elv": {"elv", "sund"}, "elv fjordland": {"elv"}, "elv østfold": {"sund"}, "sund": {"sund"},
        "sund fjordland": {"sund"},
    }  # fmt: skip
    assert named(directory, *asked) == asked
    (offered,) = answers(directory, ["su"])
    assert not any("til 2019" in text for text in offered["offered"])


def test_each_of_several_names_of_one_municipality_is_enough(directory: Directory) -> None:
    asked = ("storfjell", "Stuorravarri", "isovaara", "Storfjell – Stuorravárri / Isovaara", "gruppe stuorravárri")
    assert named(directory, *asked) == {text: {"to-ord"} for text in asked}


def test_a_longer_name_is_not_the_shorter_one_too(directory: Directory) -> None:
    assert named(directory, "Nedre Nes", "nes nedre") == {"Nedre Nes": {"nedre-nes"}, "nes nedre": ALL}


def test_several_places_in_one_question_all_count(directory: Directory) -> None:
    asked = {
        "fjordby nedre nes": {"fjordby", "nedre-nes"}, "9970 9983": {"fjordby", "nes-f"},
        "gruppe 9987 bygda": {"nes-s", "bygda", "bygda-f"},
    }  # fmt: skip
    assert named(directory, *asked) == asked
    first = found(directory, ["fjordby nedre nes"])["fjordby nedre nes"]
    assert first[:2] == ["kommune/fjordby/", "kommune/nedre-nes/"]
    assert {"tilbud/kafe/", "tilbud/n/"} <= set(first)


def test_words_between_postcodes_only_join_them(directory: Directory) -> None:
    asked = {"9971 og 9986": {"fjordby", "nes-s"}, "fra 9981 til 9984": {"nes-f"}, "i 9986": {"nes-s"}}
    assert named(directory, *asked) == asked
    first = found(directory, [*asked, "her og nå 9971"])
    assert first["9971 og 9986"][:2] == ["kommune/fjordby/", "kommune/nes-s/"]
    assert {"tilbud/kafe/", "tilbud/s/"} <= set(first["9971 og 9986"])
    assert first["fra 9981 til 9984"]
    assert first["i 9986"]
    assert first["her og nå 9971"][0] == "tilbud/her/", "other small words are looked for there"


def test_the_postcode_of_an_address_says_which_one_of_a_name(directory: Directory) -> None:
    asked = {
        "9987 Nes": {"nes-s"}, "9981 nes": {"nes-f"}, "Nes 9985": {"nes-f", "nes-s"}, "korgruppe 9986 Nes": {"nes-s"},
        "9971 Nes": {"fjordby", *ALL}, "9981 Nes Østfold": {"nes-f", "nes-o"},
    }  # fmt: skip
    assert named(directory, *asked) == asked
    assert found(directory, ["9987 Nes"])["9987 Nes"][:2] == ["kommune/nes-s/", "tilbud/s/"]


def test_a_municipality_that_is_no_more_leads_to_those_that_it_became(directory: Directory) -> None:
    """Also through another merged municipality, and where that was divided."""
    asked = ("Gammelvik", "gammelvik", "Mellomvik", "9961", "9960", "gruppe Mellomvik")
    assert named(directory, *asked) == {text: {"fjordby", "nes-s"} for text in asked}
    first = found(directory, asked)
    for text in asked[:5]:
        assert first[text][:2] == ["kommune/fjordby/", "kommune/nes-s/"], text
    assert first["Gammelvik"][2] == "tilbud/minne/", "what is called so is found too"
    there = {f"tilbud/{id_}/" for id_, text in FILES_OF_OFFERS if "coverage: fjordby\n" in text or "nes-s" in text}
    assert first["gruppe Mellomvik"][0] in {*there, "tilbud/kafe/"}


def test_a_postcode_in_two_municipalities_leads_to_both(directory: Directory) -> None:
    asked = {"9985": {"nes-f", "nes-s"}, "99 85": {"nes-f", "nes-s"}, "9984": {"nes-f"}, "9986": {"nes-s"}}
    assert named(directory, *asked) == asked
    assert {"tilbud/f/", "tilbud/s/"} <= set(found(directory, ["9985"])["9985"])


def test_a_number_that_is_a_postcode_and_stands_in_a_title_gives_both(directory: Directory) -> None:
    first = found(directory, ["1984", "i 1984", "1983", "landsmøtet 1984", "landsmøte i 1984", "kafe 1984"])
    for text in ("1984", "i 1984"):
        assert first[text][:2] == ["kommune/fjordby/", "tilbud/aar/"], text
        assert "tilbud/kafe/" in first[text]
    assert "tilbud/aar/" not in first["1983"]
    assert first["landsmøtet 1984"][0] == first["landsmøte i 1984"][0] == "tilbud/aar/"
    assert first["kafe 1984"][0] == "tilbud/kafe/"
    assert "tilbud/aar/" in first["kafe 1984"]


SMALL = {
    "Her og nå": "her", "her og nå": "her", "HER OG NÅ": "her", "her nå": "her", "Hva med meg": "hva",
    "hva med meg?": "hva", "Oss": "oss", "oss": "oss", "X": "x", "x": "x", "B": "b", "b": "b", "vitamin b": "b",
    "Vitamin B": "b",
    "H.U.S.": "dotted", "h.u.s": "dotted", "HUS": "dotted", "H U S": "dotted", "treff for H.U.S.": "dotted",
    "IS": "ms", "is": "ms", "IS-klubben": "ms", "is-klubben": "ms", "AV": "ms", "ME": "ms", "me": "ms",
    "barn med AV": "ms", "M.E.": "ms",
}  # fmt: skip


def test_small_words_and_abbreviations_are_found(directory: Directory) -> None:
    first = {text: hits[:1] for text, hits in found(directory, list(SMALL)).items()}
    assert first == {text: [f"tilbud/{id_}/"] for text, id_ in SMALL.items()}


def test_a_question_from_a_pdf_has_letters_in_one_sign(directory: Directory) -> None:
    first = found(directory, ["\ufb02åtetreff", "\ufb02åtetre\ufb00", "flåtetreff"])
    assert {hits[0] for hits in first.values()} == {"tilbud/fl/"}


def test_small_words_alone_find_nothing_else(directory: Directory) -> None:
    first = found(directory, ["hva gjør jeg", "jeg", "å", "i", "hvem", "klubben med"])
    assert [text for text, hits in first.items() if hits] == ["klubben med"]


def test_what_is_offered_leads_to_something(directory: Directory) -> None:
    asked = ("luft", "luftput", "luftputer", "basseng", "bassenget", "isba", "isbading", "isbadin", "gru", "kaf")
    for text, one in zip(asked, answers(directory, asked), strict=True):
        offered = [*one["offered"], *one["near"]]
        assert text not in [word.casefold() for word in offered]
        leads = found(directory, offered) if offered else {}
        assert [word for word, hits in leads.items() if not hits] == [], text
        assert not one["changed"] or one["found"], "nothing is taken for a word that leads nowhere"
    assert answers(directory, ["gru", "kaf"])[0]["offered"]


def test_a_name_that_several_have_is_offered_with_the_county_of_each(directory: Directory) -> None:
    short, longer = answers(directory, ["ne", "kafe nedre ne"])
    assert {"Nes (Fjordland)", "Nes (Sørlandet)", "Nes (Østfold)"} <= set(short["offered"])
    assert not any("(" in text for text in longer["offered"])
