"""Where the program's own files can be read in a browser, as far as the way it was installed tells."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from veiviser.code_hosts import code_host


def address_of(path: str) -> str | None:
    """The address of a file of the program's source, in the version that runs; None when nobody knows where it lies.

    pip notes the repository and the commit that a package was installed from (PEP 610, direct_url.json).
    """
    return address_at(installed_from(), path)


def address_at(noted: Mapping[str, Any], path: str) -> str | None:
    """The same, from what pip has noted."""
    base, commit = str(noted.get("url", "")), noted.get("vcs_info", {}).get("commit_id")
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or not commit:
        return None
    host = parts.hostname + (f":{parts.port}" if parts.port else "")  # without the name or token of who fetched it
    base = f"{parts.scheme}://{host}{parts.path.rstrip('/').removesuffix('.git')}"
    return f"{base}/{code_host(base).at_commit}/{commit}/{path}"


@cache
def installed_from() -> Mapping[str, Any]:
    """What pip has noted (https://packaging.python.org/en/latest/specifications/direct-url/), or nothing."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - only crash reports need it

    try:
        noted = json.loads(distribution("veiviser").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError, OSError):
        return {}
    return noted if isinstance(noted, dict) else {}
