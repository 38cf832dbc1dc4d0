"""Batches for Python callers: an iterator of outcomes."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final

from summarizer.batching.engine import ENGINES, Job, Stop
from summarizer.batching.found import Search
from summarizer.batching.identity import Identity
from summarizer.batching.inputs import Given, find
from summarizer.batching.model import FORMATS, Item, Outcome
from summarizer.batching.output import STATE, Output
from summarizer.batching.place import is_url, on_disk, shown
from summarizer.batching.runner import Run
from summarizer.batching.workers import WAITED_FOR
from summarizer.errors import InputError, SettingsError
from summarizer.pipeline import Summarizer
from summarizer.settings import Settings

_END: Final = object()
_WAITING: Final = 16


def prepare(
    source: Given | Iterable[Given],
    out: str | Path | None = None,
    *,
    glob: Sequence[str] = (),
    exclude: Sequence[str] = (),
    check: bool = False,
    formats: Sequence[str] = (),
    fresh: bool = False,
    engine: str = "local",
    **settings: Any,
) -> Run:
    """Find the inputs, take hold of OUT and put a run together; nothing is worked on yet.

    Arguments are those of ``abatch``.

    Raises:
        InputError: An input does not exist, or OUT cannot be used.
        SettingsError: A setting cannot be used.
    """
    if engine not in ENGINES:
        raise SettingsError(f"There is no engine {engine!r}; there are {', '.join(ENGINES)}.")
    if unknown := set(formats) - set(FORMATS):
        raise SettingsError(
            f"There is no format {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}."
        )
    given = [source] if isinstance(source, str | Path | Item) else list(source)
    given = [on_disk(one) if isinstance(one, str) else one for one in given]
    chosen = Settings.load(**settings)
    summarizer = Summarizer(**settings)
    if isinstance(out, str) and is_url(out := on_disk(out)):
        raise SettingsError(
            f"OUT cannot be {shown(out)}: what is done is kept in a database, which needs a "
            "folder of this machine. Give one, and copy it when the batch is done."
        )
    folder = None if out is None else Path(out)
    if folder is not None:
        _keep_apart(given, folder)
    search = Search(tuple(glob), tuple(exclude), check, folder)
    inputs = find(given, search)
    output = None if folder is None else Output(folder, fresh)
    budget = chosen.max_cost
    if budget is not None and output is not None:
        budget = max(0.0, budget - output.ledger.spent)
    job = Job(
        settings=chosen.model_copy(update={"max_cost": None}),
        formats=tuple(formats),
        budget=budget,
        state=None if folder is None else folder / STATE,
        stop=Stop(),
    )
    return Run(
        inputs,
        job,
        engine,
        Identity.of(summarizer),
        output,
        tuple(shown(str(one)) for one in given if not isinstance(one, Item)),
        summarizer.about,
    )


async def abatch(
    source: Given | Iterable[Given],
    out: str | Path | None = None,
    *,
    glob: Sequence[str] = (),
    exclude: Sequence[str] = (),
    check: bool = False,
    formats: Sequence[str] = (),
    fresh: bool = False,
    engine: str = "local",
    **settings: Any,
) -> AsyncGenerator[Outcome, None]:
    """Summarise or check many documents; each outcome is kept in OUT before it is told.

    Documents that OUT has a report of, made of the same content with the same models, prompts
    and settings, are not worked on again. Closing the iterator stops at once.

    Args:
        source: A folder, a file, JSON Lines, the URL of one in a store that fsspec knows, an
            ``Item``, or several of them.
        out: Where reports are kept; ``None`` keeps none.
        glob: Patterns, one of which a file in a folder must match.
        exclude: Patterns of files and folders to leave out.
        check: Every text must have a summary or claims beside it, which are checked.
        formats: ``markdown`` and ``html``, to write reports in beside JSON.
        fresh: Start over, whatever OUT has.
        engine: Who does the work.
        **settings: See ``Settings``. ``max_cost`` is what all runs on OUT may spend together.

    Yields:
        One outcome a document, as they finish.

    Raises:
        InputError: An input does not exist, or OUT cannot be used.
        SettingsError: A setting cannot be used.
    """
    run = prepare(
        source,
        out,
        glob=glob,
        exclude=exclude,
        check=check,
        formats=formats,
        fresh=fresh,
        engine=engine,
        **settings,
    )
    async with aclosing(run.outcomes()) as outcomes:
        async for outcome in outcomes:
            yield outcome


def batch(
    source: Given | Iterable[Given], out: str | Path | None = None, **options: Any
) -> Iterator[Outcome]:
    """``abatch`` for callers without an event loop, or inside one.

    The work goes on in a thread while the caller looks at an outcome.

    Args:
        source: See ``abatch``.
        out: See ``abatch``.
        **options: See ``abatch``.
    """
    waiting: queue.Queue[Any] = queue.Queue(_WAITING)
    left = threading.Event()

    async def pump() -> None:
        try:
            async with aclosing(abatch(source, out, **options)) as outcomes:
                async for outcome in outcomes:
                    await _hand_over(waiting, outcome, left)
            await _hand_over(waiting, _END, left)
        except BaseException as error:
            await _hand_over(waiting, error, left)

    thread = threading.Thread(target=lambda: asyncio.run(pump()), name=WAITED_FOR, daemon=True)
    thread.start()
    try:
        while (outcome := waiting.get()) is not _END:
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome
    finally:
        left.set()
        thread.join()


class _GoneError(Exception):
    """The caller has left the iterator."""


async def _hand_over(waiting: queue.Queue[Any], what: object, left: threading.Event) -> None:
    while not left.is_set():
        try:
            return waiting.put_nowait(what)
        except queue.Full:
            await asyncio.sleep(0.01)
    if isinstance(what, Outcome):
        raise _GoneError


def _keep_apart(given: Sequence[Given], out: Path) -> None:
    """What a batch writes must not be taken for what it reads."""
    for one in given:
        if isinstance(one, Item) or is_url(one):
            continue
        if Path(one).is_dir() and Path(one).resolve() == out.resolve():
            raise InputError(f"OUT cannot be the folder {one} itself; give another one.")
