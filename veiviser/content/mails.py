"""Mail addresses: validation, suggestions, and near misses of well-known hosts."""

import re

from email_validator import EmailNotValidError, validate_email
from rapidfuzz.distance import OSA

_LONGEST = 300
_AT = re.compile(
    r"\s*(?:[(\[{<]\s*(?:at|a|krøllalfa|alfakrøll|snabel-?a|æt)\s*[)\]}>]|\s(?:at|krøllalfa|alfakrøll)\s)\s*",
    re.IGNORECASE,
)
_POINT = re.compile(r"\s*(?:[(\[{]\s*(?:dot|punktum|prikk)\s*[)\]}]|\s(?:dot|punktum|prikk)\s)\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}\s?@\s?[\w-]+(?:\s?[.,]\s?[\w-]+)+", re.IGNORECASE)
_ENDING = re.compile(r"\.[^.\s]{2,}$")
# A name in two words: nobody knows which character belongs between them.
_TORN = re.compile(r"[^\W\d_]+\s[^\W\d_]+@\S+")
# Hosts of most private mailboxes, with their top-level domains.
_HOSTS = {
    "gmail": ("com",), "hotmail": ("com", "no"), "outlook": ("com", "no"), "yahoo": ("com", "no"), "icloud": ("com",),
}  # fmt: skip
# Other hosts that look like these.
_OTHERS = frozenset({"mail", "email", "ymail", "gail", "hmail", "zmail", "tmail", "fmail", "qmail", "amail", "cloud"})
_MISTYPED_ENDINGS = {"com": frozenset({"con", "cmo", "ocm", "vom", "xom", "cm", "om", "comm", "coom", "cpm", "col"})}


def valid(text: str) -> str | None:
    """The normalised address; None when it is invalid, or its host ends in a single letter, which no domain does."""
    if not _ENDING.search(text):
        return None
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return None


def fault(text: str) -> tuple[str, str | None]:
    """Why a text is not one mail address, as a message id, and the address when only one can have been meant."""
    plain = re.sub("@+", "@", _POINT.sub(".", _AT.sub("@", text[:_LONGEST])))
    if plain.count("@") > 1:
        return "there are two addresses here", None
    found = [re.sub(r"\s", "", one.replace(",", ".")).strip(".'") for one in _ADDRESS.findall(plain)]
    sound = [one for one in found if valid(one)]
    if len(sound) == 1 and len(text) <= _LONGEST and not _TORN.fullmatch(text):
        return "there are other words or signs around the address", sound[0]
    return "it is not written as name@host.no", None


def near_miss(address: str) -> tuple[str, str] | None:
    """The well-known host that an address nearly has, and the address with that host; None unless it is sure."""
    name, _, domain = address.rpartition("@")
    host, _, ending = domain.lower().partition(".")
    for known, endings in _HOSTS.items():
        right = next((one for one in endings if ending == one or ending in _MISTYPED_ENDINGS.get(one, ())), None)
        if right and (host, ending) != (known, right) and _is_slip(host, known):
            return f"{known}.{right}", f"{name}@{known}.{right}"
    return None


def _is_slip(host: str, known: str) -> bool:
    """True for the same name, or one with a letter too many, missing or swapped; a replaced one makes another name."""
    if host == known:
        return True
    exchanged = len(host) == len(known) and sorted(host) != sorted(known)
    return host not in _OTHERS and not exchanged and OSA.distance(host, known) == 1
