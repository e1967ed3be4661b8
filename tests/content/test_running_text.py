"""Running text as HTML: lists, tables, paragraphs and links as they were meant, numbers as they are written."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser

from veiviser.content.dialect import Dialect
from veiviser.content.html import plain_text, to_html
from veiviser.content.limits import excess


def outline(text: str) -> str:
    """A page's HTML in short: `|` between blocks, `/` for a kept line break, lists in brackets."""
    html = " ".join(to_html(text).split())
    for tag, sign in (("<br>", "/"), ("<ul>", "["), ("</ul>", "]"), ("<ol>", "1["), ("</ol>", "]"), ("<li>", "- "),
                      ("<blockquote>", "“"), ("</blockquote>", "”"), ("</p> ", "|"), ("</p>", "|")):  # fmt: skip
        html = html.replace(tag, sign)
    body = LexborHTMLParser(html).body
    assert body is not None
    return " ".join(body.text().replace("|", " | ").split()).strip(" |")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5. mars\n12. mars\n19. mars", "5. mars/ 12. mars/ 19. mars"),
        ("23. juni er det fest.\n\n1. juli er det ferie.", "23. juni er det fest. | 1. juli er det ferie."),
        ("1. august åpner vi.\n\n1. oktober stenger vi.", "1. august åpner vi. | 1. oktober stenger vi."),
        ("> 17. mai\n> 16. mai", "“ 17. mai/ 16. mai | ”"),
        ("- 2. juledag: åpent\n- 1. juledag: stengt", "[ - 2. juledag: åpent - 1. juledag: stengt ]"),
        ("- Jul:\n  3. juledag\n  4. juledag\n- Påske", "[ - Jul:/ 3. juledag/ 4. juledag - Påske ]"),
        ("5. trinn\n7. trinn", "5. trinn/ 7. trinn"),
        ("Tlf: 22 22 22 22\nE-post: post@vik.no\nNett: vik.no", "Tlf: 22 22 22 22/ E-post: post@vik.no/ Nett: vik.no"),
        ("1998. Huset ble bygd.\n2011. Det brant.", "1998. Huset ble bygd./ 2011. Det brant."),
        ("3. etasje har heis.", "3. etasje har heis."),
        ("    9. april\n    30. april", "9. april/ 30. april"),
        ("\t9. april", "9. april"),
        ("Vi har åpent\n4) fire dager\n9) ni dager", "Vi har åpent/ 4) fire dager/ 9) ni dager"),
        ("01. mars\n02. mars", "01. mars/ 02. mars"),
        ("1. april\n2. april", "1. april/ 2. april"),
        ("1. 4. 2027\n2. 5. 2027", "1. 4. 2027/ 2. 5. 2027"),
        ("6. - 8. mai\n13. - 15. mai", "6. - 8. mai/ 13. - 15. mai"),
        (r"1\. Ring" + "\n" + r"1\. Ring igjen", "1. Ring/ 1. Ring igjen"),
        ("**5. mars** stengt\n**12. mars** åpent", "5. mars stengt/ 12. mars åpent"),
        ("1. Ring\n2. Kom\n\n30. april er siste dag.", "1[ - Ring - Kom ] 30. april er siste dag."),
        ("1. En\n2. To\n\n1. En til\n2. To til", "1[ - En - To ] 1[ - En til - To til ]"),
        ("1. Ring\n2. Kom på 3. time\n3. Spis", "1[ - Ring - Kom på 3. time - Spis ]"),
        ("1. Ring\n   31. mai er fristen.\n2. Kom", "1[ - Ring 31. mai er fristen. - Kom ]"),
        ("1) Ring\n2) Kom", "1[ - Ring - Kom ]"),
        ("7. Sju\n7. Sju til", "7. Sju/ 7. Sju til"),
        ("1. a\n1. b\n2. c\n    1. d\n   1. e\n   2. f", "1. a | 1[ - b - c | 1. d | 1[ - e - f ] ]"),
        ("2. ## Kom\n   nå\n5. mai", "2. | Kom nå | 5. mai"),
        ("3.\n\n8.", "3. | 8."),
        ("2. Kom\n   - med kake\n4. Gå", "2. Kom | [ - med kake ] 4. Gå"),
    ],
)
def test_a_number_is_the_one_that_is_written(text: str, shown: str) -> None:
    assert outline(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vi møtes\n5. mars\n12. mars", "Vi møtes/ 5. mars/ 12. mars"),
        ("Vi har bare fri den\n17. mai og\nellers aldri.", "Vi har bare fri den 17. mai og ellers aldri."),
        ("Vi har bare fri den\n1. mai og\nellers aldri.", "Vi har bare fri den 1. mai og ellers aldri."),
        ("Fristen er:\n17. mai", "Fristen er:/ 17. mai"),
        ("09.00 Kaffe\n10.30 Samtale\nVelkommen!", "09.00 Kaffe/ 10.30 Samtale/ Velkommen!"),
        ("Torsdager kl. 9\nFredager kl. 10", "Torsdager kl. 9/ Fredager kl. 10"),
        ("5.\u00a0mars\n12.\u00a0mars", "5. mars/ 12. mars"),
        ("Kurs\tPris\nEtt\t100", "Kurs Pris/ Ett 100"),
        ("Tid: onsdager\nSted: låven", "Tid: onsdager/ Sted: låven"),
        ("a) te\nb) saft", "a) te/ b) saft"),
        ("(3) te\n(4) saft", "(3) te/ (4) saft"),
        ("~~6. juni~~\n13. juni", "6. juni/ 13. juni"),
        ("[6. juni](/kalender/)\n[13. juni](/kalender/)", "6. juni/ 13. juni"),
        ("Ons 6. juni\nTors. 7. juni", "Ons 6. juni/ Tors. 7. juni"),
        ("Man må ringe, og så må\nman komme.", "Man må ringe, og så må man komme."),
        ("c. te\nd. saft", "c. te/ d. saft"),
        ("IV. te\nV. saft", "IV. te/ V. saft"),
        ("\u2010 te\n\u2010 saft", "\u2010 te/ \u2010 saft"),
        ("› te\n› saft", "› te/ › saft"),
        ("Ring (helst før\n12) og si\n(litt) om deg.", "Ring (helst før 12) og si (litt) om deg."),
        ("– Det hjalp, sier en far.\n– Kom, sier en mor.", "– Det hjalp, sier en far./ – Kom, sier en mor."),
        ("Setninger går\nover flere linjer\nsom ellers.", "Setninger går over flere linjer som ellers."),
        ("Ring\n22 22 22 22 når du vil.", "Ring 22 22 22 22 når du vil."),
    ],
)
def test_lines_that_begin_as_lists_do_are_kept_and_sentences_go_on(text: str, shown: str) -> None:
    assert outline(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- Tur\n  - ski\n  - sko\n- Kaffe", "[ - Tur [ - ski - sko ] - Kaffe ]"),
        ("1. Ring:\n   - dagtid\n   - kveld\n2. Kom", "1[ - Ring: [ - dagtid - kveld ] - Kom ]"),
        ("1. Ring:\n  - dagtid\n  - kveld\n2. Kom", "1[ - Ring: [ - dagtid - kveld ] - Kom ]"),
        (
            "10. x\n\n1. Ring:\n  - dagtid\n    - før tolv\n  - kveld\n\n  Vi svarer.\n2. Kom",
            "10. x | 1[ - Ring: | [ - dagtid [ - før tolv ] - kveld ] Vi svarer. | - Kom | ]",
        ),
        ("24. juni\n  - bål\n30. juni", "24. juni | [ - bål ] 30. juni"),
        ("> 1. Ring:\n>   - dagtid\n> 2. Kom", "“ 1[ - Ring: [ - dagtid ] - Kom ] ”"),
        ("Ta med\n- ski\n- sko", "Ta med | [ - ski - sko ]"),
        ("Ta med:\n    - ski\n    - sko", "Ta med: | [ - ski - sko ]"),
        ("Gjør slik:\n1. Ring\n2. Kom", "Gjør slik: | 1[ - Ring - Kom ]"),
        ("• ski\n• sko", "[ - ski - sko ]"),
        ("Ta med:\n·\tski\n·\tsko\n\nVel møtt", "Ta med: | [ - ski - sko ] Vel møtt"),
        ("▪ ski\n▪ sko", "[ - ski - sko ]"),
        ("\uf0b7\u00a0ski\n\uf0b7\u00a0sko", "[ - ski - sko ]"),
        ("• ski\n   o korte\n   o lange\n• sko", "[ - ski [ - korte - lange ] - sko ]"),
        ("– ski\n– sko", "[ - ski - sko ]"),
        ("Pakk:\no ski\no sko\no staver", "Pakk: | [ - ski - sko - staver ]"),
        ("> o ski\n> o sko", "“ [ - ski - sko ] ”"),
        ("Vi sang\no jul\nog mer.", "Vi sang o jul og mer."),
        ("Ta med:\n— ski og\n  staver\n— sko", "Ta med: | [ - ski og staver - sko ]"),
        ("-\u00a0ski\n-\u00a0sko", "[ - ski - sko ]"),
        ("1.\u00a0Ring\n2.\u00a0Kom", "1[ - Ring - Kom ]"),
        ("> • ski\n> • sko", "“ [ - ski - sko ] ”"),
        ("Vi går – med ski\nog staver – hver dag.", "Vi går – med ski og staver – hver dag."),
        ("• ski\n- sko", "[ - ski - sko ]"),
    ],
)
def test_lists_are_what_was_meant(text: str, shown: str) -> None:
    assert outline(text) == shown


