"""Where things lie on the site: paths of files, and whole addresses for readers that are elsewhere."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from veiviser.directory.model import Directory


@dataclass(frozen=True, slots=True)
class Addresses:
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

    def path(self, language: str, path: str) -> str:
        """A path of the site in a language, relative to the site's root: `nn/kalender.ics`."""
        return path if language == self.languages[0] else f"{language}/{path}"

    def absolute(self, language: str, path: str) -> str:
        return self.base + self.path(language, path)

    def everywhere(self, path: str) -> dict[str, str]:
        """The whole address in every language of the site."""
        return {language: self.absolute(language, path) for language in self.languages}


def addresses(directory: Directory, base_url: str) -> Addresses:
    """`base_url` may carry a path, end in `/` or not, and have letters beyond ASCII."""
    parts = urlsplit(base_url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path = quote(parts.path.strip("/"), safe="/%")
    return Addresses(f"{parts.scheme}://{host}/{path}/" if path else f"{parts.scheme}://{host}/", directory.languages)
