"""One run at a time: a lock that the operating system takes back however the run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import LockedError, OutputError, because

_held: list[int] = []


@contextmanager
def held(path: Path, work: str, *, alone: bool = True) -> Iterator[None]:
    """Hold the lock file `path` for some `work` (正在…). Not `alone`: beside others that are not alone.

    Raises LockedError when another run holds it, OutputError when the lock file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(
            f"无法在 {path.parent} 中建立锁文件（{because(error)}）。请检查权限和磁盘空间，或换一个位置。"
        ) from error
    try:
        if not _lock(handle, alone=alone):
            raise LockedError(f"另一个进程正在{work}（锁文件 {path}）。请等它结束后再运行。")
        _held.append(handle)
        try:
            yield
        finally:
            _held.remove(handle)
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, alone: bool) -> bool:
        """Windows has no shared lock here: single briefings take turns."""
        del alone
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int, *, alone: bool) -> bool:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go() -> None:
        """A forked worker shares its parent's lock and would keep it when the parent is killed."""
        while _held:
            os.close(_held.pop())

    os.register_at_fork(after_in_child=_let_go)
