"""The command line's words: what can be asked for, with Chinese help and Chinese complaints."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from briefing import __version__
from briefing.errors import UsageError

FORMATS = ("pdf", "html", "xlsx")
EXTRACT_FORMATS = ("jsonl", "csv", "xlsx", "sdmx-csv")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])$")

# argparse's own complaints, which it words in English.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1。"),
    (r"argument (.*?): expected one argument", r"参数 \1 后面缺少取值。"),
    (r"argument (.*?): expected at least one argument", r"参数 \1 后面至少要有一个取值。"),
    (r"argument 命令: invalid choice: '(.*?)' \(choose from (.*)\)", r"没有“\1”这个命令，可用的命令有：\2。"),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", r"\1 不能是“\2”，可以是：\3。"),
    (r"argument (.*?): not allowed with argument (.*)", r"参数 \1 与 \2 不能同时使用。"),
    (r"argument (.*?): ignored explicit argument (.*)", r"参数 \1 不带取值，多出了 \2。"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1。"),
    (r"ambiguous option: (.*?) could match (.*)", r"参数 \1 不明确，可能是 \2。"),
    (r"argument (.*?): (.*)", r"参数 \1：\2"),
)


class ChineseParser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Chinese; it raises UsageError instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with `message` in Chinese."""
        for pattern, wording in _COMPLAINTS:
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
    """The whole command line."""
    root = ChineseParser(
        prog="python -m briefing",
        description="从公开报道中抽取民生统计数字，只在口径可比时比较各地，生成 PDF 简报。",
        epilog="退出码：0 完成；2 参数有误；3 没有找到数据；4 有文件读不了（其余已完成）；"
        "5 写不出结果；6 配置、字体、模板或数据文件有误；"
        "7 有邮件没有寄出；75 另一个进程正在处理同一期；130 被中断；143 被终止。",
        add_help=False,
    )
    _common(root)
    what = root.add_mutually_exclusive_group()
    what.add_argument("--region", metavar="地区", help="生成一个地区的简报：全称、简称、上级加名称或六位代码")
    what.add_argument("--theme", metavar="主题", help="生成一个主题的简报，如 养老、托育、医疗")
    what.add_argument("--all", action="store_true", help="生成当月全部简报：总览、各地区、各主题")
    _places(root)
    root.add_argument(
        "--month",
        type=_month,
        metavar="YYYY-MM",
        help="期号所在月份，last 为上个月；此月之后的文献视为不存在（默认：本月）",
    )
    root.add_argument(
        "--format", type=_formats, default=("pdf",), metavar="pdf,html,xlsx", help="输出格式，逗号分隔（默认：pdf）"
    )
    root.add_argument("--jobs", type=_positive, default=None, metavar="N", help="同时工作的进程数（默认：处理器个数）")
    root.add_argument(
        "--revise", action="store_true", help="与 --all 同用：已投递的一期重新生成的结果不同时，另出更正版"
    )
    root.add_argument("--note", default="", metavar="说明", help="与 --revise 同用：印在首页的更正原因")
    root.add_argument(
        "--version", action="version", version=f"民生服务对比简报（briefing）{__version__} 版", help="显示版本号"
    )
    commands = root.add_subparsers(dest="command", metavar="命令", title="其他命令", parser_class=ChineseParser)

    extract = commands.add_parser(
        "extract",
        help="只抽取数字，不出简报",
        description="逐条输出文献中的统计数字，各字段的含义见 docs/observations.md。",
        add_help=False,
    )
    _common(extract)
    extract.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    extract.add_argument(
        "--format", dest="extract_format", choices=EXTRACT_FORMATS, default="jsonl", help="输出格式（默认：jsonl）"
    )
    extract.add_argument("--output", type=Path, metavar="文件", help="写入文件（默认：标准输出）")

    add = commands.add_parser(
        "add",
        help="把文件收进文献文件夹",
        description="把文件复制进文献文件夹，取固定的名字，并说明读懂了什么；完全相同的文件不重复收。",
        add_help=False,
    )
    _common(add)
    add.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
    _places(add)

    for name, text in (
        ("list", "列出有数据的地区、主题及条数"),
        ("doctor", "检查运行库、字体、文件夹和配置"),
    ):
        command = commands.add_parser(name, help=text, description=text + "。", add_help=False)
        _common(command)
        _places(command)
    check = commands.add_parser(
        "check",
        help="只做勾稽和读取检查",
        description="每处勾稽一行：✓ 为相符，“核”为不符、待人核对，方括号里是所涉数字的编号；-q 只列待核的。"
        "读不了的文件写到标准错误。有待核的不影响退出码（仍为 0），有读不了的文件时退出码为 4。",
        add_help=False,
    )
    _common(check)
    check.add_argument("paths", nargs="*", type=Path, metavar="文件或文件夹")
    _places(check)
    trace = commands.add_parser(
        "trace", help="把一个数字追到原句", description="显示一个数字的出处、规则和判定。", add_help=False
    )
    _common(trace)
    trace.add_argument(
        "id", metavar="编号", help="文件名:字符位置，如 004:594；文件名可以只写开头，位置落在数字或它的句子里即可"
    )
    _places(trace)
    diff = commands.add_parser(
        "diff",
        help="比较两期的数字",
        description="列出两期之间更正、口径调整、更新、新增和不再提及的数字。",
        add_help=False,
    )
    _common(diff)
    for name in ("before", "after"):
        diff.add_argument(name, type=_month, metavar="YYYY-MM", help="已用 --all 生成的一期")
    _places(diff)
    source = commands.add_parser(
        "source",
        help="看一篇文献的原文，数字都标出来",
        description="写出一个网页：一篇文献的全文，每个数字按领域标色，并列出读到而没有采用的数及原因。",
        add_help=False,
    )
    _common(source)
    source.add_argument("document", metavar="文献", help="文件路径，或文献文件夹中的文件名（可只写开头）")
    source.add_argument("--output", type=Path, metavar="文件", help="写入哪个文件（默认：成品文件夹下的 原文/）")
    _places(source)
    review = commands.add_parser(
        "review",
        help="导出数字供人核定，或应用核定结果",
        description="export 把抽取的数字写成工作簿，由人核定；apply 核对填好的工作簿，写入 corrections.toml。",
        add_help=False,
    )
    _common(review)
    review.add_argument("action", choices=("export", "apply"), metavar="export|apply", help="导出，或应用")
    review.add_argument("file", type=Path, metavar="文件.xlsx", help="核定用的工作簿")
    _places(review)
    _delivery(commands)
    return root


