"""Commands that make briefings: one region, one theme, a month's edition."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.commands.arguments import this_month
from briefing.commands.reporting import (
    Terminated,
    analysed,
    exit_code,
    folder_of,
    note,
    put,
    quiet,
    say,
    step,
    tell_faults,
    templates_of,
)
from briefing.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.editions import Order, Outcome, Task
    from briefing.intake.corpus import Corpus


def produce(options: argparse.Namespace) -> int:
    """Make one region's or theme's briefing, or the month's edition."""
    from briefing import editions
    from briefing.comparison.peer_groups import own_groups
    from briefing.config import load_settings
    from briefing.reference.divisions import resolve
    from briefing.reference.themes import resolve_theme

    if (options.revise or options.note) and not options.all:
        raise UsageError("--revise 和 --note 只与 --all 同用：更正的是整整一期。")
    settings = load_settings()
    own_groups(settings.peers)  # a group with an unknown place is told before anything is read
    order: Order | None = None
    if options.region:
        order = editions.Order("region", resolve(options.region).code)
    elif options.theme:
        order = editions.Order("theme", resolve_theme(options.theme).name)
    month = options.month or this_month()
    if order is None:
        with editions.working_on(folder_of(options, "reports"), month):
            return build(options, settings, month)
    corpus, task = _task(options, settings, month)
    with editions.working_on(folder_of(options, "reports"), month, alone=False), _minding_the_month(corpus, month):
        files = editions.make_single(order, task)
    put(files)
    step(options, f"编排并写成 {len(files)} 个文件")
    return exit_code(options, corpus, task.analysis)


@contextmanager
def _minding_the_month(corpus: Corpus, month: str) -> Iterator[None]:
    """Where nothing is found, say how many documents the month left out."""
    try:
        yield
    except NothingFoundError as error:
        if not corpus.later:
            raise
        left_out = f"有 {corpus.later} 篇文献的日期晚于 {month}，没有采用"
        raise NothingFoundError(f"{left_out}；{month} 及以前的{error}如要采用，请把 --month 改晚。") from error


def _task(options: argparse.Namespace, settings: Settings, month: str) -> tuple[Corpus, Task]:
    from briefing import editions

    templates = templates_of(options)
    corpus, analysis = analysed(options, month)
    folder = folder_of(options, "reports") / month
    return corpus, editions.Task(analysis, month, options.format, folder, templates, settings)


def build(options: argparse.Namespace, settings: Settings, month: str) -> int:
    """Make the month's edition; the caller holds its lock."""
    from briefing import editions

    corpus, task = _task(options, settings, month)
    orders = editions.orders_with_data(task.analysis)
    if len(orders) == 1:
        with _minding_the_month(corpus, month):
            raise editions.nothing_to_print(folder_of(options, "seeds"))
    wish = editions.Wish(options.jobs, options.revise, options.note)
    made = 0

    def counted(done: Iterable[Outcome], total: int) -> Iterator[Outcome]:
        nonlocal made
        for outcome in _progress(options, done, total):
            made += 1
            yield outcome

    try:
        run = editions.produce(corpus, task, orders, wish, counted)
    except (KeyboardInterrupt, Terminated):
        say(f"停下时 {len(orders)} 份简报已生成 {made} 份。一期要么完整、要么不写，这次没有写入，原有的文件没有改动。")
        raise
    put(run.files if options.command is None else ())
    if run.remark:
        note(options, run.remark)
    failures = [(outcome.order.label, outcome.failure) for outcome in run.outcomes if outcome.failure]
    if failures:
        say(f"共 {len(run.outcomes)} 份，成功 {len(run.outcomes) - len(failures)} 份，失败 {len(failures)} 份：")
        for reason in dict.fromkeys(str(failure) for _, failure in failures):
            labels = "、".join(label for label, failure in failures if str(failure) == reason)
            say(f"  {labels}：{reason}")
        tell_faults(options, (failure for _, failure in failures))
    return max(exit_code(options, corpus, task.analysis), *(int(failure.exit_code) for _, failure in failures), 0)


def _progress(options: argparse.Namespace, done: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    if sys.stderr.isatty() and not quiet(options):
        from tqdm import tqdm

        yield from tqdm(done, total=total, desc="生成简报", unit="份", file=sys.stderr, leave=False)
        return
    for number, outcome in enumerate(done, 1):
        note(options, f"[{number}/{total}] {outcome.order.label}{'  未能生成' if outcome.failure else ''}")
        yield outcome
