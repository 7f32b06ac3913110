"""Readers of binary formats in a process of their own, bound in time and memory: what breaks there breaks nothing here.

One process serves file after file; it is started when the first such file is met and replaced after it was ended.
"""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from briefing.config import load_settings
from briefing.documents.content import Format
from briefing.documents.extracted import Extracted
from briefing.errors import UnreadableInputError

_START_SECONDS = 60.0
_MEGABYTE = 1 << 20


class _Worker:
    """The reading process and the line to it."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, memory), daemon=True)
        self._process.start()
        other.close()
        if not self._line.poll(_START_SECONDS):
            self.end()
            raise UnreadableInputError("读取文件的进程没有启动，请重试；仍不行请检查内存是否够用。")
        with suppress(EOFError, OSError):
            self._line.recv()

    def read(self, form: Format, data: bytes, name: str, seconds: float) -> tuple[str, Any]:
        """The reader's answer: what became of the file, and its text or the complaint."""
        self._line.send((form, data, name))
        while self._line.poll(seconds):
            kind, value = self._line.recv()
            if kind != "going on":
                return kind, value
        return "late", None

    def end(self) -> None:
        """End the process."""
        self._line.close()
        self._process.kill()
        self._process.join(5)


_worker: _Worker | None = None


def read_isolated(form: Format, data: bytes, name: str) -> Extracted:
    """Read a file of a binary format. Raises UnreadableInputError: refused, too slow, too large, or broken."""
    limits = load_settings().reading
    try:
        kind, value = _get_worker(limits.memory_mb).read(form, data, name, limits.seconds)
    except (EOFError, OSError):
        kind, value = "broken", "读取程序中断"
    if kind in ("late", "broken", "memory"):
        _end_worker()
    if kind == "read":
        assert isinstance(value, Extracted)
        return value
    if kind == "late":
        raise UnreadableInputError(f"{name} 读了 {limits.seconds:g} 秒还没有读完，已放弃，请拆分或另存后再放入。")
    if kind == "memory":
        raise UnreadableInputError(f"{name} 需要的内存超过 {limits.memory_mb} MB，已放弃，请拆分后再放入。")
    if kind == "refused":
        raise UnreadableInputError(value)
    raise UnreadableInputError(f"{name} 已损坏，无法读取（{value}），请重新下载或重新保存。")


def _get_worker(memory_mb: int) -> _Worker:
    global _worker  # one process for all files of a run
    if _worker is None:
        _worker = _Worker(memory_mb * _MEGABYTE)
    return _worker


@atexit.register
def _end_worker() -> None:
    global _worker
    if _worker is not None:
        _worker.end()
        _worker = None


def _serve(line: Connection, memory: int) -> None:
    """The reading process: answer until the line closes."""
    _limit_memory(memory)
    line.send(("ready", None))
    while True:
        try:
            form, data, name = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        line.send(_answer(form, data, name, lambda: line.send(("going on", None))))


def _answer(form: Format, data: bytes, name: str, go_on: Callable[[], None]) -> tuple[str, Any]:
    from briefing.documents import recognition

    recognition.after_each_page(go_on)
    try:
        return "read", _reader(form)(data, name)
    except UnreadableInputError as error:
        return "refused", str(error)
    except MemoryError:
        return "memory", None
    except Exception as error:  # a library may raise anything on a broken file
        return "broken", type(error).__name__


def _reader(form: Format) -> Callable[[bytes, str], Extracted]:
    if form is Format.PDF:
        from briefing.documents.pdf import read_pdf

        return read_pdf
    if form is Format.WORD:
        from briefing.documents.word import read_word

        return read_word
    if form is Format.WORKBOOK:
        from briefing.documents.workbook import read_workbook

        return read_workbook
    from briefing.documents.picture import read_picture

    return read_picture


def _limit_memory(memory: int) -> None:
    """Bound the memory of this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