def _delivery(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    send = commands.add_parser(
        "send", help="把一期寄给订阅者", description="寄出本期还没有寄出的邮件，重复运行不会重发。", add_help=False
    )
    _common(send)
    send.add_argument("--month", type=_month, metavar="YYYY-MM", help="哪一期，last 为上个月（默认：本月）")
    send.add_argument("--build", action="store_true", help="这一期还没有投递过时，先生成再寄")
    send.add_argument("--jobs", type=_positive, default=None, metavar="N", help="与 --build 同用：进程数")
    send.add_argument("--dry-run", action="store_true", help="只把邮件写成 .eml 文件放进 outbox 文件夹，什么也不寄")
    send.add_argument("--only", default="", metavar="地址", help="只寄给这一个订阅者")
    send.add_argument("--resend-failed", action="store_true", help="被拒收的也再寄一次")
    send.add_argument("--force-resend", action="store_true", help="已寄出或不明的也再寄一次")
    _places(send)
    ledger = commands.add_parser("ledger", help="查看投递台账", description="列出寄给谁、结果如何。", add_help=False)
    _common(ledger)
    ledger.add_argument("--month", type=_month, metavar="YYYY-MM", help="只看一期")
    ledger.add_argument("--failed", action="store_true", help="只看失败、不明和待发的")
    _places(ledger)
    config = commands.add_parser("config", help="检查设置", description="检查 briefing.toml。", add_help=False)
    _common(config)
    config.add_argument("action", choices=("check",), metavar="check", help="逐项检查设置和订阅，不连接服务器")
    config.add_argument("file", nargs="?", type=Path, metavar="文件", help="配置文件（默认：briefing.toml）")


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("-h", "--help", action="help", help="显示本说明")
    loudness = command.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help="只报告错误")
    loudness.add_argument("-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help="报告每一步")


def _places(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seeds", type=Path, default=argparse.SUPPRESS, metavar="文件夹", help="文献所在文件夹（默认：seeds）"
    )
    command.add_argument(
        "--corrections",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="文件",
        help="人工核定的改动（默认：文献文件夹中的 corrections.toml）",
    )
    command.add_argument(
        "--reports", type=Path, default=argparse.SUPPRESS, metavar="文件夹", help="成品文件夹（默认：reports）"
    )
    command.add_argument(
        "--templates",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="文件夹",
        help="模板文件夹（默认：templates，没有则用自带模板）",
    )


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


Handler = Callable[[argparse.Namespace], int]
