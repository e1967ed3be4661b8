"""Checks that pages send nothing to others and store nothing in the browser: ekomloven § 3-15, and our own promise."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

from tools.quality.faults import Fault

# The number of entries in each kind of storage that a page can use.
_KEPT = """async () => ({
  "document.cookie": document.cookie ? document.cookie.split(";").length : 0,
  "localStorage": localStorage.length,
  "sessionStorage": sessionStorage.length,
  "IndexedDB": (await indexedDB.databases()).length,
  "Cache Storage": (await caches.keys()).length,
  "service workers": (await navigator.serviceWorker.getRegistrations()).length,
})"""


@dataclass(slots=True)
class Log:
    """The requests and error messages of a browser context; `base` is the site's own address, ending in `/`."""

    context: BrowserContext
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.context.on("console", lambda entry: self.complaints.append(entry.text) if entry.type == "error" else None)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def faults(self, page: Page, name: str) -> Iterator[Fault]:
        """Requests to others, stored data and error messages since the last call; `name` is the open page."""
        for url in dict.fromkeys(self.requests):
            if not url.startswith((self.base, "data:", "blob:")) and url != "about:blank":
                yield Fault("privacy: requests", name, f"asks {url}")
        for complaint in self.complaints:
            yield Fault("privacy: complaints", name, complaint)
        for cookie in self.context.cookies():
            yield Fault("privacy: cookies", name, f"sets {cookie.get('name')}")
        kept: dict[str, int] = page.evaluate(_KEPT)
        for place, count in kept.items():
            if count:
                yield Fault("privacy: storage", name, f"keeps {count} in {place}")
        self.requests.clear()
        self.complaints.clear()
