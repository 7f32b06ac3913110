"""Every failure a user can meet: one class a kind, with its exit code and a Chinese sentence that says what to do."""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EEXIST: "同名的文件已经存在",
    errno.EISDIR: "它是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被其他程序使用",
    errno.ETXTBSY: "正被其他程序使用",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘或网络位置读写出错",
}
_LONGEST_REASON = 200  # characters of what a library says
# Invalid value (at line 2, column 5)
_TOML_PLACE = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.S)


class ExitCode(IntEnum):
    """Exit codes of the command line (docs/operations.md)."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    NOTHING_FOUND = 3
    UNREADABLE_INPUT = 4
    OUTPUT_FAILED = 5
    CONFIGURATION = 6
    DELIVERY_FAILED = 7
    LOCKED = 75
    INTERRUPTED = 130
    TERMINATED = 143


class BriefingError(Exception):
    """A failure whose message is one clear Chinese sentence: what went wrong, where, and what to do."""

    exit_code = ExitCode.UNEXPECTED


def because(error: OSError) -> str:
    """Why the system refused, in Chinese; its own words in brackets where the reason is a rare one."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    number = "" if error.errno is None else f" {error.errno}"
    return f"系统错误{number}（{error.strerror or error}）"


def toml_fault(error: Exception) -> str:
    """What is wrong with a TOML text, and on which line; the reader's own words in brackets."""
    if isinstance(error, UnicodeDecodeError):
        return "不是 UTF-8 文本"
    if isinstance(error, RecursionError):
        return "嵌套太深"
    if str(error).startswith("Exceeds the limit"):
        return "有一个整数太长"
    match = _TOML_PLACE.match(str(error))
    if match is None:
        return f"不合 TOML 格式（{error}）"
    place = f"第{match['line']}行第{match['column']}列" if match["line"] else "末尾"
    return f"{place}不合 TOML 格式（{match['what'].replace('(', '').replace(')', '')}）"


def written(value: object) -> str:
    """A value of a TOML file as it is written there, cut where it is long."""
    try:
        return repr(value)[:_LONGEST_REASON]
    except ValueError:  # Python prints no integer of more than 4,300 digits
        return "一个很长的整数"


class UsageError(BriefingError):
    """The command line asks for something that does not exist or is malformed."""

    exit_code = ExitCode.USAGE


class NothingFoundError(BriefingError):
    """What was asked for exists, but no document says anything about it."""

    exit_code = ExitCode.NOTHING_FOUND


class UnreadableInputError(BriefingError):
    """One document cannot be read; the others still are."""

    exit_code = ExitCode.UNREADABLE_INPUT


@contextmanager
def fenced(document: str, stage: str, problems: list[UnreadableInputError]) -> Iterator[None]:
    """Whatever goes wrong with one document in a stage (读取, 抽取 …) is entered as its problem; the others go on.

    Failures that are of no one document (settings, output, arguments) pass through. The program's own errors have their
    traceback as a note, which -v shows (unlike a cause it reaches other processes).
    """
    try:
        yield
    except UnreadableInputError as error:
        problems.append(error)
    except BriefingError:
        raise
    except Exception as error:
        said = " ".join(str(error).split())[:_LONGEST_REASON]
        problem = UnreadableInputError(
            f"{document} 在{stage}时出错（{type(error).__name__}：{said}），这一步没有采用它，其余照常；"
            "请加 -v 重跑一次，把输出发给维护者。"
        )
        problem.add_note("".join(traceback.format_exception(error)).rstrip())
        if str(problem) not in map(str, problems):
            problems.append(problem)


class OutputError(BriefingError):
    """A result could not be written; nothing half-written is left behind."""

    exit_code = ExitCode.OUTPUT_FAILED


class ConfigurationError(BriefingError):
    """A data file, setting, font or library is missing or wrong."""

    exit_code = ExitCode.CONFIGURATION


class FrozenEditionError(OutputError):
    """An edition that was sent would change without being revised."""


class DeliveryError(BriefingError):
    """Mails could not be delivered to someone; the others were."""

    exit_code = ExitCode.DELIVERY_FAILED


class LockedError(BriefingError):
    """Another run is working on the same edition."""

    exit_code = ExitCode.LOCKED
