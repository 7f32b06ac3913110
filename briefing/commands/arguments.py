"""The command line's words: what can be asked for, with Chinese help and Chinese complaints."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn

from briefing import __version__
from briefing.errors import UsageError
from briefing.packaged import Table, toml_file

FORMATS = ("pdf", "html", "xlsx")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])$")


class ChineseParser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Chinese; it raises UsageError instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with `message` in Chinese."""
        for pattern, wording in _words()["complaints"]:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, wording, message, flags=re.DOTALL)
                if "invalid choice" in pattern:
                    message = re.sub(r"'([^']*)'(?:, )?", r"\1、", message).replace("、。", "。")
                break
        raise UsageError(f"{message}用法见 {self.prog} --help。")

    def format_usage(self) -> str:
        """The usage line with a Chinese label."""
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        """The help text with Chinese labels."""
        text = super().format_help().replace("usage:", "用法：", 1)
        return (
            text.replace("options:", "选项：")
            .replace("positional arguments:", "参数：")
            .replace("其他命令:", "其他命令：")
        )


def parser() -> ChineseParser:
    """The whole command line. Raises ConfigurationError when its file of words is missing or broken."""
    words = _words()
    root = ChineseParser(
        prog=words["program"], description=words["description"], epilog=words["epilog"], add_help=False
    )
    _add(root, words["arguments"])
    root.add_argument("--version", action="version", version=words["version"].format(__version__), help="显示版本号")
    commands = root.add_subparsers(dest="command", metavar="命令", title="其他命令", parser_class=ChineseParser)
    for name, told in words["commands"].items():
        command = commands.add_parser(name, help=told["help"], description=told["description"], add_help=False)
        _add(command, told["arguments"])
    return root


def _words() -> Table:
    return toml_file("commands/data/command_line.toml")


def _add(target: argparse._ActionsContainer, arguments: Iterable[Any]) -> None:
    """Add arguments; a name among them stands for a group of them, a list for some that exclude each other."""
    for argument in arguments:
        if isinstance(argument, str):
            _add(target, _words()["groups"][argument])
        elif isinstance(argument, list):
            _add(target.add_mutually_exclusive_group(), argument)
        else:
            told = dict(argument)
            if told.pop("inherited", False):
                told["default"] = argparse.SUPPRESS
            if "type" in told:
                told["type"] = _READERS[told["type"]]
            target.add_argument(*told.pop("name").split(), **told)


def this_month() -> str:
    """The current month (YYYY-MM); of SOURCE_DATE_EPOCH where that is set, for builds that can be repeated."""
    return f"{_today():%Y-%m}"


def _today() -> date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return date.today()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"环境变量 SOURCE_DATE_EPOCH 的值“{epoch}”不是秒数，请改正或取消设置。") from error


def _month(text: str) -> str:
    if text == "last":
        return f"{_today().replace(day=1) - timedelta(days=1):%Y-%m}"
    if not _MONTH.match(text):
        raise argparse.ArgumentTypeError(f"“{text}”不是月份，应写成 2026-11 的样子，月份为 01 至 12；last 表示上个月。")
    return text


def _formats(text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [part for part in asked if part not in FORMATS]
    if unknown or not asked:
        raise argparse.ArgumentTypeError(f"“{text}”不是可用的格式，可用的有 {'、'.join(FORMATS)}，多个之间用逗号隔开。")
    return asked


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"“{text}”应为 1 至 256 的整数。")
    return number


_READERS: dict[str, Callable[[str], Any]] = {"month": _month, "formats": _formats, "positive": _positive, "path": Path}
Handler = Callable[[argparse.Namespace], int]