def test_a_table_may_stand_right_below_a_line_and_ends_where_its_rows_do() -> None:
    html = to_html("Pris:\n| Kurs | Pris |\n|---|---:|\n| Ett | 100 |\n| To | 180 |\nVelkommen!")
    assert html.startswith("<p>Pris:</p>\n<div")
    assert html.count("<tr>") == 3
    assert html.endswith("<p>Velkommen!</p>")
    assert 'style="text-align: right;"' in html


@pytest.mark.parametrize("indented", ["\tVi møtes.\n\tKom.", "    Vi møtes.\n    Kom.", "\n      Vi møtes.\n\n\tKom."])
def test_an_indented_paragraph_is_a_paragraph(indented: str) -> None:
    assert "<p>Vi møtes." in to_html(indented)
    assert "<pre" not in to_html(indented)


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("Meld deg på: https://example.org/tur.", "https://example.org/tur", "https://example.org/tur"),
        ("(https://example.org/tur_(ny))", "https://example.org/tur_(ny)", "https://example.org/tur_(ny)"),
        ("Se www.example.org!", "https://www.example.org", "www.example.org"),
        ("https://example.org/?a=1&b=2, og mer", "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("**https://example.org/**", "https://example.org/", "https://example.org/"),
        ("Skriv til post@example.org.", "mailto:post@example.org", "post@example.org"),
        ("- kari.nord-mann@tur.example.org", "mailto:kari.nord-mann@tur.example.org", "kari.nord-mann@tur.example.org"),
        ("«HTTPS://EXAMPLE.ORG/A»", "HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("https://example.org/å/ø", "https://example.org/å/ø", "https://example.org/å/ø"),
        ("https://example.org/a_b_c og *mer*", "https://example.org/a_b_c", "https://example.org/a_b_c"),
    ],
)
def test_an_address_without_brackets_is_a_link_without_the_signs_of_the_sentence(
    text: str, href: str, shown: str
) -> None:
    (link,) = LexborHTMLParser(to_html(text)).css("a")
    assert (link.attributes["href"], link.text()) == (href, shown)


