"""The command line: parse, call a command, turn every failure into one sentence and an exit code."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

from briefing.commands import briefing_commands, comparing, editing, edition_commands, looking
from briefing.commands.arguments import Handler, parser
from briefing.commands.reporting import Terminated, complain, say
from briefing.errors import BriefingError, ExitCode, UsageError


def entry_point() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. Every failure is one Chinese sentence on standard error."""
    signal.signal(signal.SIGTERM, _terminated)
    verbose = "-v" in arguments or "--verbose" in arguments
    try:
        options = parser().parse_args(list(arguments))
        return int(_handler(options)(options))
    except BriefingError as error:
        complain(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        say("已中断，没有留下写了一半的文件。")
        return int(ExitCode.INTERRUPTED)
    except Terminated:
        say("已按要求终止，没有留下写了一半的文件。")
        return int(ExitCode.TERMINATED)
    except BrokenPipeError:
        _close_standard_output()
        return int(ExitCode.OK)
    except Exception as error:
        if verbose:
            raise
        say(f"程序内部错误（{type(error).__name__}：{error}）。请加 -v 重跑一次，把输出发给维护者。")
        return int(ExitCode.UNEXPECTED)


def _close_standard_output() -> None:
    """Let the interpreter's exit find nothing to flush into a pipe whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _terminated(_signal: int, _frame: object) -> NoReturn:
    raise Terminated(int(ExitCode.TERMINATED))


def _handler(options: argparse.Namespace) -> Handler:
    if options.command:
        return COMMANDS[options.command]
    for name in ("region", "theme"):
        asked = getattr(options, name)
        if asked is not None and not asked.strip():
            raise UsageError(f"--{name} 后面是空的。请写明 --region、--theme 或 --all；用法见 --help。")
    if options.region or options.theme or options.all:
        return briefing_commands.produce
    raise UsageError("请写明 --region、--theme 或 --all；用法见 --help。")


COMMANDS: dict[str, Handler] = {
    "list": looking.list_subjects,
    "extract": looking.extract_figures,
    "add": editing.add_documents,
    "doctor": looking.check_machine,
    "compare": comparing.compare_figures,
    "check": looking.check_figures,
    "trace": looking.trace_figure,
    "diff": edition_commands.compare_editions,
    "send": edition_commands.send_edition,
    "ledger": edition_commands.show_ledger,
    "config": edition_commands.check_config,
    "review": editing.review_figures,
    "source": looking.show_source,
}
