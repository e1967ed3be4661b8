"""Invalid links to other hosts, mail addresses and phone numbers, and dead links to the site with its host in them."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from veiviser.checks.addresses import addresses
from veiviser.checks.bodies import problem_in_body, with_body
from veiviser.checks.links import DeadAddress, bodies_by_address, fault
from veiviser.content import mails, phones, schema, sources, urls
from veiviser.content.models import KINDS
from veiviser.content.records import Content, Record
from veiviser.problems.problem import Problem

# A web address, in a link or by itself; not one without a host (“https://…”).
_WEB = re.compile(r"(?<![\w/])https?:(?=[^\s]{0,10}\w)[^\s<>()\[\]\"']+", re.IGNORECASE)
# An address with a space in it makes no link, which another rule reports.
_MAIL_OR_PHONE = re.compile(
    r"(?:\]\(\s*(?=\S*\s*(?:\)|[\"']))|<|href=[\"']?)((?:mailto|tel):[^\s<>()\[\]\"']*)", re.IGNORECASE
)
_WITHOUT_PROTOCOL = re.compile(r"(?<=\]\()//[^\s()]+(?=\))")
_BEGUN = re.compile(r"(?<=\]\()(https?:[/#?]*)(?=\))", re.IGNORECASE)
# Code, which is shown as it is written.
_CODE = re.compile("`[^`\n]*`")
_AT_SIGHT = re.compile("https?:|mailto:|tel:", re.IGNORECASE)
# Digits that phones dial after a pause, and the other parameters of RFC 3966.
_PAUSED = re.compile(r"[,pw][0-9,pw]*$|;.*$")


def link_that_leads_nowhere(content: Content, today: dt.date) -> Iterator[Problem]:
    """An invalid web address, mail address or phone number in a running text."""
    for record in with_body(content):
        if not _AT_SIGHT.search(record.body):
            continue
        for address, offset in _addresses(record.body):
            if reason := urls.fault(address):
                meant = urls.meant(address)
                yield problem_in_body(record, offset, "bad-url", meant, value=address, reason=reason)
        for match in _MAIL_OR_PHONE.finditer(record.body):
            yield from _mail_or_phone(record, match[1], match.start(1))


def _addresses(body: str) -> Iterator[tuple[str, int]]:
    """The web addresses in a text with their offsets, without the punctuation that ends a sentence."""
    text = _CODE.sub(lambda code: " " * len(code[0]), body)
    for match in _WEB.finditer(text):
        yield match[0].rstrip(".,;:!?*_|"), match.start()
    for match in _BEGUN.finditer(text):
        yield match[0], match.start()


def _mail_or_phone(record: Record[Any], address: str, offset: int) -> Iterator[Problem]:
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "tel":
        number = unquote(rest)
        phone = phones.read(_PAUSED.sub("", number))
        if phone and phone.extension:  # written for people; phones would leave out the extension, or dial it at once
            reason = "there are other words or signs around the number"
            dialled = f"{scheme}:{phone.dialled}"
            yield problem_in_body(record, offset, "bad-phone", dialled, value=address, reason=reason)
        elif phone is None and not re.search("[*#]", number):
            reason, meant = phones.fault(number)
            plain = meant and re.sub(r"[^0-9+]", "", meant)
            suggestion = f"{scheme}:{plain}" if plain else None
            yield problem_in_body(record, offset, "bad-phone", suggestion, value=address, reason=reason)
        return
    to, mark, more = rest.partition("?")
    several = to.split(",")
    for one in several if all("@" in each for each in several) else [to]:
        if (one or not more) and (one.startswith("/") or mails.valid(unquote(one)) is None):
            reason, meant = mails.fault(unquote(one.lstrip("/")))
            suggestion = f"{scheme}:{meant}{mark}{more}" if meant and one == to else None
            yield problem_in_body(record, offset, "bad-email", suggestion, value=address, reason=reason)
            return


def source_that_leads_nowhere(content: Content, today: dt.date) -> Iterator[Problem]:
    """An invalid address in a source; the date after it is not part of it."""
    for record, index, found in _sources(content):
        if found.fault:
            meant = urls.meant(found.address)
            suggestion = f"{found.before}{meant}{found.after}" if meant else None
            yield record.problem(
                "bad-url", "sources", index, suggestion=suggestion, value=found.address, reason=found.fault
            )


def _sources(content: Content) -> Iterator[tuple[Record[Any], int, sources.Citation]]:
    for records in content.records.values():
        for record in records:
            for index, text in enumerate(getattr(record.fields, "sources", ())):
                yield record, index, sources.read(text)


def link_home(content: Content, today: dt.date) -> Iterator[Problem]:
    """A dead link to the site that includes the site's own host, in texts, fields and sources."""
    if content.site is None or not content.site.knows("base_url") or not content.site.fields.base_url:
        return
    base, site, bodies = content.site.fields.base_url, addresses(content), bodies_by_address(content)

    def fault_of(address: str | None, record: Record[Any]) -> DeadAddress | None:
        path = urls.within(address, base) if address else None
        return fault(path, record, site, bodies) if path else None

    host = re.compile(re.escape(base.partition("://")[2].split("/")[0]), re.IGNORECASE)
    for record in with_body(content):
        if not host.search(record.body):
            continue
        bare = ((match[0], match.start()) for match in _WITHOUT_PROTOCOL.finditer(record.body))
        for address, offset in (*_addresses(record.body), *bare):
            if found := fault_of(address, record):
                yield problem_in_body(record, offset, found.code, found.meant, address=address)
    for kind, known in KINDS.items():
        fields = schema.fields(known.model) if kind != "site" else ()
        names = [field.attribute for field in fields if field.json.get("format") == "iri"]
        for record in content.records[kind]:
            for name in names:
                address = getattr(record.fields, name)
                if found := fault_of(address, record):
                    yield record.problem(found.code, name, suggestion=_whole(found, base), address=address)
    for record, index, source in _sources(content):
        if found := fault_of(source.link, record):
            meant = f"{source.before}{_whole(found, base)}{source.after}" if found.meant else None
            yield record.problem(found.code, "sources", index, suggestion=meant, address=source.address)


def _whole(found: DeadAddress, base: str) -> str | None:
    return base.rstrip("/") + found.meant if found.meant else None
