"""Hostile content is refused at its position, or shown on the page as plain text."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Page

from tests.hostile.hostile_root import EVIL, Hostile, everywhere, gathered, payloads, settled, somewhere
from tests.support.built import Site, once, served
from tests.support.said import listed
from tests.support.tiers import exhaustive
from tools.browser import new_context
from tools.day import TODAY
from veiviser.build.pipeline import Options, load
from veiviser.cli.main import main
from veiviser.content.markup import ALLOWED, ALLOWED_ANYWHERE
from veiviser.problems.problem import FORMATS, Problem

AUDIT = """() => {
  const count = (selector) => document.querySelectorAll(selector).length;
  const pairs = new Set();
  for (const element of document.querySelectorAll('*')) {
    pairs.add(element.localName + ' ' + element.namespaceURI.slice(-5));
    for (const name of element.getAttributeNames()) pairs.add(element.localName + '[' + name + ']');
    if (element.hasAttribute('style')) pairs.add('style ' + element.getAttribute('style'));
  }
  return {
    frame: ['html', 'head', 'body', 'title', 'main', 'h1', 'body > header', 'body > footer'].map(count),
    body: [...document.body.children].map((element) => element.localName),
    pairs: [...pairs],
    links: [...document.querySelectorAll('a[href]')].map((link) => [link.protocol, link.href]),
    loads: [...document.querySelectorAll('[src], link[rel=stylesheet], form')]
      .map((element) => element.src || element.href || element.action).filter((address) => typeof address === 'string'),
    text: document.querySelector('h1').textContent,
  };
}"""
HOOK = """
  Object.defineProperty(window, '__xss', { set(value) { fired(String(value)); } });
