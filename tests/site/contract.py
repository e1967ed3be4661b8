"""All addresses that the contract names, derived from the contract and not from the program."""

from collections.abc import Iterator

from tests.support.built import Site, file_of

FIXED = (
    "", "tilbud/", "a-aa/", "kommune/", "uansett-diagnose/", "kalender/", "kurs/", "sok/", "ordbok/", "hjelp-na/",
    "finn/", "for-barn/", "personvern/", "tilgjengelighet/", "oversikt/", "kalender.ics", "nytt.xml",
)  # fmt: skip
CONVENTIONS = (
    "sitemap.xml", "robots.txt", "404.html", ".nojekyll", "_headers", "_redirects", "_redirects.nginx",
    "data/offers.json", "data/offers.csv", "data/events.json", "data/organisations.json",
)  # fmt: skip


def addresses(site: Site) -> set[str]:
    """The file of each address in the contract, for the records of a region."""
    security = [".well-known/security.txt"] if site.directory.site.security_contact else []
    return {*CONVENTIONS, *security} | {
        file_of(site.prefix(language) + address)
        for language in site.directory.languages
        for address in (*FIXED, *of_municipalities(site), *of_terms(site), *of_records(site))
    }


def of_municipalities(site: Site) -> Iterator[str]:
    """Former municipalities keep all their addresses."""
    lists = site.directory.vocabulary
    for municipality in (*site.directory.municipalities, *site.directory.merged):
        yield from (f"{above}kommune/{municipality.id}/" for above in ("", "utskrift/", "kalender/"))
        yield from (f"kommune/{municipality.id}/{need.id}/" for need in lists["needs"])
        yield from (f"kommune/{municipality.id}/for/{audience.id}/" for audience in lists["audiences"])
        yield from (f"kommune/{municipality.id}/{file}" for file in ("kalender.ics", "nytt.xml"))


def of_terms(site: Site) -> Iterator[str]:
    segments = {
        "needs": ("behov", "", "kalender.ics", "nytt.xml"),
        "audiences": ("for", "", "kalender.ics"),
        "formats": ("form", ""),
        "arenas": ("arena", ""),
    }
    for kind, (segment, *files) in segments.items():
        yield from (f"{segment}/{term.id}/{file}" for term in site.directory.vocabulary[kind] for file in files)
    for audience in site.directory.vocabulary["audiences"]:
        yield f"finn/{audience.id}/"
        yield from (f"finn/{audience.id}/{need.id}/" for need in site.directory.vocabulary["needs"])
    yield from (f"kalender/behov/{need.id}/" for need in site.directory.vocabulary["needs"])


def of_records(site: Site) -> Iterator[str]:
    directory = site.directory
    for offer in directory.offers:
        yield from (f"tilbud/{offer.id}/", f"tilbud/{offer.id}/kalender.ics")
        yield from (f"tilbud/{alias}/{file}" for alias in offer.facts.aliases for file in ("", "kalender.ics"))
    for event in directory.events:
        yield from (f"arrangement/{event.id}/", f"arrangement/{event.id}.ics")
    yield from (f"organisasjon/{organisation.id}/" for organisation in directory.organisations)
    yield from (f"sted/{place.id}/" for place in directory.places)
    yield from (f"{page.id}/" for page in directory.pages)
