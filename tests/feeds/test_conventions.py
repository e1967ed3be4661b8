"""Files that crawlers, hosts and researchers look for."""

import datetime as dt
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import pytest

from tests.feeds.small_region import NO_TEMPLATES, SITE, Region, offer, written
from veiviser.artifacts import Artifact
from veiviser.feeds.conventions import SitemapPage, sitemap
from veiviser.render.xml import xml_files
from veiviser.web.urls import urls_of

SPACE, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
BASE = "https://veiviser.example/"


def files(pages: Iterable[SitemapPage], limit: int = 100) -> list[Artifact]:
    return list(xml_files(sitemap(pages, BASE, limit=limit), NO_TEMPLATES))


def test_a_sitemap() -> None:
    pages: list[SitemapPage] = [
        (BASE, {"nb": BASE, "en": f"{BASE}en/"}, dt.date(2026, 11, 1)),
        (f"{BASE}a/?x=1&y=<2>", {}, None),
    ]
    (artifact,) = files(pages)
    assert artifact.path == "sitemap.xml"
    first, second = ET.fromstring(artifact.data).findall(f"{SPACE}url")
    assert first.findtext(f"{SPACE}loc") == BASE
    assert first.findtext(f"{SPACE}lastmod") == "2026-11-01"
    assert [(link.get("hreflang"), link.get("href")) for link in first.findall(f"{XHTML}link")] == [
        ("nb", BASE), ("en", f"{BASE}en/"),
    ]  # fmt: skip
    assert second.findtext(f"{SPACE}loc") == f"{BASE}a/?x=1&y=<2>"
    assert second.find(f"{SPACE}lastmod") is None


def test_a_sitemap_of_very_many_pages_has_parts() -> None:
    index, *parts = files(((f"{BASE}{n}/", {}, None) for n in range(5)), limit=2)
    named = [loc.text for loc in ET.fromstring(index.data).iter(f"{SPACE}loc")]
    assert named == [BASE + part.path for part in parts]
    assert [len(ET.fromstring(part.data)) for part in parts] == [2, 2, 1]


def test_an_empty_sitemap_is_well_formed() -> None:
    (artifact,) = files(())
    assert list(ET.fromstring(artifact.data)) == []


def test_robots(region: Region) -> None:
    assert written(region({}))["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\nSitemap: https://veiviser.example/region/sitemap.xml\n"
    )


def test_nojekyll(region: Region) -> None:
    assert written(region({}))[".nojekyll"] == b""


@pytest.mark.parametrize("given", ["", "security_contact: mailto:a@b.example\n", "security_expires: 2027-10-01\n"])
def test_security_txt_needs_both_fields(region: Region, given: str) -> None:
    assert ".well-known/security.txt" not in written(region({"site.yaml": SITE + given}))


@pytest.mark.parametrize("contact", ["mailto:a@b.example", "https://b.example/report"])
def test_security_txt(region: Region, contact: str) -> None:
    directory = region({"site.yaml": f"{SITE}security_contact: {contact}\nsecurity_expires: 2027-10-01\n"})
    assert written(directory)[".well-known/security.txt"].decode().splitlines() == [
        f"Contact: {contact}",
        "Expires: 2027-10-01T23:59:59Z",
        "Preferred-Languages: nb, nn, en",
        "Canonical: https://veiviser.example/region/.well-known/security.txt",
    ]


def rules(text: str) -> dict[str, dict[str, str]]:
    """A _headers file as Netlify and Cloudflare read it."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in filter(None, text.split("\n")):
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[path]
            found[path][name] = value
        else:
            path = line
            found[path] = {}
    return found


def test_headers(region: Region) -> None:
    found = rules(written(region({}))["_headers"].decode())
    policy = dict(part.split(" ", 1) for part in found["/region/*"]["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in str(policy)
    assert found["/region/*"]["Referrer-Policy"] == "no-referrer"
    assert found["/region/*"]["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in found["/region/pagefind/fragment/*"]["Cache-Control"]


def test_a_star_stands_only_at_the_end_and_no_header_is_set_twice(region: Region) -> None:
    found = rules(written(region({}))["_headers"].decode())
    folders = [path.removesuffix("*") for path in found]
    assert not any("*" in folder for folder in folders)
    for path, headers in found.items():
        wider = [other for other in found if other != path and path.startswith(other.removesuffix("*"))]
        assert not any(set(headers) & set(found[other]) for other in wider)


def test_redirects(region: Region) -> None:
    found = written(region({"offers/ny.md": offer(aliases="gammel")}))["_redirects"].decode().splitlines()
    assert found == [
        f"/region/{language}tilbud/gammel/{file} /region/{language}tilbud/ny/{file} 301"
        for language in ("", "nn/", "en/")
        for file in ("", "kalender.ics")
    ]


def test_redirects_as_a_map_of_nginx(region: Region) -> None:
    found = written(region({"offers/ny.md": offer(aliases="gammel")}), "https://a.example/å b/")["_redirects.nginx"]
    assert found.decode().splitlines()[:2] == [
        '"/å b/tilbud/gammel/" "/å b/tilbud/ny/";',
        '"/å b/tilbud/gammel/kalender.ics" "/å b/tilbud/ny/kalender.ics";',
    ]


@pytest.mark.parametrize(
    ("base_url", "base", "root"),
    [
        ("https://a.example", "https://a.example/", "/"),
        ("https://a.example/", "https://a.example/", "/"),
        ("https://a.example:8080/b/c", "https://a.example:8080/b/c/", "/b/c/"),
        ("https://pårørende.example/fjord/å/", "https://xn--prrende-exa6o.example/fjord/%C3%A5/", "/fjord/%C3%A5/"),
    ],
)
def test_base_addresses(region: Region, base_url: str, base: str, root: str) -> None:
    site = urls_of(region({}), base_url)
    assert (site.base, site.root) == (base, root)
    assert site.absolute("offers", language="en") == f"{base}en/tilbud/"