"""


@dataclass
class Told:
    """The problems reported for all payloads, and the site built from those that were accepted."""

    injections: int
    refused: int
    problems: list[Problem]
    built: Hostile
    out: Path


def problems_of(root: Path) -> tuple[Problem, ...]:
    return load(Options(root=root, today=TODAY)).problems


# The number of records of each kind; None is one for each payload, with it in all fields.
AMOUNTS: dict[str, int | None] = {"some": 12, "all": None}
HERE = "tests/hostile/test_hostile.py"
EACH = [
    "some",
    pytest.param("all", marks=exhaustive(
        f"{HERE}::test_what_is_refused_is_refused_at_its_place[some]",
        f"{HERE}::test_feeds_and_open_data_still_parse[some]",
        f"{HERE}::test_no_path_leads_out_of_the_site[some]",
    )),
]  # fmt: skip
SHARES = 4


@pytest.fixture(scope="module", params=EACH)
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    return outcome_of(request.param, tmp_path_factory)


def outcome_of(amount: str, factory: pytest.TempPathFactory) -> Told:
    return once(f"hostile-{amount}", factory, lambda folder: check_and_build(folder, AMOUNTS[amount]))


def check_and_build(folder: Path, records: int | None) -> Told:
    """Tries every payload in every field, or in some of them, and builds one site from those that are accepted."""
    tried = everywhere(folder / "tried") if records is None else somewhere(folder / "tried", records)
    injections = len(tried.values)
    problems = settled(tried, lambda: problems_of(tried.root))
    built = gathered(tried, folder / "built")
    settled(built, lambda: problems_of(built.root))
    assert not built.refused
    result = run("build", built.root, "--jobs", "1")
    assert result.exit_code == 0, result.output[-2000:]
    return Told(injections, len(tried.refused), problems, built, built.root / "site")


def run(command: str, root: Path, *options: str) -> Result:
    arguments = [command, "--root", str(root), "--today", TODAY.isoformat(), *options]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_the_table_is_long_enough() -> None:
    table = payloads()
    assert len(table) >= 60
    assert len({payload.about for payload in table}) == len(table)


def test_what_is_refused_is_refused_at_its_place(outcome: Told) -> None:
    assert outcome.injections // 4 < outcome.refused < outcome.injections * 3 // 4, "much of it is text like any other"
    assert {problem.severity for problem in outcome.problems} == {"error", "warning"}


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_problem_forges_a_line_of_the_report(form: str, tmp_path: Path) -> None:
    tried = everywhere(tmp_path)
    tried.values = {place: value for place, value in tried.values.items() if place[1] % 6 == 1}
    tried.write()
    output = run("check", tmp_path, "--format", form).output
    assert "\x1b" not in output
    assert "\u202e" not in output
    if form in ("json", "gitlab"):
        assert len(json.loads(output)) > 100
    elif form == "github":
        assert {line.partition(" ")[0] for line in output.splitlines()} <= {"::error", "::warning"}
    else:
        lines = listed(output).split("\n")[:-1]
        assert len(lines) > 100
        assert all(re.match(r"content/\S+:\d+:\d+: (error|warning)\[[a-z0-9-]+\]: ", line) for line in lines)


def test_whole_documents_are_refused_at_a_line_they_have(tmp_path: Path) -> None:
    root = everywhere(tmp_path)
    root.values.clear()
    root.write()
    held = {}
    for payload in payloads():
        for path, text in {
            f"content/offers/d{payload.number}.md": f"---\n{payload.document}\n---\n\nTekst.\n",
            f"content/contacts/d{payload.number}.yaml": f"{payload.document}\n",
        }.items():
            if payload.document:
                held[path] = len(text.split("\n"))
                (tmp_path / path).write_text(text, "utf-8")
    errors = [problem for problem in problems_of(tmp_path) if problem.severity == "error"]
    assert {problem.mark.path for problem in errors} == set(held)
    assert all(1 <= problem.mark.line <= held[problem.mark.path] for problem in errors)


def test_names_of_files_are_refused(tmp_path: Path) -> None:
    root = everywhere(tmp_path)
    root.values.clear()
    root.write()
    named = [payload.name for payload in payloads() if payload.name]
    for name in named:
        (tmp_path / f"content/offers/{name.replace('/', '-')}.md").write_text("---\ntitle: x\n---\n")
    (tmp_path / "content" / "pages" / (b"\xff\xfe.md").decode("utf-8", "surrogateescape")).write_text(
        "---\ntitle: x\n---\n"
    )
    for form in FORMATS:
        result = run("check", tmp_path, "--format", form)
        assert result.exit_code == 1
        assert result.output.isprintable() or "\x1b" not in result.output
    refused = [problem for problem in problems_of(tmp_path) if problem.code == "bad-id"]
    assert len(refused) == len(named) + 1


def test_links_out_of_the_sources_are_not_followed(tmp_path: Path) -> None:
    root = everywhere(tmp_path / "root")
    root.values.clear()
    root.write()
    secret = tmp_path / "secret"
    (secret / "assets").mkdir(parents=True)
    for name in ("om.md", "navn.yaml", "assets/noekkel.txt"):
        (secret / name).write_text("---\ntitle: hemmelig\n---\n\nhemmelig\n")
    linked = {
        "content/pages/om.md": secret / "om.md",
        "content/contacts/mappe": secret,
        "content/contacts/navn.yaml": secret / "navn.yaml",
        "content/places/ring.yaml": Path("ring.yaml"),
        "content/pages/konfig.md": Path("../../.git/config"),
        "templates/assets/noekkel.txt": secret / "assets" / "noekkel.txt",
        "templates/pages": secret,
    }
    for path, target in linked.items():
        (root.root / path).parent.mkdir(parents=True, exist_ok=True)
        (root.root / path).symlink_to(target)
    result = run("build", root.root, "--lang", "en")
    assert result.exit_code == 1
    assert "hemmelig" not in result.output
    found = {problem.mark.path: problem.code for problem in problems_of(root.root) if problem.severity == "error"}
    assert found == {path: "unreadable-file" if "ring" in path else "linked-file" for path in linked}
    assert not (root.root / "site").exists()


def live(page: Page, fired: list[str], asked: list[str], address: str) -> list[str]:
    """The scripts that ran, and the requests to other hosts, since the page was opened."""
    return [f"ran {value}" for value in fired] + [
        f"asked {url}" for url in asked if not url.startswith((address, "data:"))
    ]


DRAWN = {"svg", "path", "g", "rect", "circle", "use", "title"}


def known_pairs(example: Site) -> set[str]:
    """The elements and attributes that our own pages use, and those allowed in running text."""
    found = {f"{tag}[{name}]" for tag, names in ALLOWED.items() for name in (*names, *ALLOWED_ANYWHERE, "rel")}
    found |= {f"{tag} xhtml" for tag in ALLOWED} | {
        f"style text-align: {side};" for side in ("left", "right", "center")
    }
    for _, page in example.pages():
        for element in page.css("*"):
            found |= (
                {f"{element.tag} xhtml", f"{element.tag} 0/svg"} if element.tag in DRAWN else {f"{element.tag} xhtml"}
            )
            found |= {f"{element.tag}[{name}]" for name in element.attributes}
    return found


@pytest.mark.parametrize(
    ("amount", "share"),
    [
        ("some", 0),
        *(
            pytest.param("all", share, marks=exhaustive(f"{HERE}::test_no_page_runs_asks_or_breaks[some-0]"))
            for share in range(SHARES)
        ),
    ],
)
def test_no_page_runs_asks_or_breaks(
    amount: str, share: int, tmp_path_factory: pytest.TempPathFactory, example: Site, browser: Browser
) -> None:
    """The pages' content security policy is switched off, since it would hide what it blocks."""
    outcome = outcome_of(amount, tmp_path_factory)
    # Added by scripts: past dates, today, and choices without results.
    known = known_pairs(example) | {"td[class]", "td[aria-current]", "label[hidden]", "a[aria-describedby]"}
    faults: list[str] = []
    titles = {
        place[1]: str(v) for place, v in outcome.built.values.items() if place[0] == "offers" and place[2] == "title"
    }
    with served(outcome.out) as host:
        context = new_context(browser, bypass_csp=True, service_workers="block")
        fired: list[str] = []
        asked: list[str] = []
        context.expose_binding("fired", lambda _source, value: fired.append(value))
        context.add_init_script(HOOK)
        context.on("request", lambda request: asked.append(request.url))
        context.on("dialog", lambda dialog: fired.append(f"dialog {dialog.message}"))
        context.on("dialog", lambda dialog: dialog.dismiss())
        page = context.new_page()
        page.on("popup", lambda popup: fired.append(f"popup {popup.url}"))
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        seen = 0
        for name in alternating_pages(outcome.out)[share :: SHARES if amount == "all" else 1]:
            page.goto(host.address + name)
            seen += 1
            found = page.evaluate(AUDIT)
            faults += [f"{name}: {one}" for one in live(page, fired, asked, host.address)]
            faults += [f"{name}: {one}" for one in faults_in(found, known, host.address)]
            number = re.fullmatch(r"tilbud/offers-(\d+)/index.html", name)
            if number and int(number[1]) in titles:
                assert words(found["text"]) == words(titles[int(number[1])]), "a text is shown as it was written"
            fired.clear()
            asked.clear()
        page.goto(f"{host.address}sok/#q=kanari")
        page.wait_for_function("document.querySelectorAll('[data-results] > li').length >= 4")
        faults += live(page, fired, asked, host.address) + faults_in(page.evaluate(AUDIT), known, host.address)
        context.close()
    print(f"{outcome.injections:,} injections, {outcome.refused:,} refused, {seen:,} pages, {len(faults)} live")
    assert seen > 90
    assert faults == []


