"""Addresses at the code host where the content lies: a file to change, a message to send."""

from urllib.parse import quote, urlencode, urlsplit

from veiviser.content.models import Site

# GitHub, GitLab and Forgejo each have a form of their own. A host that does not tell by its name is taken for GitHub.
_GITLAB = ("gitlab",)
_FORGEJO = ("codeberg", "forgejo", "gitea")


def edit_address(site: Site, path: str) -> str | None:
    """Where a file, by its path relative to the repository, is changed in the browser; None without a repository."""
    if site.repository is None:
        return None
    step = "-/edit" if _is(site, _GITLAB) else "_edit" if _is(site, _FORGEJO) else "edit"
    return f"{_base(site)}/{step}/{quote(site.branch)}/{quote(path)}"


def message_address(site: Site, title: str, text: str) -> str | None:
    """Where a message to the editors stands ready to be sent; None where the site has no way to take it.

    A mail, which anybody can send, else a new issue, which takes an account at the code host.
    """
    if site.feedback_email is not None:
        return f"mailto:{site.feedback_email}?{_query({'subject': title, 'body': text})}"
    if site.repository is not None and _is(site, _GITLAB):
        return f"{_base(site)}/-/issues/new?{_query({'issue[title]': title, 'issue[description]': text})}"
    if site.repository is not None:
        return f"{_base(site)}/issues/new?{_query({'title': title, 'body': text})}"
    return None


def _base(site: Site) -> str:
    return (site.repository or "").rstrip("/").removesuffix(".git")


def _is(site: Site, names: tuple[str, ...]) -> bool:
    host = urlsplit(site.repository or "").hostname or ""
    return any(name in host for name in names)


def _query(values: dict[str, str]) -> str:
    """Blanks as %20, since a mail program shows a plus as it is."""
    return urlencode(values, quote_via=quote)
