"""``summarizer batch``: a run with its progress, its signals and its exit code."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import shlex
import signal
import sys
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final

from summarizer.batching.api import prepare
from summarizer.batching.ledger import LEDGER
from summarizer.batching.place import on_disk
from summarizer.batching.progress import progress
from summarizer.batching.runner import Run
from summarizer.batching.table import print_table
from summarizer.errors import SettingsError
from summarizer.say import say

_INTERRUPTED: Final = 130
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def run(options: argparse.Namespace, settings: Mapping[str, Any]) -> int:
    """Run a batch as the command line asks.

    Args:
        options: Its arguments.
        settings: The settings among them.

    Returns:
        The exit code.

    Raises:
        SummarizerError: The batch cannot be run, or not to its end.
    """
    if options.output is None and not options.dry_run:
        raise SettingsError("A batch needs a folder for its reports; give one with -o.")
    return asyncio.run(_run(options, settings))


async def _run(options: argparse.Namespace, settings: Mapping[str, Any]) -> int:
    out = options.output or None
    if options.dry_run and (options.fresh or not out or not Path(on_disk(out), LEDGER).exists()):
        out = None
    batch = prepare(
        options.sources,
        out,
        glob=options.glob,
        exclude=options.exclude,
        check=options.check,
        formats=tuple(dict.fromkeys(name for name in options.format if name != "json")),
        fresh=options.fresh,
        engine=options.engine,
        **settings,
    )
    if not options.quiet:
        say(*batch.about)
    if options.dry_run:
        from summarizer.batching.estimate import estimate

        try:
            print("\n".join((await estimate(batch)).lines()))
        finally:
            batch.close()
        return 0
    interruption = _Interruption(batch, asyncio.current_task())
    try:
        with interruption.listening(), progress(batch.tally, options.quiet) as shown:
            async with aclosing(batch.outcomes()) as outcomes:
                async for outcome in outcomes:
                    shown.tell(outcome)
    except asyncio.CancelledError:
        if not interruption.times:
            raise
        say(f"stopped at once. {_how_to_go_on()}")
        return _INTERRUPTED
    if batch.output is not None and not options.quiet:
        print_table(batch.tally, batch.output)
    return _exit_code(batch, interruption, options)


def _exit_code(batch: Run, interruption: _Interruption, options: argparse.Namespace) -> int:
    tally = batch.tally
    if batch.fatal is not None:
        raise batch.fatal
    if interruption.times:
        say(f"interrupted. {_how_to_go_on()}")
        return _INTERRUPTED
    if batch.job.stop.asked:
        say(batch.job.stop.reason)
    gate = options.check or options.fail_on_flagged
    return int(bool(tally.undone) or (gate and tally.flagged > 0))


class _Interruption:
    """Ctrl-C, and the polite way to end a process: once finishes, twice stops.

    Attributes:
        times: How often it was pressed.
    """

    def __init__(self, batch: Run, task: asyncio.Task[Any] | None) -> None:
        self.times = 0
        self._batch = batch
        self._task = task

    @contextlib.contextmanager
    def listening(self) -> Any:
        """Take the signals while the context lasts."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C stops at once there
            for name in _SIGNALS:
                loop.add_signal_handler(name, self._pressed)
        try:
            yield
        finally:
            with contextlib.suppress(NotImplementedError):
                for name in _SIGNALS:
                    loop.remove_signal_handler(name)

    def _pressed(self) -> None:
        self.times += 1
        if self.times > 1:
            assert self._task is not None
            self._task.cancel()
            return
        self._batch.job.stop.ask("The batch was interrupted.")
        say("finishing what is under way; press Ctrl-C again to stop at once")


def _how_to_go_on() -> str:
    """The command that goes on, without what would start over."""
    words = [word for word in sys.argv[1:] if word != "--fresh"]
    return f"To go on: {shlex.join(['summarizer', *words])}"
