"""Convert routes to URLs and back: relative ones for pages, absolute ones for use outside the site."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from veiviser.directory.model import Directory
from veiviser.web import routes
from veiviser.web.routes import RouteMatch


@dataclass(frozen=True, slots=True)
class Urls:
    """`base` is the site's own address in ASCII (RFC 3986), ending in `/`; the first of `languages` is the default."""

    base: str
    languages: tuple[str, ...]

    @property
    def host(self) -> str:
        return urlsplit(self.base).hostname or ""

    @property
    def root(self) -> str:
        """The site's path at its host, beginning and ending in `/`."""
        return urlsplit(self.base).path

    def to(self, name: str, *ids: str, language: str = "") -> str:
        """The address of a route relative to the site's root, without a leading `/`: `nn/tilbud/x/`.

        Without `language`, in the default one.
        """
        path = routes.path(name, *ids)
        at_the_root = language in ("", self.languages[0]) or routes.ROUTES[name].once
        return path if at_the_root else f"{language}/{path}"

    def absolute(self, name: str, *ids: str, language: str = "") -> str:
        """The same as an absolute URL."""
        return self.base + self.to(name, *ids, language=language)

    def everywhere(self, name: str, *ids: str) -> dict[str, str]:
        """The absolute URL in every language of the site, by language."""
        return {language: self.absolute(name, *ids, language=language) for language in self.languages}

    def find(self, address: str) -> RouteMatch | None:
        """The route of an address relative to the site's root, or None."""
        return routes.find(address, self.languages)


def urls_of(directory: Directory, base_url: str) -> Urls:
    """`base_url` may carry a path, end in `/` or not, and have letters beyond ASCII."""
    parts = urlsplit(base_url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path = quote(parts.path.strip("/"), safe="/%")
    return Urls(f"{parts.scheme}://{host}/{path}/" if path else f"{parts.scheme}://{host}/", directory.languages)
