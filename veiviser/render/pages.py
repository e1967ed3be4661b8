"""Renders pages to HTML files; parts that many pages share are rendered once."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from veiviser.artifacts import Artifact
from veiviser.content import urls
from veiviser.content.html import to_html
from veiviser.language.languages import STAND_IN
from veiviser.pages.layout import LayoutContext
from veiviser.render.templates import Templates, environment, loader, own_faults
from veiviser.web.routes import ASSETS, DATA, SEARCH_INDEX, find
from veiviser.web.views import Body, Card, SitePage

# Placeholder, in a shared part, for the relative path to the site's root, which depends on the depth of the page.
_ROOT = "\x00root\x00"
# First segments of addresses that are the same in all languages.
_OUTSIDE_LANGUAGES = (ASSETS, SEARCH_INDEX, DATA)


@dataclass(frozen=True)
class _Renderer:
    """The templates of one language, with its layout context."""

    frame: LayoutContext
    render: Callable[..., str]


@dataclass(frozen=True)
class Renderers:
    """One renderer for each language. Not thread-safe: only one page may be rendered at a time."""

    root: Path
    templates: Templates
    by_language: Mapping[str, _Renderer]

    def artifact(self, page: SitePage) -> Artifact:
        """The page as a file. Raises OwnTemplateError when a template of the region's own fails."""
        root = "../" * page.depth or "./"
        with own_faults(self.root):
            html = self.by_language[page.language].render(page.template, page=page, view=page.view, root=root)
        return Artifact(path=page.file, data=html.encode())


def renderers(frames: Mapping[str, LayoutContext], root: Path, templates: Templates | None = None) -> Renderers:
    """Renderers with these layout contexts, by language; `templates` are those of the region at `root`, if read
    already.
    """
    templates = templates or loader(root)
    by_language = {language: _renderer(frame, templates) for language, frame in frames.items()}
    return Renderers(root, templates, by_language)


def _renderer(frame: LayoutContext, templates: Templates) -> _Renderer:
    env = environment(templates, frame.language)
    ready: dict[str, str] = {}

    def once(key: str, root: str, template: str, **view: object) -> Markup:
        """A part that many pages share, rendered when the first of them needs it."""
        if key not in ready:
            ready[key] = env.get_template(template).render(root=_ROOT, **view)
        return Markup(ready[key].replace(_ROOT, root))

    def card(shown: Card, root: str, level: int = 3) -> Markup:
        return once(f"{level}/{shown.id}", root, "parts/card.html", card=shown, level=level)

    def part(name: str, root: str, for_children: bool = False) -> Markup:  # noqa: FBT002  # templates call it so
        return once(f"{name}/{for_children}", root, f"parts/{name}.html", for_children=for_children)

    def markdown(body: Body, root: str, home: str) -> Markup:
        def rewritten(address: str) -> str:
            return _rewritten(urls.within(address, frame.host) or address, root, home, frame.language_names)

        return Markup(to_html(body.markdown, rewritten))

    def href(address: str, root: str) -> str:
        """The address in a field, for use in a link: an address on the site itself becomes relative."""
        path = urls.within(address, frame.host)
        return root + path[1:] if path else address

    env.globals.update(frame=frame, card=card, part=part, markdown=markdown, href=href)
    return _Renderer(frame, lambda template, **context: env.get_template(template).render(**context))


def _rewritten(address: str, root: str, home: str, languages: Collection[str]) -> str:
    """An address in running text: those of the site become relative, and stay in the visitor's language unless they
    name one of the site's `languages`.
    """
    if not address.startswith("/") or address.startswith("//"):
        return address
    path = address[1:]
    page = re.split("[?#]", path, maxsplit=1)[0]
    found, first = find(page, (STAND_IN,)), page.partition("/")[0]
    own = first in _OUTSIDE_LANGUAGES or first in languages or (found and found.route.once)
    return root + (path if own else home + path)
