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
                _("Nothing. The site sets no cookies, keeps nothing in your browser and counts no visits."),
                _("Everything on the pages comes from this site alone. No other firm learns that you were here."),
                _("Every page also tells your browser to fetch nothing from others."),
            ),
        ),
        (
            _("What the host may see"),
            (
                _("The site lies on a host's machines. As on every web site, the host sees which page is fetched, "
                  "when, from which internet address (IP address) and with which browser, and may keep that in a log."),
                _("Ask the publisher who the host is, and how long it keeps its log."),
            ),
        ),
        (
            _("When you search"),
            (
                _("The search runs in your own browser. The host sees that you fetch parts of a word list, but not "
                  "what you write."),
                _("Your words stand in the address line, after a #, and in your browser's history. Delete them there "
                  "if others use the same device."),
            ),
        ),
        (
            _("When you narrow a list, or keep an offer"),
            (
                _("What you choose stands in the address line, after a #. The host does not see it, but your browser's "
                  "history does. The offers you keep go with you from page to page."),
            ),
        ),
        (_("When you leave the site"), tuple(_leaving(site))),
        (
            _("Are you named here?"),
            (
                _("Some pages name a person who can be reached at work. If it is you, and you no longer want to be "
                  "named, tell the publisher. Your name is then taken away. You need not say why."),
                _("The name may still stand in older versions of the files. Ask for it to be removed there too."),
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
    yield _("Links lead to others, who have rules of their own. They are not told which page you came from.")
    yield _("A mail address opens your own mail program. What you write goes to those you write to. Do not write about "
            "health, and name nobody else, when you report a fault. The offer's name is enough.")  # fmt: skip
    if settings.feedback_form:
        yield _("The form for reporting faults lies with {host}. They are told which offer it is about, and what you "
                "write there.", host=_host(settings.feedback_form))  # fmt: skip
    if settings.repository:
        yield _("“Suggest a change” leads to {host}. Whoever suggests something there does so under a name that others "
                "can see.", host=_host(settings.repository))  # fmt: skip
    if settings.exit_url:
        yield _("“Leave this page quickly” takes you to {host}. The page you left still stands in your browser's "
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
                _("The text can be made larger, and the page follows your screen and your choice of light or dark."),
            ),
        ),
        (
            _("What has been tested"),
            (
                _("Each time the program behind the site is changed, other programs go through the pages: headings in "
                  "order, the language of each text, words for every picture and field, contrast, room for the text on "
                  "a narrow screen, buttons that are large enough, use by keyboard alone and without scripts."),
                _("Such tests find some of the faults, never all."),
            ),
        ),
        (
            _("What nobody has tested"),
            (
                _("The program does not know of anyone who has tested this site with a screen reader, a magnifier or "
                  "voice control. If somebody has, the editors can tell of it at the top of this page."),
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
                _("If nothing happens, you can tell the authority that supervises accessible web sites:"),
                Link(text=Phrase.of("Tilsynet for universell utforming av IKT"), address=_ACCESS_AUTHORITY),
            ),
        ),
    )  # fmt: skip


def _law(site: LocalizedSite) -> Iterator[Paragraph]:
    """Only public bodies must make a statement, by the regulation on universal design of ICT of 21 June 2013."""
    _ = site.localizer._
    if site.directory.site.owner_type != "public":
        yield _("The publisher is a voluntary organisation, and need not make an accessibility statement. This page "
                "says what we know all the same.")  # fmt: skip
        return
    yield _("The publisher is a public body. The regulation on universal design of ICT asks that its web sites follow "
            "the guidelines WCAG 2.1, levels A and AA, and that it makes an accessibility statement.")  # fmt: skip
    yield _("This page is not that statement. The publisher makes it in the authority's own solution:")
    yield Link(text=Phrase.of("uustatus.no"), address=_STATEMENTS_OF_PUBLIC_BODIES)
