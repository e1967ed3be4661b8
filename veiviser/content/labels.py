"""Everyday names of fields and of allowed values: one each to show, and others that people type.

The names are message ids, so that the words of all languages of messages are known. The other words that people type
are here as they are, in any language.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from veiviser.content.characters import slug
from veiviser.content.likeness import same_word
from veiviser.language.languages import MESSAGE_LANGUAGES, catalogue
from veiviser.problems.message_words import _

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "accessibility": (_("accessibility"), "universell utforming, tilpasning, adgang"),
        "address": (_("street address"), "gate, veiadresse, gateadresse, besøksadresse, vegadresse, street"),
        "age_from": (_("age from"), "minstealder, aldersgrense, nedre aldersgrense, min age, alder"),
        "age_to": (_("age to"), "øvre aldersgrense, max age, alder"),
        "aliases": (_("earlier ids"), "tidligere navn, gamle navn, alias, gammel adresse, gamle adresser, redirect"),
        "also": (_("other words"), "synonymer, synonym, også, også kalt, synonyms"),
        "areas": (_("areas"), "område, geografi, dekker, kommune, kommuner, dekning, nedslagsfelt, coverage, area, "
                             "municipality, municipalities"),
        "arenas": (_("arenas"), "arena, livsarena"),
        "audience": (_("audience"), "målgruppe, hvem, for hvem"),
        "audiences": (_("audiences"), "målgruppe, for hvem, hvem, passer for, brukergruppe, brukere, target group"),
        "avoid": (_("words to avoid"), "unngå, ikke bruk"),
        "base_url": (_("address of the site"), "nettadresse, nettsted, nettstedet, domene, url"),
        "becomes": (_("became"), "ny kommune, slått sammen til, blir"),
        "branch": (_("branch"), "gren, grein"),
        "broader": (_("wider condition"), "overordnet, gruppe, videre"),
        "cancelled": (_("cancelled dates"), "avlyst, avlyste, avlyses, avlysning, canceled"),
        "capacity": (_("number of places"), "kapasitet, plasser, antall plasser, antall, maks, maks antall, max"),
        "cared_for_age_from": (_("age of the one who is ill, from"), "alder på den syke"),
        "cared_for_age_to": (_("age of the one who is ill, to"), "alder på den syke"),
        "checked_by": (_("checked by"), "sjekket av, undersøkt av, hvem"),
        "checked_on": (_("checked on"), "sjekket, dato, undersøkt, når, date"),
        "children": (_("for children"), "barn, for barn"),
        "city": (_("town"), "poststed, by"),
        "cms": (_("form in the browser"), "skjema, redigering"),
        "conditions": (_("conditions"), "diagnose, diagnoser, sykdom, sykdommer, tilstand, condition, diagnosis"),
        "contacts": (_("contacts"), "kontaktperson, kontaktpersoner, ansvarlig, kontaktinfo, contact person"),
        "contract": (_("version of the contract"), "kontrakt, versjon, version"),
        "cost": (_("price"), "kostnad, kostnader, koster, kostar, avgift, egenandel, betaling, pris, fee, costs"),
        "county": (_("county"), "fylkeskommune"),
        "coverage": (
            _("who may use it"),
            "kommune, kommuner, dekning, dekningsområde, dekker, område, områder, geografi, gjelder, gjeld, "
            "tilgjengelig i, municipality, municipalities, area, areas, region",
        ),
        "dates": (_("dates"), "flere datoer, datoar"),
        "description": (_("description"), "forklaring, tekst, omtale, skildring"),
        "directions": (_("how to get there"), "veibeskrivelse, vegbeskriving, vei, finn fram, adkomst, slik finner du"),
        "distinct_from": (_("not the same as"), "ikke det samme som, forskjellig fra, ikke lik"),
        "duration_minutes": (_("duration in minutes"), "varighet, lengde, varigheit, minutter, duration"),
        "eligibility": (_("who can come"), "vilkår, krav, kriterier, kriterium, forutsetninger, betingelser"),
        "email": (_("mail address"), "epost, e-post, e-post, mail, epostadresse, e-mail, mailadresse, e-postadresse"),
        "ended_on": (_("ended on"), "avsluttet, avslutta, opphørt, nedlagt, slutt"),
        "ends": (_("ends"), "slutt, sluttid, til, ferdig, sluttdato, end, end time, end date, slutter, sluttar"),
        "ends_on": (_("is to end"), "slutt, sluttdato, slutter, sluttar, varer til, til, end, end date"),
        "established": (_("established"), "startet, opprettet, siden, etableringsår, founded"),
        "evaluation": (_("evaluation"), "effekt, resultater, evaluert"),
        "exit_url": (_("where the quick exit leads"), "hurtigutgang, rask utgang, forlat siden, nødutgang"),
        "explanation": (_("explanation"), "betydning, definisjon, forklaring, definition, meaning"),
        "feedback_email": (_("mail address for corrections"), "tilbakemelding, epost, e-post, email, mail"),
        "feedback_form": (_("form for corrections"), "skjema, tilbakemeldingsskjema"),
        "focus_area": (_("focus area"), "satsing"),
        "focus_areas": (_("focus areas"), "satsing, satsinger, satsingsområde"),
        "formats": (_("formats"), "type, slag, tilbudstype, aktivitetstype, form, format, arbeidsform"),
        "from": (_("from"), "frå"),
        "funding": (_("paid for by"), "finansiert av, støtte, tilskudd, økonomi, betales av"),
        "hide_after_days": (_("days until it is hidden"), "skjul etter"),
        "holidays": (_("public holidays"), "høytider, røde dager, heilagdagar"),
        "hours": (_("when somebody answers"), "åpningstid, åpningstider, telefontid, opningstid, opningstider, svarer"),
        "icon": (_("icon"), "symbol, bilde, tegning"),
        "id": (_("id"), "identifikator, slug, kode, nøkkel"),
        "interpreter": (_("interpreter"), "tolking, tolketjeneste"),
        "kind": (_("kind"), "slag, art, kategori, organisasjonsform, category"),
        "language_form": (_("written Norwegian"), "språk, språkform, språkvedtak, målvedtak, language"),
        "languages": (_("languages"), "språket, målføre"),
        "latitude": (_("latitude"), "lat"),
        "level": (_("how grave"), "alvor, nivå, hastegrad"),
        "longitude": (_("longitude"), "lon, lng, long"),
        "menu": (_("in the menu"), "menyen, meny"),
        "moved": (_("moved dates"), "flyttet, flytta, ny tid"),
        "municipalities": (_("municipalities"), "medlemmer"),
        "municipality": (_("municipality"), "kommune, kommunenavn"),
        "name": (_("name"), "tittel, overskrift, title, heading, kalles, heter"),
        "need": (_("need"), "behov, tema"),
        "needs": (_("needs"), "tema, temaer, emne, emner, stikkord, emneord, kategori, kategorier, hjelper med, tags, "
                              "categories, category, topics, keywords"),
        "neighbour_directories": (_("neighbouring directories"), "naboveivisere"),
        "neighbours": (_("neighbours"), "nabokommuner, nabokommune, grenser til, neighbors"),
        "note": (_("note"), "merknad, kommentar, comment"),
        "notice": (_("short message"), "beskjed, melding, varsel, merknad, obs, nyhet, viktig, message"),
        "notice_until": (_("last day of the message"), "beskjed til, melding til, varsel til"),
        "number": (_("number"), "nr, kommunenummer, kommunenr, organisasjonsnummer, orgnr, org nr"),
        "offer": (_("offer"), "tilbud, hører til, del av"),
        "online": (_("can be used online"), "på nett, digital, digitalt, nett"),
        "online_url": (_("address online"), "nettmøte, nettmøtelenke, teams, zoom, strømming, møtelenke"),
        "opening_hours": (_("opening hours"), "åpningstid, åpent, opningstid, ope, hours"),
        "order": (_("order in the menu"), "plass, rekkefølge, rekkjefølgje, vekt, weight"),
        "organisation": (_("organisation"), "organisasjon, arbeidsgiver, arbeidssted, jobber i, enhet, avdeling, etat"),
        "organisations": (_("organisations"), "arrangør, eier, tilbyder, drives av, ansvarlig, organisasjon, "
                                              "leverandør, eigar, tilbydar, owner, provider, organizer, organiser"),
        "owner_type": (_("public or voluntary"), "eier, eierform, eiertype"),
        "parent": (_("part of"), "overordnet, hører til, overordna, morselskap, hovedorganisasjon"),
        "partners": (_("partners"), "samarbeid, i samarbeid med, medarrangør, partner"),
        "phone": (_("phone number"), "telefon, tlf, mobil, mobiltelefon, mobilnummer, telefonnr, tel, telephone"),
        "places": (_("places"), "lokale, hvor, stad, oppmøtested, oppmøte, location, venue, where, sted"),
        "postcode": (_("postcode"), "postnr, zip, postal code, zip code"),
        "postcodes": (_("postcodes"), "postnr"),
        "preferred": (_("preferred word"), "ord, begrep, navn, vårt ord, name, term"),
        "professional": (_("for professionals"), "fagfolk, for fagfolk"),
        "publisher": (_("publisher"), "eier, ansvarlig, ansvarlig utgiver"),
        "referral": (_("referral"), "henvist, krever henvisning, tilvising, henvisningskrav"),
        "registration": (_("registration"), "meld deg på, påmeldt, påmeldinga, signup, sign up, booking, bestilling"),
        "registration_by": (_("last day to register"), "frist, meld deg på innen, frist for påmelding, deadline"),
        "registration_contact": (_("contact for registration"), "påmelding til, meld deg på hos"),
        "registration_url": (_("web address for registration"), "påmeldingslenke, påmeldingsskjema, påmeldingsside, "
                                                                 "lenke til påmelding, påmeldingslink"),
        "repeat": (_("repeats"), "gjentar, frekvens, hyppighet, hvor ofte, repetisjon, frequency, recurrence"),
        "repeat_count": (_("number of times"), "ganger"),
        "repeat_every": (_("every how many"), "intervall, hver, interval"),
        "repeat_on": (_("days it repeats on"), "ukedag, ukedager, dag, dager, vekedag, weekday, days"),
        "repeat_until": (_("repeats until"), "siste gang, siste dag, varer til"),
        "replaced_by": (_("replaced by"), "erstattes av, avløst av, se heller, nytt tilbud"),
        "repository": (_("repository"), "repo, kildekode, prosjekt"),
        "responsibilities": (_("responsibilities"), "ansvar, oppgaver, ansvar for"),
        "review_every_days": (_("days between confirmations"), "bekreft hver, kontrolleres hver, intervall"),
        "role": (_("role"), "stilling, tittel, funksjon, title, position"),
        "sami": (_("Sámi languages"), "samisk, språk"),
        "schedule": (_("when, in words"), "når, tid, tidspunkt, tider, klokkeslett, åpningstid, åpningstider, dag, "
                                          "when, time, hours, opening hours"),
        "secret": (_("secret"), "hemmelig adresse, skjult"),
        "security_contact": (_("contact for security faults"), "sikkerhet"),
        "security_expires": (_("contact for security faults holds until"), "sikkerhet til"),
        "sensitive": (_("sensitive"), "hurtigutgang, følsom, ømtålig"),
        "skip": (_("dates that are skipped"), "hopp over, unntatt, ikke, fri, unntak, exceptions"),
        "skip_holidays": (_("not on public holidays"), "ikke helligdager, ikke i ferier, fri på helligdager"),
        "source": (_("source"), "hentet fra"),
        "sources": (_("sources"), "hentet fra, dokument, kilde, kjelde"),
        "starts": (_("starts"), "start, starttid, startdato, dato, når, tid, tidspunkt, fra, klokkeslett, begynner, "
                               "date, time, when, start date, start time"),
        "starts_on": (_("is to start"), "start, startdato, starter, startar, oppstart, begynner, start date"),
        "status": (_("status"), "tilstand, fase, stadium"),
        "summary": (_("summary"), "beskrivelse, ingress, kortbeskrivelse, kort om, omtale, oppsummering, samandrag, "
                                 "skildring, intro, description, abstract, excerpt"),
        "tagline": (_("line below the title"), "undertittel, slagord, subtitle"),
        "theme_colour": (_("colour"), "temafarge, farger, color, theme color"),
        "timezone": (_("time zone"), "sone"),
        "title": (_("title"), "overskrift, navn, namn, heter, name, heading"),
        "to": (_("to"), "ny tid"),
        "updated_on": (_("updated on"), "sist endret, dato, endret, revidert, date, modified, last updated"),
        "url": (_("web address"), "nettside, lenke, link, lenkje, hjemmeside, nettsted, heimeside, webside, website, "
                                 "web, homepage, les mer"),
        "valid_until": (_("valid until"), "gyldig til, slutt, opphørte, utløper"),
        "verified_by": (_("confirmed by"), "bekreftet, kontrollert av, godkjent av, sjekket av, verified"),
        "verified_on": (_("confirmed on"), "bekreftet, bekrefta, sist bekreftet, kontrollert, sjekket, sist sjekket, "
                                           "verified"),
        "waiting_time": (_("waiting time"), "venteliste, vente, kø, ventetida, waiting list"),
        "wheelchair": (_("for wheelchairs"), "rullestol, rullestolbruker"),
        "when": (_("when to call"), "når, beskrivelse, ring når"),
        "written_in": (_("written in"), "språk, skrevet på, målform, language, lang"),
    }
)  # fmt: skip

# Words that mean a field only in one kind of records, by the name of the model.
_OF_A_KIND: Mapping[str, str] = MappingProxyType(
    {"CrisisLine.number": "telefon, telefonnummer, tlf, mobil, phone, phone number, tel"}
)

# The description of each allowed value, for people who choose one. The part before a colon, or before a comma after yes
# or no, is the word for the value itself.
VALUES: Mapping[str, str] = MappingProxyType(
    {
        "planned": _("planned: it is decided, and not there yet"),
        "pilot": _("pilot: it is tried out, and people can use it"),
        "active": _("active: people can use it"),
        "paused": _("paused: it will come back"),
        "ended": _("ended: it is no more"),
        "municipality": _("a municipality"),
        "county": _("a county"),
        "health-trust": _("a hospital or health trust"),
        "voluntary": _("a voluntary organisation"),
        "user-led": _("an organisation of users or carers"),
        "competence-centre": _("a competence centre"),
        "private": _("a private business"),
        "state": _("a body of the state"),
        "none": _("no, one can just come"),
        "drop-in": _("no, one can drop in within the opening hours"),
        "required": _("yes, one must register"),
        "true": _("yes"),
        "false": _("no"),
        "free": _("it is free"),
        "norge": _("the whole country"),
    }
)
_TYPED: Mapping[str, str] = MappingProxyType(
    {
        "planned": "kommer, kjem, under planlegging, ikke startet, ikkje starta, planlegges",
        "pilot": "prøveprosjekt, prøves ut, utprøving, prøveordning, pilotprosjekt, testes",
        "active": "aktiv, aktivt, igang, pågår, pågående, åpen, åpent, ope, i drift, open, running, drives",
        "paused": "pauset, satt på vent, midlertidig stengt, på pause, stengt, mellombels stengt, on hold",
        "ended": "avslutta, nedlagt, slutt, opphørt, lagt ned, ferdig, closed, stopped",
        "municipality": "kommunal, kommunalt",
        "county": "fylke, fylkeskommunal, fylkeskommunalt",
        "health-trust": "sykehus, helseforetak, spesialisthelsetjeneste, sjukehus, helseføretak, hospital",
        "voluntary": "frivillig, frivilleg, forening, lag, lag og forening, ideell, ideelt, ngo, volunteer, stiftelse",
        "user-led": "brukerorganisasjon, brukarorganisasjon, brukerstyrt, brukarstyrt, pasientorganisasjon, "
                    "pårørendeorganisasjon, interesseorganisasjon, user organisation",
        "competence-centre": "kompetansesenter, kompetansetjeneste, kompetansesentre, competence center",
        "private": "privat, bedrift, firma, næringsliv, kommersiell, company, business",
        "state": "stat, statlig, statleg, staten, nav, direktorat, government",
        "none": "nei, ingen, ikke nødvendig, ikke påmelding, ingen påmelding, unødvendig, no, ikkje nødvendig, "
                "ikke påkrevd, ikkje påkravd, trengs ikke, ikke krav",
        "drop-in": "dropin, bare å komme, stikk innom, åpent, berre å kome, møt opp",
        "required": "ja, påkrevd, påkravd, kreves, krevst, nødvendig, obligatorisk, må, yes, påmelding, henvisning, "
                    "krever henvisning, kreves henvisning, krever påmelding",
        "norge": "landsdekkende, landsdekkjande, nasjonalt, nasjonal, hele norge, heile noreg, noreg, norway, "
                 "national, hele landet, nationwide",
        "region": "regionen, område, interkommunal, distrikt",
        "emergency": "nød, nødnummer, nødtelefon, livsfare, akutt, øyeblikkelig hjelp, krise",
        "urgent": "haster, hastar, vakttelefon, legevakt, hastesak",
        "helpline": "hjelpetelefon, støttetelefon, telefon, chat, hjelpelinje, rådgivning",
        "public": "offentlig, offentleg, kommunal, kommune, stat, statlig",
        "closed": "stengt, lukket, nei, steng",
        "open": "åpen, åpent, ope, open, ja, opent",
        "daily": "daglig, dagleg, hver dag, kvar dag, dag, day, every day",
        "weekly": "ukentlig, vekentleg, hver uke, kvar veke, uke, veke, week, every week",
        "monthly": "månedlig, månadleg, hver måned, kvar månad, måned, månad, month, every month",
        "yearly": "årlig, årleg, hvert år, kvart år, år, year, annual, annually, every year",
        "scheduled": "planlagt, som planlagt, går som planlagt, ja, aktiv, active, planned",
        "cancelled": "avlyst, avlyses, innstilt, canceled, kansellert",
        "full": "fullt, fulltegnet, fullteikna, fullbooket, ingen plasser, utsolgt, fully booked, sold out",
        "nb": "norsk, bokmål, norsk bokmål, no, nor, nob, nb-no, norwegian",
        "nn": "nynorsk, norsk nynorsk, ny-norsk, nno, nn-no",
        "en": "engelsk, english, eng, en-gb, en-us",
        "se": "samisk, nordsamisk, davvisámegiella, sami, northern sami, sme, se-no",
        "sma": "sørsamisk, southern sami",
        "smj": "lulesamisk, lule sami",
        "neutral": "nøytral, ingen, begge, ikke vedtatt, språknøytral",
        "free": "gratis",
    }
)  # fmt: skip
_SHORTEST = 4
_ARTICLES = frozenset(("a", "an", "en", "et", "ei", "ein", "eit"))


def label(field: str) -> str:
    """The everyday name of a field, as a message id; its own name if it has no other."""
    return FIELDS[field][0] if field in FIELDS else field


@cache
def _labels(field: str) -> frozenset[str]:
    """Slugs of the everyday names of a field in every language."""
    return frozenset(slug(catalogue(language).gettext(label(field))) for language in MESSAGE_LANGUAGES)


@cache
def _typed(field: str, kind: str) -> frozenset[str]:
    """Slugs of the words that people type for a field."""
    words = (FIELDS.get(field, ("", ""))[1], _OF_A_KIND.get(f"{kind}.{field}", ""))
    return frozenset(slug(word) for text in words for word in text.split(",") if slug(word))


def fields_meant(word: str, fields: Sequence[str], kind: str = "", *, exact: bool = False) -> tuple[str, ...]:
    """The fields that were surely meant by an unknown key: usually one, or none.

    `kind` is the name of the model. An exact name comes before another form of the word or a slip; with `exact`, only
    exact names count.
    """
    key = slug(word)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda field: slug(field) == key,
        lambda field: key in _labels(field),
        lambda field: key in _typed(field, kind),
        lambda field: _slip(key, slug(field)),
        lambda field: any(_slip(key, called) for called in _labels(field) | _typed(field, kind)),
    )
    for fits in ways[: 3 if exact else None] if key else ():
        if found := tuple(field for field in fields if fits(field)):
            return found
    return ()


def _slip(one: str, other: str) -> bool:
    """True for another ending or a typing slip, regardless of hyphens."""
    one, other = one.replace("-", ""), other.replace("-", "")
    return min(len(one), len(other)) >= _SHORTEST and same_word(one, other)


@cache
def words_for(value: str) -> frozenset[str]:
    """Slugs of the words for an allowed value in every language, and of what people type for it."""
    texts = [catalogue(language).gettext(VALUES[value]) for language in MESSAGE_LANGUAGES] if value in VALUES else []
    heads = (head for text in texts for head in _heads(text))
    return frozenset(filter(None, map(slug, (value, *heads, *_TYPED.get(value, "").split(",")))))


def _heads(text: str) -> Iterator[str]:
    """The word for a value in its description: “avsluttet” in “avsluttet: det finnes ikke lenger”, “kommune” in “en
    kommune”.
    """
    head = text.partition(":")[0]
    if "," not in head:
        first, _space, rest = head.partition(" ")
        yield rest if first in _ARTICLES else head


def _is_cut(word: str, value: str) -> bool:
    """True for a value that was copied without its first or last letter."""
    return len(value) >= _SHORTEST and word in (value[1:], value[:-1])


def value_meant(word: str, allowed: tuple[str, ...]) -> str | None:
    """The allowed value that a word surely means; None when there is none, or several."""
    key = slug(word)
    ways: tuple[Callable[[str], bool], ...] = (
        lambda value: slug(value) == key,
        lambda value: key in words_for(value),
        lambda value: any(_slip(key, known) for known in words_for(value)),
        lambda value: _is_cut(key, slug(value)),
    )
    for fits in ways if key else ():
        if found := [value for value in allowed if fits(value)]:
            return found[0] if len(found) == 1 else None
    return None