def alternating_pages(out: Path) -> list[str]:
    """Every page, alternating between the two languages: each text of a record is in both."""
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.html"))
    pages = [name for name in names if not name.startswith("nn/")]
    return [f"nn/{name}" if at % 2 and (out / "nn" / name).exists() else name for at, name in enumerate(pages)]


def words(text: str) -> str:
    return " ".join(text.split())


def faults_in(found: Mapping[str, list[Any]], known: set[str], address: str) -> list[str]:
    faults: list[str] = []
    if found["frame"] != [1] * 8:
        faults.append(f"frame {found['frame']}")
    if found["body"][-3:] != ["header", "main", "footer"] or not {*found["body"][:-3]} <= {"a", "nav"}:
        faults.append(f"body {found['body']}")
    faults += [f"a stranger: {pair}" for pair in found["pairs"] if pair not in known]
    faults += [f"leads to {href}" for protocol, href in found["links"] if protocol not in OUTWARD]
    faults += [f"loads {source}" for source in found["loads"] if not source.startswith((address, "data:image/"))]
    return faults


OUTWARD = {"http:", "https:", "mailto:", "sms:", "tel:"}


def test_the_net_holds_what_it_is_to_catch(browser: Browser, tmp_path: Path, example: Site) -> None:
    """On a page where payloads do run, each of the checks above finds them."""
    evil = "".join(payload.text for payload in payloads() if payload.about in ("an image that fails", "another base"))
    frame = example.text("om/index.html") if (example.out / "om/index.html").exists() else example.text("index.html")
    (tmp_path / "404.html").write_text("")
    (tmp_path / "index.html").write_text(frame.replace("</main>", f"{evil}</main><img src='{EVIL}/x.png'>"), "utf-8")
    with served(tmp_path) as host:
        context = new_context(browser, bypass_csp=True)
        fired: list[str] = []
        asked: list[str] = []
        context.expose_binding("fired", lambda _source, value: fired.append(value))
        context.add_init_script(HOOK)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(host.address)
        page.wait_for_timeout(200)
        found = "\n".join(
            [
                *live(page, fired, asked, host.address),
                *faults_in(page.evaluate(AUDIT), known_pairs(example), host.address),
            ]
        )
        context.close()
    for what in ("ran ", f"asked {EVIL}", "a stranger: img[onerror]", "body ", "loads "):
        assert what in found


