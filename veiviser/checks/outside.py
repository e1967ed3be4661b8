"""Links in texts and fields that leave the page: those that lead nowhere, and those that come back to the site."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from veiviser.checks.addresses import Addresses, addresses
from veiviser.checks.bodies import problem_in_body, with_body
from veiviser.checks.links import fault_within
from veiviser.content import mails, phones, schema, sources, urls
from veiviser.content.models import KINDS
from veiviser.content.records import Content, Record
from veiviser.problems import Problem

# An address stands in a link or by itself; one that has not begun (“https://…”) is none.
_WEB = re.compile(r"(?<![\w/])https?:(?=[^\s]{0,10}\w)[^\s<>()\[\]\"']+", re.IGNORECASE)
_MAIL_OR_PHONE = re.compile(r"(?:\]\(\s*|<|href=[\"']?)((?:mailto|tel):[^\s<>()\[\]\"']*)", re.IGNORECASE)
# What is shown as it is written.
_CODE = re.compile("`[^`\n]*`")
_AT_SIGHT = re.compile("https?:|mailto:|tel:", re.IGNORECASE)
# What phones dial after a pause, and the other parameters of RFC 3966.
_PAUSED = re.compile(r"[,pw][0-9,pw]*$|;.*$")


def link_that_leads_nowhere(content: Content, today: dt.date) -> Iterator[Problem]:
    """A web address, mail address or phone number in a running text that nobody can have."""
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
    """The web addresses in a text, without the sign that ends a sentence, and where they stand."""
    for match in _WEB.finditer(_CODE.sub(lambda code: " " * len(code[0]), body)):
        yield match[0].rstrip(".,;:!?*_|"), match.start()


def _mail_or_phone(record: Record[Any], address: str, offset: int) -> Iterator[Problem]:
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "tel":
        number = unquote(rest)
        if phones.read(_PAUSED.sub("", number)) is None and not re.search("[*#]", number):
            reason, meant = phones.fault(number)
            plain = meant and re.sub(r"[^0-9+]", "", meant)
            suggestion = f"{scheme}:{plain}" if plain else None
            yield problem_in_body(record, offset, "bad-phone", suggestion, value=address, reason=reason)
        return
    to, mark, more = rest.partition("?")
    several = to.split(",")
    for one in filter(None, several if all("@" in each for each in several) else [to]):
        if mails.valid(unquote(one)) is None:
            reason, meant = mails.fault(unquote(one))
            suggestion = f"{scheme}:{meant}{mark}{more}" if meant and one == to else None
            yield problem_in_body(record, offset, "bad-email", suggestion, value=address, reason=reason)
            return


def source_that_leads_nowhere(content: Content, today: dt.date) -> Iterator[Problem]:
    """An address in a source that nobody can have; the date behind it is no part of it."""
    for records in content.records.values():
        for record in records:
            for index, text in enumerate(getattr(record.fields, "sources", ())):
                found = sources.read(text)
                if found.fault:
                    meant = urls.meant(found.address)
                    suggestion = f"{found.before}{meant}{found.after}" if meant else None
                    yield record.problem(
                        "bad-url", "sources", index, suggestion=suggestion, value=found.address, reason=found.fault
                    )


def link_home(content: Content, today: dt.date) -> Iterator[Problem]:
    """A link with the site's own host in it leads to a page that is there."""
    if content.site is None or not content.site.knows("base_url") or not content.site.fields.base_url:
        return
    base, site = content.site.fields.base_url, addresses(content)
    host = re.compile(re.escape(base.partition("://")[2].split("/")[0]), re.IGNORECASE)
    for record in with_body(content):
        if not host.search(record.body):
            continue
        for address, offset in _addresses(record.body):
            found = _fault(address, base, record, site)
            if found is not None:
                yield problem_in_body(record, offset, "dead-link", found or None, address=address)
    for kind, known in KINDS.items():
        fields = schema.fields(known.model) if kind != "site" else ()
        names = [field.attribute for field in fields if field.json.get("format") == "iri"]
        for record in content.records[kind]:
            for name in names:
                address = getattr(record.fields, name)
                found = _fault(address, base, record, site) if address else None
                if found is not None:
                    yield record.problem("dead-link", name, suggestion=_whole(found, base), address=address)


def _fault(address: str, base: str, record: Record[Any], site: Addresses) -> str | None:
    path = urls.within(address, base)
    return fault_within(path, record, site) if path else None


def _whole(path: str, base: str) -> str | None:
    return base.rstrip("/") + path if path else None
