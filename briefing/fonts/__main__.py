"""`python -m briefing.fonts`: build the font folder (see `briefing.fonts`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefing.errors import BriefingError, ConfigurationError, ExitCode
from briefing.fonts.build import build
from briefing.fonts.folder import default_path, font_folder


def main(arguments: list[str] | None = None) -> int:
    """Build the folder unless it is already whole; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m briefing.fonts", description="准备简报使用的字体", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    parser.add_argument(
        "--folder", type=Path, default=default_path(), metavar="目录", help="字体放在哪里（默认 %(default)s）"
    )
    parser.add_argument(
        "--from",
        type=Path,
        action="append",
        default=[],
        dest="given",
        metavar="目录",
        help="先到这些目录找字体源文件（可重复）",
    )
    parser.add_argument("--force", action="store_true", help="已有字体也重新生成")
    options = parser.parse_args(arguments)
    try:
        if not options.force and _is_whole(options.folder):
            return ExitCode.OK
        build(options.folder, options.given, lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
    except BriefingError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.OK


def _is_whole(folder: Path) -> bool:
    try:
        font_folder(folder)
    except ConfigurationError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