@pytest.mark.parametrize("address", ["side=1&region=vik&param=2&lt=3", "q=1&notat=2&quot", "a=1&order=2&degree=3"])
@pytest.mark.parametrize("text", ["{}", "<{}>", "[]({})", "<div><{}></div>"])
def test_what_stands_behind_an_ampersand_is_a_part_of_the_address(text: str, address: str) -> None:
    whole = f"https://example.org/?{address}"
    (link,) = LexborHTMLParser(to_html(text.format(whole))).css("a")
    assert (link.attributes["href"], link.text()) == (whole, whole)


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org` og `a@example.org`",
        "```\nhttps://example.org\n```",
        "@example og a@b, https:// og www.",
        "xhttps://example.org",
    ],
)
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert "<a" not in to_html(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("[](https://vik.no/a)", "https://vik.no/a"), ("Se [ ](/ordbok/)", "Se /ordbok/"), ("[](tel:04700)", "04700")],
)
def test_a_link_without_words_shows_where_it_leads(text: str, shown: str) -> None:
    assert plain_text(text) == shown


def test_a_link_holds_no_other() -> None:
    assert to_html("[https://example.org/a](https://example.org/b)").count("<a") == 1
    assert to_html('<a href="https://example.org/b">https://example.org/a</a>').count("<a") == 1
    assert to_html("<https://example.org/a> <a@example.org>").count("<a") == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Meld deg på:\n\n[Skjema]: https://example.org/skjema", "Meld deg på: [Skjema]: https://example.org/skjema"),
        ("[NB]: Fullt\n[Info]: Utsatt\n\nHei", "[NB]: Fullt [Info]: Utsatt Hei"),
        ("> [NB]: Fullt", "[NB]: Fullt"),
        ("Se [kartet].\n\n[kartet]: /kart/\n[kartet]: /annet/", "Se kartet. [kartet]: /annet/"),
        ("Se [kartet][1].\n\n[1]: /kart/ 'Kart'", "Se kartet."),
    ],
)
def test_no_line_vanishes(text: str, shown: str) -> None:
    assert plain_text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. Ring\n2. Kom\n   - med kake", "1. Ring 2. Kom med kake"),
        ("31. mai stenger vi.\n\n30. juni åpner vi.", "31. mai stenger vi. 30. juni åpner vi."),
        ("- a\n\n1. b\n2. c\n\n- d", "a 1. b 2. c d"),
        ("<ol start='4'><li>fire</li><li>fem</li></ol>", "4. fire 5. fem"),
        ("1. a\n   1. b\n   2. c\n2. d", "1. a 1. b 2. c 2. d"),
        ("**Hel**hjertet, *ja*, [takk](/x/).", "Helhjertet, ja, takk."),
        ("5. mars\n12. mars", "5. mars 12. mars"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("~~Onsdag~~ torsdag", "Onsdag torsdag"),
    ],
)
def test_the_search_reads_the_numbers_too(text: str, shown: str) -> None:
    assert plain_text(text) == shown


