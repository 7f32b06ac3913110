"""Readers of binary formats in a process of their own, bound in time and memory: what breaks there breaks nothing here.

One process serves file after file; it is started when the first such file is met and replaced after it was ended.
"""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.config import load_settings
from briefing.documents.extracted import Extracted
from briefing.documents.formats.file_kinds import Format
from briefing.errors import UnreadableInputError

_START_SECONDS = 60.0
_MEGABYTE = 1 << 20
# Memory allocation failed · std::bad_alloc · unknown error (<string>, line 0): what C libraries say (the last libxml2)
_NO_MEMORY = re.compile(r"memory|bad_alloc|allocat|unknown error \(<string>, line 0\)", re.I)
_PACKAGE_PARENT = Path(__file__).resolve().parents[3]
# Not by multiprocessing, which runs the caller's main module again in the new process.
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); from briefing.documents.formats.isolation import serve; serve()"
)
Answer = tuple[str, Any]


class _Worker:
    """The reading process and the line to it."""

    def __init__(self, memory: int) -> None:
        command = [sys.executable, "-P", "-c", _PROGRAM, str(_PACKAGE_PARENT), str(memory)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._answers: queue.Queue[Answer] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        if self._next(_START_SECONDS)[0] != "ready":
            self.end()
            raise UnreadableInputError("读取文件的进程没有启动，请重试；仍不行请检查内存是否够用。")

    def read(self, form: Format, data: bytes, name: str, seconds: float) -> Answer:
        """The reader's answer: what became of the file, and its text or the complaint."""
        assert self._process.stdin is not None
        with suppress(OSError):  # a process that has gone answers "broken"
            pickle.dump((form, data, name), self._process.stdin)
            self._process.stdin.flush()
        while (answer := self._next(seconds))[0] == "going on":
            pass
        return answer

    def _next(self, seconds: float) -> Answer:
        try:
            return self._answers.get(timeout=seconds)
        except queue.Empty:
            return "late", None

    def _listen(self) -> None:
        """Take the process's answers until it ends; pipes cannot be waited for with a time limit everywhere."""
        assert self._process.stdout is not None
        try:
            while True:
                self._answers.put(pickle.load(self._process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._answers.put(("broken", "读取程序中断"))

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait(5)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


_worker: _Worker | None = None


def read_isolated(form: Format, data: bytes, name: str) -> Extracted:
    """Read a file of a binary format. Raises UnreadableInputError: refused, too slow, too large, or broken."""
    limits = load_settings().reading
    kind, value = _get_worker(limits.memory_mb).read(form, data, name, limits.seconds)
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


def serve() -> None:
    """The reading process: answer on standard output until standard input closes."""
    _limit_memory(int(sys.argv[2]))
    line = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not come between the answers

    def answer(kind: str, value: Any = None) -> None:
        pickle.dump((kind, value), line)
        line.flush()

    answer("ready")
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            form, data, name = pickle.load(sys.stdin.buffer)
            answer(*_answer(form, data, name, lambda: answer("going on")))


def _answer(form: Format, data: bytes, name: str, go_on: Callable[[], None]) -> Answer:
    from briefing.documents.formats import recognition

    recognition.after_each_page(go_on)
    try:
        return "read", _reader(form)(data, name)
    except UnreadableInputError as error:
        return "refused", str(error)
    except MemoryError:
        return "memory", None
    except Exception as error:  # a library may raise anything on a broken file
        if _NO_MEMORY.search(str(error)):
            return "memory", None
        return "broken", type(error).__name__


def _reader(form: Format) -> Callable[[bytes, str], Extracted]:
    if form is Format.PDF:
        from briefing.documents.formats.pdf_text import read_pdf

        return read_pdf
    if form is Format.WORD:
        from briefing.documents.formats.word_documents import read_word

        return read_word
    if form is Format.WORKBOOK:
        from briefing.documents.formats.workbook_sheets import read_workbook

        return read_workbook
    from briefing.documents.formats.pictures import read_picture

    return read_picture


def _limit_memory(memory: int) -> None:
    """Bound the memory of this process, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
