"""The program's statements about the site, on privacy and accessibility: only what is true of it.

Each sentence holds for every site that the program creates, or depends on a setting of the region or on its content.
Tests in tests/site/test_privacy.py and tests/quality/ prove the statements on privacy.
"""

from collections.abc import Iterator
from typing import TypeAlias
from urllib.parse import urlsplit

from veiviser.web.phrase import Phrase
from veiviser.web.site import LocalizedSite
from veiviser.web.views import Link

Paragraph: TypeAlias = Phrase | Link
Statements: TypeAlias = tuple[tuple[Phrase, tuple[Paragraph, ...]], ...]  # heading, paragraphs

_DATA_AUTHORITY = "https://www.datatilsynet.no/"
# Public bodies can make their accessibility statement only in the authority's own solution.
_STATEMENTS_OF_PUBLIC_BODIES = "https://uustatus.no/"
_ACCESS_AUTHORITY = "https://www.uutilsynet.no/"


def privacy(site: LocalizedSite) -> Statements:
    """The statements of the page `/personvern/`."""
    _, publisher = site.localizer._, site.directory.publisher.name
    return (
        (
            _("What we know about you"),
            (
                _("Nothing. The site sets no cookies, stores nothing in your browser and does not count visits."),
                _("Everything on the pages comes from this site alone. No other company learns that you were here."),
                _("Every page also tells your browser to load nothing from other sites."),
            ),
        ),
        (
            _("What the host may see"),
            (
                _("The site is on the servers of a web host. As on every website, the host sees which page is "
                  "fetched, when, from which internet address (IP address) and with which browser, and may keep this "
                  "in a log."),
                _("Ask the publisher who the host is, and how long it keeps its log."),
            ),
        ),
        (
            _("When you search"),
            (
                _("The search runs in your own browser. The host sees that parts of a word list are fetched, but not "
                  "what you type."),
                _("What you type is in the address bar, after a #, and in your browser's history. Delete it there if "
                  "others use the same device."),
            ),
        ),
        (
            _("When you narrow a list, or keep an offer"),
            (
                _("What you choose is in the address bar, after a #. The host does not see it, but it is kept in your "
                  "browser's history. The offers you keep follow you from page to page."),
            ),
        ),
        (_("When you leave the site"), tuple(_leaving(site))),
        (
            _("Are you named here?"),
            (
                _("Some pages name a person who can be reached at work. If that is you, and you no longer want to be "
                  "named, tell the publisher. Your name will then be removed. You do not have to say why."),
                _("The name may still be in older versions of the files. Ask for it to be removed there too."),
            ),
        ),
        (
            _("Who is responsible"),
            (
                _("{publisher} publishes this site.", publisher=publisher),
                _("You can also complain to the Norwegian Data Protection Authority:"),
                Link(text=Phrase.of("Datatilsynet"), address=_DATA_AUTHORITY),
            ),
        ),
    )  # fmt: skip


def _leaving(site: LocalizedSite) -> Iterator[Paragraph]:
    """What the site's links, forms and email addresses do with the data of a visitor."""
    _, directory = site.localizer._, site.directory
    settings = directory.site
    yield _("Links lead to other sites, which have their own rules. They do not see which page you came from.")
    yield _("An email address opens your own email program. What you write goes to the people you write to. When you "
            "report a mistake, do not write about anyone's health and do not name anyone else. The name of the offer "
            "is enough.")  # fmt: skip
    if settings.feedback_form:
        yield _("The form for reporting mistakes is on {host}. They see which offer it is about, and what you write "
                "there.", host=_host(settings.feedback_form))  # fmt: skip
    if settings.repository:
        yield _("“Suggest a change” leads to {host}. If you suggest something there, others can see the name you "
                "use.", host=_host(settings.repository))  # fmt: skip
    if settings.exit_url:
        yield _("“Leave this page quickly” takes you to {host}. The page you left is still in your browser's "
                "history.", host=_host(settings.exit_url))  # fmt: skip


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


def accessibility(site: LocalizedSite) -> Statements:
    """The statements of the page `/tilgjengelighet/`. They never claim conformance: no program can know that."""
    _ = site.localizer._
    return (
        (
            _("How the site is made"),
            (
                _("All pages are made to work without scripts, with a keyboard alone and with a screen reader."),
                _("You can make the text larger, and the page adapts to your screen and to your choice of light or "
                  "dark."),
            ),
        ),
        (
            _("What has been tested"),
            (
                _("Each time the program behind the site is changed, automatic tests check the pages: the order of "
                  "headings, the language of each text, a text for every picture and field, contrast, room for the "
                  "text on a narrow screen, the size of buttons, and use with a keyboard alone and without scripts."),
                _("Such tests find some problems, but never all."),
            ),
        ),
        (
            _("What nobody has tested"),
            (
                _("The program does not know of anyone who has tested this site with a screen reader, a magnifier or "
                  "voice control. If somebody has, the editors can say so at the top of this page."),
                _("So we do not claim that the site meets every requirement."),
            ),
        ),
        (
            _("What may be wrong"),
            (
                _("Pages that we link to, and files that others have made, may be less accessible."),
                _("Some texts exist in one language only. They are marked."),
            ),
        ),
        (_("What the law says"), tuple(_law(site))),
        (
            _("Tell us"),
            (
                _("Is something hard to use? Tell the publisher what you tried to do, and on which page."),
                _("If nothing happens, you can contact the authority that supervises the accessibility of websites:"),
                Link(text=Phrase.of("Tilsynet for universell utforming av IKT"), address=_ACCESS_AUTHORITY),
            ),
        ),
    )  # fmt: skip


def _law(site: LocalizedSite) -> Iterator[Paragraph]:
    """Only public bodies must make a statement, by the regulation on universal design of ICT of 21 June 2013."""
    _ = site.localizer._
    if site.directory.site.owner_type != "public":
        yield _("The publisher is a voluntary organisation, and does not have to make an accessibility statement. "
                "This page still says what we know.")  # fmt: skip
        return
    yield _("The publisher is a public body. The regulation on universal design of ICT requires that its websites "
            "follow the guidelines WCAG 2.1, levels A and AA, and that it makes an accessibility statement.")  # fmt: skip
    yield _("This page is not that statement. The publisher makes it on the authority's own website:")
    yield Link(text=Phrase.of("uustatus.no"), address=_STATEMENTS_OF_PUBLIC_BODIES)