@pytest.mark.parametrize("tag", ["<br>", "<b>Nå</b>", "<span>Nå</span>"])
def test_a_tag_within_a_text_ends_no_markdown(tag: str) -> None:
    assert "<strong>fet</strong>" in to_html(f"{tag}\n5. mars er **fet**\n12. mars")
    assert "<br>\n12. mars" in to_html(f"{tag}\n5. mars er **fet**\n12. mars")


def test_what_is_struck_out_is_shown_so() -> None:
    assert to_html("~~Onsdag~~ torsdag, ca. ~20 stykker") == "<p><s>Onsdag</s> torsdag, ca. ~20 stykker</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Medlem*, barn*, student*: 50 kr", "Medlem*, barn*, student*: 50 kr"),
        ("*kursiv*, og **fet**.", "<em>kursiv</em>, og <strong>fet</strong>."),
        ("tur*gå*er", "tur<em>gå</em>er"),
        (r"\*ikke kursiv\* \& \<b>", "*ikke kursiv* &amp; &lt;b&gt;"),
        ("Skriv <under.her>", "Skriv &lt;under.her&gt;"),
        ("![Hus][h] [er][k]\n\n[h]: /h\n[k]: /k", '<img alt="Hus" src="/h"> <a href="/k" rel="noopener">er</a>'),
        ("<o:p></o:p>Kom", "Kom"),
    ],
)  # fmt: skip
def test_signs_within_a_line_are_those_of_the_hosts(text: str, shown: str) -> None:
    assert to_html(text) == f"<p>{shown}</p>"


