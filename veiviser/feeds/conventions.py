"""Files that crawlers, hosts and security researchers look for at fixed addresses."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from veiviser.artifacts import Artifact, XmlFile
from veiviser.directory.model import Directory
from veiviser.language.languages import choose
from veiviser.web.routes import ASSETS, SEARCH_INDEX, path
from veiviser.web.urls import Urls

SitemapPage = tuple[str, Mapping[str, str], dt.date | None]

# Half of what sitemaps.org allows in a file (50,000 addresses, 50 MB), since alternates make each entry a long one.
_SITEMAP_LIMIT = 25_000

# All resources come from the site itself. WebAssembly is for the search; pages that do not search forbid it themselves,
# since hosts join the values of rules that overlap. No site may show a page in a frame, or learn of a visit.
_CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)
SAFETY = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_ASK_AGAIN = {"Cache-Control": "no-cache"}


def convention_files(directory: Directory, urls: Urls) -> Iterator[Artifact]:
    """All files of conventions except the sitemap, which needs the pages.

    Crawlers read robots.txt and security.txt at a host's root only; a site below a path has them too, to be copied
    there.
    """
    yield _file(path("robots"), f"User-agent: *\nAllow: /\n\nSitemap: {urls.base}{path('sitemap')}\n")
    yield from _security(directory, urls)
    yield _file(path("nojekyll"), "")
    yield _file(path("headers"), _headers(urls))
    moved = tuple(_moved(directory, urls))
    yield _file(path("redirects"), "".join(f"{old} {new} 301\n" for old, new in moved))
    yield _file(path("redirects_nginx"), "".join(f"{_quoted(old)} {_quoted(new)};\n" for old, new in moved))


def sitemap(pages: Iterable[SitemapPage], base_url: str, *, limit: int = _SITEMAP_LIMIT) -> Iterator[XmlFile]:
    """`sitemap.xml` (sitemaps.org), in parts with an index when there are more than `limit` pages.

    A page is its URL, the URLs of its translations (itself included) by language, and the day of its last change, or
    None.
    """
    whole = tuple(pages)
    parts = [whole[i : i + limit] for i in range(0, len(whole), limit)]
    if len(parts) < 2:
        yield _url_set(path("sitemap"), whole)
        return
    names = [path("sitemap").replace(".", f"-{number}.") for number in range(1, len(parts) + 1)]
    base = base_url.rstrip("/")
    index = tuple(f"{base}/{name}" for name in names)
    yield XmlFile(path=path("sitemap"), template="feeds/sitemap_index.xml", view=index)
    yield from map(_url_set, names, parts)


def _url_set(name: str, pages: tuple[SitemapPage, ...]) -> XmlFile:
    return XmlFile(path=name, template="feeds/url_set.xml", view=pages)


def manifest(directory: Directory, colour: str) -> Artifact:
    """`assets/manifest.webmanifest` (W3C Web Application Manifest): the site's name and icon on a phone.

    Its addresses are relative, so that it is valid below any path.
    """
    language = directory.languages[0]
    title = choose(directory.title, language)[0]
    members = {
        "name": title,
        "short_name": title,
        "lang": language,
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "theme_color": colour,
        "background_color": colour,
        "icons": [{"src": "icon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    return _file(path("manifest"), json.dumps(members, ensure_ascii=False, indent=2) + "\n")


def _security(directory: Directory, urls: Urls) -> Iterator[Artifact]:
    """security.txt (RFC 9116), if the site has a security contact and the day when that expires."""
    contact, expires = directory.site.security_contact, directory.site.security_expires
    if not contact or not expires:
        return
    yield _file(
        path("security"),
        f"Contact: {contact.replace(' ', '')}\n"
        f"Expires: {expires.isoformat()}T23:59:59Z\n"
        f"Preferred-Languages: {', '.join(directory.languages)}\n"
        f"Canonical: {urls.base}{path('security')}\n",
    )


def _headers(urls: Urls) -> str:
    """Headers for Netlify and Cloudflare, which read this format; other hosts ignore the file.

    Rules for the same header must not overlap: Cloudflare joins their values. `*` is only used at the end: Netlify may
    ignore what follows it, and `/*.ics` with a content type would then apply to every page. Both hosts serve .ics as
    text/calendar by default. Files of the search index that are named by their content never change.
    """
    rules = {
        "*": SAFETY,
        f"{ASSETS}/*": _ASK_AGAIN,
        **{f"{SEARCH_INDEX}/{folder}/*": _FOREVER for folder in ("filter", "fragment", "index")},
    }
    return "\n".join(
        f"{urls.root}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for pattern, headers in rules.items()
    )


def _moved(directory: Directory, urls: Urls) -> Iterator[tuple[str, str]]:
    """Redirects from each alias of an offer to its id, for page and calendar, in every language.

    Offers that have ended are not redirected: their pages stay, and link to what replaced them.
    """
    for offer in directory.offers:
        for alias in offer.facts.aliases:
            for language in directory.languages:
                for name in ("offer", "offer_calendar_feed"):
                    old, new = (urls.root + urls.to(name, id_, language=language) for id_ in (alias, offer.id))
                    yield old, new


def _quoted(address: str) -> str:
    """An address as nginx compares it with `$uri` in a `map` block: decoded, and in quotation marks."""
    return '"' + re.sub(r'(["\\$])', r"\\\1", unquote(address)) + '"'


def _file(name: str, text: str) -> Artifact:
    return Artifact(path=name, data=text.encode())
