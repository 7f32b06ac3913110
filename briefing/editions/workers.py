"""Worker processes of a run: they end when it ends, however it ends."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

_PARENT_LOOKS = 1.0  # seconds between a worker's looks at whether its parent still lives
_PATIENCE = 1.0  # seconds that workers have to end after they were told to


@contextmanager
def workers(count: int, initializer: Any, *arguments: Any) -> Iterator[ProcessPoolExecutor]:
    """`count` processes that have each called `initializer(*arguments)`.

    When the block is left by an exception (an interrupt among them), orders that wait are dropped and the processes
    are ended at once, instead of finishing what they are at.
    """
    pool = ProcessPoolExecutor(count, initializer=_begin, initargs=(os.getpid(), initializer, arguments))
    try:
        yield pool
    except BaseException:
        _end(pool)
        raise
    pool.shutdown()


def _end(pool: ProcessPoolExecutor) -> None:
    processes = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    until = time.monotonic() + _PATIENCE
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()


def _begin(parent: int, initializer: Any, arguments: tuple[Any, ...]) -> None:
    """A terminal sends its interrupt to the workers too: it is the run that ends them, without a word of theirs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    initializer(*arguments)


def _end_with(parent: int) -> None:
    """End this worker when the run that started it was killed: nobody waits for it any more."""
    started_by = os.getppid()
    while os.getppid() in (started_by, parent):
        time.sleep(_PARENT_LOOKS)
    os._exit(1)
