"""Web addresses: validation, and suggestions for those that lead nowhere."""

import re
from urllib.parse import SplitResult, urlsplit

_LONGEST = 500
# Top-level domains of hosts, where nothing else shows that a text is an address.
_ENDINGS = "no|org|com|net|eu|info|se|dk|fi|uk|de|nu|io|is|int|edu|gov"
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_FIGURES = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_BARE = re.compile(rf"(?:www\.)?[\w.-]+\.(?:{_ENDINGS})(?::[0-9]{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE)
# A whole host before a comma; in “https://www.vik,no” the comma is a mistyped point.
_ENDED = re.compile(rf"[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS}),", re.IGNORECASE)
# What follows a whole host is another one, or words.
_TWO = re.compile(rf"\.(?:{_ENDINGS})\s*[,;]\s*\S", re.IGNORECASE)
# The protocol mistyped, or twice; no other protocol has these letters alone.
_PROTOCOL = re.compile(r"^(?:(?:h[htps]{2,6}|t[tps]{2,4})\s*[:;.]?\s*(?:[/\\]+|(?<=[:;])\s*))+\s*", re.IGNORECASE)
# SSH addresses for git clone, which code hosts show beside the address of the page.
_CLONE = re.compile(r"(?:ssh://)?git@([\w.-]+\.[a-z]{2,})[:/]([\w./~-]+?)(?:\.git)?/?")
# An address copied as a Markdown link: “[words](address)”.
_AS_LINK = re.compile(r"\[[^\[\]]*\]\(\s*([^\s()]+)\s*\)")
# Words before an address, or in brackets after it.
_BESIDE = re.compile(r"^\s*(?:[^\W\d_]+[,:]?\s+){1,6}(?=https?:/|www\.)|\s+\([^()]*\)\W*$", re.IGNORECASE)
_AROUND = re.compile(r"^[\s<(\[\"'«“]+|[\s>)\]\"'»”.,;]+$")


def fault(text: str) -> str | None:
    """Why an address leads nowhere, as a message id; None for a sound one with http:// or https://."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")  # raises UnicodeError, a ValueError, for a name that no host can have
    except ValueError:
        return "there is no such host"
    if re.fullmatch(r"[^\s@/]+@[^\s@/]+", text):
        return "it is a mail address"
    if not re.match("https?://", text, re.IGNORECASE):
        return "it does not begin with https://"
    # These characters would lead nowhere, or break the HTML attribute around the address.
    if re.search(r"[\s<>\"'`\\^|]", text):
        return "there is a blank or another sign in it that no address has"
    return _fault_of_host(host or "", parts)


def _fault_of_host(host: str, parts: SplitResult) -> str | None:
    if host in ("http", "https"):
        return "it begins twice"
    if parts.username is not None or parts.password is not None:
        return "there is an @ before the first stroke"
    if ":" in host or _FIGURES.fullmatch(host):
        return None
    labels = host.removesuffix(".").split(".")
    named = labels[1:] if labels[0] == "www" else labels
    ending = labels[-1]
    sound = len(named) > 1 and all(map(_LABEL.fullmatch, labels)) and len(ending) > 1 and not ending.isdigit()
    return None if sound else "there is no such host"


def within(text: str, base: str) -> str | None:
    """The path, query and fragment of an address on the site at `base`, from the root of the site; None for other
    sites.
    """
    if not re.match("(?:https?:)?//", text, re.IGNORECASE):
        return None
    try:
        here, there = urlsplit(base), urlsplit(text)
        same = (here.hostname, here.port) == (there.hostname, there.port)
    except ValueError:
        return None
    root = here.path.rstrip("/")
    if not same or not f"{there.path}/".startswith(f"{root}/"):
        return None
    rest = there.path[len(root) :] or "/"
    query, fragment = f"?{there.query}" if there.query else "", f"#{there.fragment}" if there.fragment else ""
    return f"{rest}{query}{fragment}"


def fault_of_a_base(text: str) -> str | None:
    """Why an address cannot be that of a whole site, as a message id; None when it can."""
    path = urlsplit(text).path
    if "?" in text or "#" in text or re.search(r"[^/]\.html?$", path, re.IGNORECASE):
        return "pages cannot lie below it"
    odd = {"..", "."} & set(path.split("/")) or "//" in path
    return "its path is not written out" if odd else None


def base_meant(text: str) -> str | None:
    """The suggestion for the address of a site."""
    found = meant(text) or text
    bare = re.sub(r"(?<=/)[^/]*\.html?$", "", re.split("[?#]", found)[0], flags=re.IGNORECASE)
    return bare if bare != text and fault(bare) is None and fault_of_a_base(bare) is None else None


def meant(text: str) -> str | None:
    """The suggestion for an address, if it is clear: with its protocol, once, and with points for commas."""
    if len(text) > _LONGEST or re.match("(?:mailto|tel):", text.strip(), re.IGNORECASE):
        return None
    if clone := _CLONE.fullmatch(text.strip()):
        return f"https://{clone[1]}/{clone[2]}"
    link = _AS_LINK.fullmatch(text.strip())
    plain = re.sub("^//(?!/)", "https://", _AROUND.sub("", link[1] if link else _BESIDE.sub("", text)))
    begun = _PROTOCOL.match(plain)
    written = re.findall("https?", begun[0].lower()) if begun else []
    rest = plain[begun.end() :] if begun else plain
    host, slash, path = _parted(rest)
    if _ENDED.match(host):  # the comma may be that of the sentence
        return None
    two = re.search("https?:", rest, re.IGNORECASE) or _TWO.search(host) or re.search(r"[,;]\s", path)
    host = re.sub(r"\s*[.,]\s*", ".", host).strip()
    address = f"{written[-1] if written else 'https'}://{host}{slash}{path.replace(' ', '%20')}"
    known = not two and (begun or _BARE.fullmatch(host + slash + path))
    return address if known and fault(address) is None and address != text else None


def _parted(text: str) -> tuple[str, str, str]:
    found = re.search("[/?#]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")
