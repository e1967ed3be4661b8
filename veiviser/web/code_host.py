"""Links to the code host of the content: edit a file, or send a message to the editors."""

from urllib.parse import quote, urlencode

from veiviser.code_hosts import code_host
from veiviser.content.models import Site


def edit_address(site: Site, path: str) -> str | None:
    """The address for editing a file (path relative to the repository) in the browser; None without a repository."""
    if site.repository is None:
        return None
    return f"{_base(site)}/{code_host(site.repository).edit}/{quote(site.branch)}/{quote(path)}"


def message_address(site: Site, title: str, text: str) -> str | None:
    """The address that opens a message to the editors, ready to be sent; None if the site has no way to receive it.

    An email, which anybody can send, else a new issue, which requires an account at the code host.
    """
    if site.feedback_email is not None:
        return f"mailto:{site.feedback_email}?{_query({'subject': title, 'body': text})}"
    if site.repository is None:
        return None
    host = code_host(site.repository)
    return f"{_base(site)}/{host.new_issue}?{_query({host.issue_title: title, host.issue_text: text})}"


def _base(site: Site) -> str:
    return (site.repository or "").rstrip("/").removesuffix(".git")


def _query(values: dict[str, str]) -> str:
    """Spaces become %20, since a mail program shows a plus sign literally."""
    return urlencode(values, quote_via=quote)
