"""`veiviser serve`: shows the site on this machine and updates it at every save."""

import datetime as dt
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import click

from veiviser.build.loading import Options
from veiviser.cli.console import Console
from veiviser.cli.crash_report import report_bug
from veiviser.cli.options import RefusedError, common, talkative
from veiviser.cli.template_errors import explain_templates
from veiviser.content.folders import folders
from veiviser.problems.problem import Problem
from veiviser.serve.faults import Faults, ShownProblem
from veiviser.serve.overlay import panel
from veiviser.serve.preview import Preview, Rebuilt
from veiviser.serve.preview_state import Shown
from veiviser.serve.server import Server, take_memory_in_one_place
from veiviser.serve.watch import watch_folders

# How often Ctrl-C is checked for, and how long after the last save pages that nobody has open are checked.
_POLL_SECONDS = 1


@click.command("serve")
@common
@talkative
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
def serve_command(console: Console, root: Path, today: dt.date | None, port: int) -> None:
    """Show the site on this machine while you write: every save is seen at once, and nothing is published."""
    changed = Event()
    context = click.get_current_context()
    end = End()
    faults = Faults(root=root, catalogue=console.catalogue, bug=lambda error: report_bug(error, context))
    shown = Shown(explain=faults.of)
    with (
        suppress(KeyboardInterrupt),
        _serving(_server(port, shown, console), (root / "content", *folders(root)), changed) as at,
    ):
        _say_address(at, port, console)
        if console.verbose:
            explain_templates(root, console)
        options = Options(root=root, today=today, base_url=at.address)
        preview = Preview(options=options, shown=shown, faults=faults)
        known: frozenset[object] | None = None
        while not end.asked_for:
            # A signal that arrives just before a wait is handled only after it.
            if changed.wait(_POLL_SECONDS):
                changed.clear()
                with console.stages() as report:
                    rebuilt = preview.rebuild(report)
                _say_rebuilt(rebuilt, console, known)
                known = frozenset(map(_wherever, rebuilt.problems))
            elif failure := preview.read_the_rest(lambda: end.asked_for or changed.is_set()):
                _say_failure(failure)
    if not console.quiet:
        console.tell("Stopped.")


class End:
    """Ctrl-C and other signals to end: raises KeyboardInterrupt.

    A library in C or Rust that calls a function of ours may drop the exception, so the signal is also recorded.
    """

    def __init__(self) -> None:
        self.asked_for = False
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_for = True
        raise KeyboardInterrupt


def _server(port: int, shown: Shown, console: Console) -> Server:
    try:
        return Server(port, shown, lambda faults: panel(faults, console.catalogue, console.language))
    except OSError as error:
        raise RefusedError(
            "The site cannot be shown at port {port} ({reason}); choose another one with --port.",
            port=str(port),
            reason=error.strerror or str(error),
        ) from error


@contextmanager
def _serving(server: Server, watched: tuple[Path, ...], changed: Event) -> Iterator[Server]:
    """Runs the server and the watch; both stop at the end of the block."""
    take_memory_in_one_place()
    stop = Event()
    watching = Thread(target=watch_folders, args=(watched, changed, stop), daemon=True)
    serving = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    with server:
        try:
            watching.start()
            serving.start()
            yield server
        finally:
            stop.set()
            server.shown.close()
            if serving.is_alive():
                server.shutdown()
            if watching.is_alive():
                watching.join(_POLL_SECONDS)


def _say_address(server: Server, port: int, console: Console) -> None:
    if port not in (0, server.server_port):
        console.tell("Port {port} is in use; {other} is free.", port=port, other=server.server_port)
    console.tell("The site is at {address} until you press Ctrl-C.", address=server.address)


def _say_rebuilt(rebuilt: Rebuilt, console: Console, known: frozenset[object] | None) -> None:
    """Prints a line for each rebuild, and failures that are not problems of the content; when verbose, all problems.

    Otherwise only new problems, and after the first build only errors, since its warnings may be old.
    """
    if console.verbose or console.quiet:
        console.problems(rebuilt.problems)
    elif known is None:
        console.problems(problem for problem in rebuilt.problems if problem.severity == "error")
    else:
        console.problems(problem for problem in rebuilt.problems if _wherever(problem) not in known)
    if rebuilt.failure:
        _say_failure(rebuilt.failure)
    if not console.quiet:
        errors = console.ngettext("{count} error", "{count} errors", rebuilt.errors, count=rebuilt.errors)
        warnings = console.ngettext("{count} warning", "{count} warnings", rebuilt.warnings, count=rebuilt.warnings)
        click.echo(f"{rebuilt.at:%H:%M:%S}  {rebuilt.seconds:.1f} s  {errors}, {warnings}")


def _say_failure(failure: ShownProblem) -> None:
    """Prints a failure that is not a problem of the content."""
    place = f"{failure.path}:{failure.line}: " if failure.path else ""
    click.echo(place + failure.message, err=True)


def _wherever(problem: Problem) -> object:
    """A key without line and column, equal for a problem that has only moved."""
    return problem.mark.path, problem.code, tuple(sorted(problem.values.items()))
