"""`veiviser serve`: the site on this machine, built anew at each save."""

import datetime as dt
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import NullTranslations
from pathlib import Path
from threading import Event, Thread

import click

from veiviser.commands.bugs import report_bug
from veiviser.commands.options import Refused, common, talkative
from veiviser.commands.telling import say_problems, telling
from veiviser.commands.templates import explain_templates
from veiviser.languages import catalogue
from veiviser.render.templates import folders
from veiviser.serve.panel import panel
from veiviser.serve.preview import Preview, Rebuilt, for_preview
from veiviser.serve.server import Server
from veiviser.serve.shown import Shown
from veiviser.serve.watch import watch_folders

# How long pages that nobody has open may lag behind while somebody saves again and again.
_SECONDS_TO_WAIT = 60

# How long Ctrl-C may go unnoticed.
_SECONDS_DEAF = 1


@click.command("serve")
@common
@talkative
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
def serve_command(root: Path, today: dt.date | None, lang: str, quiet: bool, verbose: bool, port: int) -> None:
    """Show the site on this machine while you write: every save is seen at once, and nothing is published."""
    words = catalogue(lang)
    shown, changed = Shown(), Event()
    context = click.get_current_context()
    # What asks a program to end is to end this one as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with (
        suppress(KeyboardInterrupt),
        _serving(_server(port, shown, lang), (root / "content", *folders(root)), changed) as at,
    ):
        _say_address(at, port, words)
        if verbose:
            explain_templates(root, words)
        preview = Preview(
            options=for_preview(root, today, at.address),
            shown=shown,
            words=words,
            bug=lambda error: report_bug(error, context),
        )
        whole = -float("inf")
        while True:
            # A signal that comes just before a wait is not seen until it is over.
            if not changed.wait(_SECONDS_DEAF):
                continue
            changed.clear()
            # Whoever saves faster than a site is made sees the open page; the others shall not wait for ever.
            newer = changed if time.monotonic() - whole < _SECONDS_TO_WAIT else Event()
            with telling(words, verbose=verbose, quiet=quiet) as report:
                rebuilt = preview.rebuild(newer, report)
            if rebuilt:
                whole = time.monotonic()
                _say_rebuilt(rebuilt, words, quiet=quiet, verbose=verbose)
    if not quiet:
        click.echo(words.gettext("Stopped."))


def _server(port: int, shown: Shown, lang: str) -> Server:
    words = catalogue(lang)
    try:
        return Server(port, shown, lambda faults: panel(faults, words, lang))
    except OSError as error:
        said = words.gettext("The site cannot be shown at port {port} ({reason}); choose another one with --port.")
        raise Refused(said.format(port=port, reason=error.strerror)) from error


@contextmanager
def _serving(server: Server, watched: tuple[Path, ...], changed: Event) -> Iterator[Server]:
    """The server and the watch at work; both end with the block, however it ends."""
    stop = Event()
    with server:
        Thread(target=watch_folders, args=(watched, changed, stop), daemon=True).start()
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            stop.set()
            server.shown.close()
            server.shutdown()


def _say_address(server: Server, port: int, words: NullTranslations) -> None:
    if port not in (0, server.server_port):
        said = words.gettext("Port {port} is in use; {other} is free.")
        click.echo(said.format(port=port, other=server.server_port))
    click.echo(words.gettext("The site is at {address} until you press Ctrl-C.").format(address=server.address))


def _say_rebuilt(rebuilt: Rebuilt, words: NullTranslations, *, quiet: bool, verbose: bool) -> None:
    """One line a rebuild, and what stopped it outside the content; with `verbose` the problems of the content too."""
    if verbose or quiet:
        say_problems(rebuilt.problems, words, quiet=quiet, strict=False)
    if failure := rebuilt.failure:
        place = f"{failure.path}:{failure.line}: " if failure.path else ""
        click.echo(place + failure.message, err=True)
    if not quiet:
        errors = words.ngettext("{count} error", "{count} errors", rebuilt.errors).format(count=rebuilt.errors)
        warnings = words.ngettext("{count} warning", "{count} warnings", rebuilt.warnings)
        said = warnings.format(count=rebuilt.warnings)
        click.echo(f"{rebuilt.at:%H:%M:%S}  {rebuilt.seconds:.1f} s  {errors}, {said}")