def test_feeds_and_open_data_still_parse(outcome: Told) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(path for path in outcome.out.rglob("*") if path.is_file()):
        counts[path.suffix] += 1
        match path.suffix:
            case ".xml":
                strange = {element.tag.rpartition("}")[2] for element in ET.parse(path).iter()} - ATOM - SITEMAP
                assert not strange, path
            case ".json":
                json.loads(path.read_bytes(), parse_constant=pytest.fail)
            case ".ics":
                strict_calendar(path)
            case ".csv":
                strict_table(path)
    assert counts[".xml"] > 5
    assert counts[".ics"] > 60
    assert counts[".json"] >= 3
    assert counts[".csv"] >= 1
    for page in outcome.out.rglob("*.html"):
        for script in re.findall(
            r"<script type=\"application/ld\+json\">(.*?)</script>", page.read_text("utf-8"), re.DOTALL
        ):
            json.loads(script)


ATOM = {"feed", "id", "title", "updated", "author", "name", "uri", "link", "entry", "summary", "category"}
SITEMAP = {"urlset", "sitemapindex", "sitemap", "url", "loc", "lastmod", "link"}


def strict_calendar(path: Path) -> None:
    raw = path.read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b""), "lines end in CRLF alone"
    names = {re.split(rb"[;:]", line)[0] for line in raw.split(b"\r\n") if line and line[:1] != b" "}
    assert not names & {b"ATTACH", b"ACTION", b"TRIGGER"}, path
    calendar = icalendar.Calendar.from_ical(raw)
    assert not any(component.errors for component in calendar.walk())
    assert {component.name for component in calendar.walk()} <= {
        "VCALENDAR",
        "VEVENT",
        "VTIMEZONE",
        "STANDARD",
        "DAYLIGHT",
    }


def strict_table(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    for delimiter in ",;":
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=delimiter == ";"))
        assert delimiter == "," or len({len(row) for row in rows}) == 1, path
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if re.match(r"[=+\-@\t\r＝＋－＠]", cell) and not number(cell)] == []


def number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.]+", cell) is not None


def test_no_path_leads_out_of_the_site(outcome: Told) -> None:
    assert not any(path.is_symlink() for path in outcome.out.rglob("*"))
    assert {path.name for path in outcome.built.root.iterdir()} == {".cache", "content", "site"}