@pytest.mark.parametrize("text", ["5*3*2", "Rommet er 4*3*2,5 m.", "*8*7", "12**30**4"])
def test_figures_with_stars_between_them_are_not_run_together(text: str) -> None:
    """Code hosts do run them together, and nobody sees what was written."""
    assert to_html(text) == f"<p>{text}</p>"
    assert plain_text(text) == text


def test_a_cell_may_hold_an_escaped_sign_of_tables() -> None:
    assert "<td><code>x | y</code></td>" in to_html("| a | b |\n|---|---|\n| `x \\| y` | c |")


def test_a_text_leaves_nothing_behind_for_the_next() -> None:
    plain = "Se [kartet] og post@example.org."
    before = to_html(plain)
    to_html('<a href="/x/">post@example.org [kartet]\n\n[kartet]: /kart/')
    assert to_html(f"{plain} ") == before


def test_a_definition_is_one_wherever_it_stands() -> None:
    assert 'href="/kart/"' in to_html("> Se [kartet].\n>\n> [kartet]: /kart/")


def test_headings_begin_at_the_second_level_and_their_ids_at_words() -> None:
    html = to_html("# Første\n\n### Andre *gang*\n\n# Første")
    assert (
        html
        == '<h2 id="første">Første</h2>\n<h3 id="andre-gang">Andre <em>gang</em></h3>\n<h2 id="første_1">Første</h2>'
    )


def test_a_picture_from_elsewhere_becomes_a_link() -> None:
    assert to_html("![Kart](https://example.org/k.png)") == (
        '<p><a href="https://example.org/k.png" rel="noopener">Kart</a></p>'
    )


def test_what_lies_deep_is_shown_or_refused() -> None:
    def deep(levels: int) -> str:
        return "\n".join(f"{'  ' * level}- punkt {level}" for level in range(levels))

    assert excess(deep(20)) is None
    assert plain_text(deep(20)).endswith("punkt 19")
    assert excess(deep(21)) is not None
    assert excess("\n".join(["- > 1. a", "- b", "  - c", "- d"] * 30)) is None
    assert excess("\n".join(f"{'       ' * level}- 1. - x" for level in range(8))) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Meld deg på\n<https://example.org/2027/14>\nfør jul", "Meld deg på https://example.org/2027/14 før jul"),
        ("<ul><li>Skriv</li></ul>\n<post12@example.org>", "Skriv post12@example.org"),
        ("<div>Ring <tel:55000013></div>", "Ring tel:55000013"),
        ("<div>3. juni</div><div>4. juni</div>", "3. juni 4. juni"),
        ("Åpent <section>17</section><section>18</section>", "Åpent 17 18"),
        ("<details><summary>Pris</summary>50</details>", "Pris 50"),
    ],
)
def test_what_stands_in_html_stays_apart_and_its_addresses_are_shown(text: str, words: str) -> None:
    assert plain_text(text) == words
    body = LexborHTMLParser(to_html(text)).body
    assert body is not None
    assert " ".join(body.text(separator=" ").split()) == words


def test_an_address_in_a_remark_of_html_stays_hidden() -> None:
    assert "example" not in to_html("<div><!-- <https://example.org/> --></div>")


@pytest.mark.parametrize("raised", [KeyboardInterrupt, ZeroDivisionError])
def test_what_breaks_off_the_work_on_an_address_breaks_off_all_of_it(raised: type[BaseException]) -> None:
    def broken(_address: str) -> str:
        raise raised

    with pytest.raises(raised):
        to_html("[Gulhuset](/sted/gulhuset/) og [brua](/sted/brua/)", broken)


def test_threads_that_read_texts_at_the_same_time_get_what_each_text_says() -> None:
    """A page is rendered for a browser while a save is checked."""
    texts = [f"## Uke {number}\n\n- *Mandag* {number}\n- [nr. {number}](/side{number}/)\n" for number in range(60)]
    alone, dialect = Dialect(), Dialect()
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(dialect.html, texts * 3))
    finally:
        sys.setswitchinterval(before)
    assert together == [alone.html(text) for text in texts] * 3
