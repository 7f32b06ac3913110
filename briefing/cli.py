"""Commands: parse, call, report. No logic."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NoReturn

from briefing.arguments import Handler, parser, this_month
from briefing.errors import (
    BriefingError,
    ConfigurationError,
    ExitCode,
    NothingFoundError,
    UnreadableInputError,
    UsageError,
)

if TYPE_CHECKING:
    from briefing.config import Settings
    from briefing.corpus import Corpus
    from briefing.editions import Order, Outcome, Task
    from briefing.model import Analysis, Document, Observation

_STARTED = perf_counter()


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
        _complain(error)
        return int(error.exit_code)
    except KeyboardInterrupt:
        _say("已中断，没有留下写了一半的文件。")
        return int(ExitCode.INTERRUPTED)
    except _Terminated:
        _say("已按要求终止，没有留下写了一半的文件。")
        return int(ExitCode.TERMINATED)
    except BrokenPipeError:
        _close_standard_output()
        return int(ExitCode.OK)
    except Exception as error:
        if verbose:
            raise
        _say(f"程序内部错误（{type(error).__name__}：{error}）。请加 -v 重跑一次，把输出发给维护者。")
        return int(ExitCode.UNEXPECTED)


def _close_standard_output() -> None:
    """Let the interpreter's exit find nothing to flush into a pipe whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Terminated(SystemExit):
    """The system asks the program to end."""


def _terminated(_signal: int, _frame: object) -> NoReturn:
    raise _Terminated(int(ExitCode.TERMINATED))


def _handler(options: argparse.Namespace) -> Handler:
    if options.command:
        return _COMMANDS[options.command]
    for name in ("region", "theme"):
        asked = getattr(options, name)
        if asked is not None and not asked.strip():
            raise UsageError(f"--{name} 后面是空的。请写明 --region、--theme 或 --all；用法见 --help。")
    if options.region or options.theme or options.all:
        return _produce
    raise UsageError("请写明 --region、--theme 或 --all；用法见 --help。")


def _produce(options: argparse.Namespace) -> int:
    from briefing import editions
    from briefing.config import load_settings
    from briefing.reference.divisions import resolve
    from briefing.reference.themes import resolve_theme

    if (options.revise or options.note) and not options.all:
        raise UsageError("--revise 和 --note 只与 --all 同用：更正的是整整一期。")
    settings = load_settings()
    order: Order | None = None
    if options.region:
        order = editions.Order("region", resolve(options.region).code)
    elif options.theme:
        order = editions.Order("theme", resolve_theme(options.theme).name)
    month = options.month or this_month()
    if order is None:
        with editions.working_on(_folder(options, "reports"), month):
            return _build(options, settings, month)
    corpus, task = _task(options, settings, month)
    with editions.working_on(_folder(options, "reports"), month, alone=False), _minding_the_month(corpus, month):
        files = editions.make_single(order, task)
    for path in files:
        print(path)  # noqa: T201 - the result
    _step(options, f"编排并写成 {len(files)} 个文件")
    return _exit_code(corpus)


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

    templates = _templates(options)
    corpus, analysis = _analysed(options, month)
    folder = _folder(options, "reports") / month
    return corpus, editions.Task(analysis, month, options.format, folder, templates, settings)


def _build(options: argparse.Namespace, settings: Settings, month: str) -> int:
    """Make the month's edition; the caller holds its lock."""
    from briefing import editions

    corpus, task = _task(options, settings, month)
    orders = editions.orders_with_data(task.analysis)
    if len(orders) == 1:
        with _minding_the_month(corpus, month):
            raise editions.nothing_to_print(_folder(options, "seeds"))
    wish = editions.Wish(options.jobs, options.revise, options.note)
    made = 0

    def counted(done: Iterable[Outcome], total: int) -> Iterator[Outcome]:
        nonlocal made
        for outcome in _progress(options, done, total):
            made += 1
            yield outcome

    try:
        run = editions.produce(corpus, task, orders, wish, counted)
    except (KeyboardInterrupt, _Terminated):
        _say(f"停下时 {len(orders)} 份简报已生成 {made} 份。一期要么完整、要么不写，这次没有写入，原有的文件没有改动。")
        raise
    for path in run.files if options.command is None else ():
        print(path)  # noqa: T201 - the result
    if run.remark:
        _note(options, run.remark)
    failures = [(outcome.order.label, outcome.failure) for outcome in run.outcomes if outcome.failure]
    if failures:
        _say(f"共 {len(run.outcomes)} 份，成功 {len(run.outcomes) - len(failures)} 份，失败 {len(failures)} 份：")
        for reason in dict.fromkeys(str(failure) for _, failure in failures):
            labels = "、".join(label for label, failure in failures if str(failure) == reason)
            _say(f"  {labels}：{reason}")
        return int(max(failure.exit_code for _, failure in failures))
    return _exit_code(corpus)


def _progress(options: argparse.Namespace, done: Iterable[Outcome], total: int) -> Iterable[Outcome]:
    if sys.stderr.isatty() and not _quiet(options):
        from tqdm import tqdm

        yield from tqdm(done, total=total, desc="生成简报", unit="份", file=sys.stderr, leave=False)
        return
    for number, outcome in enumerate(done, 1):
        _note(options, f"[{number}/{total}] {outcome.order.label}{'  未能生成' if outcome.failure else ''}")
        yield outcome


def _list(options: argparse.Namespace) -> int:
    from briefing import editions
    from briefing.reference.divisions import full_name

    corpus, analysis = _analysed(options, None)
    read, unread = len(corpus.documents), len(corpus.problems)
    regions, themes = editions.counts(analysis)
    if not regions:
        raise editions.nothing_to_print(_folder(options, "seeds"))
    for title, lines in (
        ("文献", [f"读取 {read} 篇，未能读取 {unread} 个，抽取数字 {len(corpus.observations)} 个"]),
        ("地区", [f"{code}  {full_name(code)}  {count}" for code, count in sorted(regions.items())]),
        ("主题", [f"{name}  {count}" for name, count in themes.items()]),
    ):
        print(title)  # noqa: T201 - the result
        for line in lines:
            print(f"  {line}")  # noqa: T201 - the result
    return _exit_code(corpus)


def _extract(options: argparse.Namespace) -> int:
    from briefing.corpus import read_each
    from briefing.observation_files import csv_text, json_lines, workbook
    from briefing.sdmx_files import has_time, sdmx_csv_lines
    from briefing.writing import replacing

    form = options.extract_format
    if form == "xlsx" and not options.output:
        raise UsageError("--format xlsx 要写成文件，请加 --output 文件名.xlsx。")
    _tell_passed_over(options, options.paths)
    failed, timeless = False, 0

    def documents() -> Iterator[tuple[Document, list[Observation]]]:
        nonlocal failed, timeless
        for result in read_each(options.paths):
            if isinstance(result, UnreadableInputError):
                failed = True
                _complain(result)
                continue
            document, found = result
            if not found:
                _note(options, f"{document.name} 中没有找到统计数字。")
            timeless += sum(not has_time(observation) for observation in found)
            yield document, found

    def lines() -> Iterator[str]:
        observations = (observation for _, found in documents() for observation in found)
        if form == "csv":
            yield csv_text(observations)
        elif form == "sdmx-csv":
            yield from sdmx_csv_lines(observations)
        else:
            yield from (line + "\n" for line in json_lines(observations))

    if form == "xlsx":
        with replacing(options.output) as temporary:
            temporary.write_bytes(workbook(documents()))
        print(options.output)  # noqa: T201 - the result
    elif options.output:
        with replacing(options.output) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines())
        print(options.output)  # noqa: T201 - the result
    else:
        sys.stdout.writelines(lines())
    if form == "sdmx-csv" and timeless:
        _note(options, f"{timeless} 个数字原文没有说明时期，SDMX 无处安放，未写入；--format csv 有全部数字。")
    return int(ExitCode.UNREADABLE_INPUT if failed else ExitCode.OK)


def _add(options: argparse.Namespace) -> int:
    from briefing import adding

    failed = False
    for result in adding.add(options.paths, _folder(options, "seeds")):
        if isinstance(result, UnreadableInputError):
            failed = True
            _complain(result)
        elif result.duplicate:
            _note(options, f"{result.file.name} 与 {result.target} 完全相同，没有重复收入。")
        else:
            for line in adding.told(result):
                print(line)  # noqa: T201 - the result
            for problem in result.problems:
                failed = True
                _complain(problem)
    return int(ExitCode.UNREADABLE_INPUT if failed else ExitCode.OK)


def _doctor(options: argparse.Namespace) -> int:
    from briefing import doctor

    return doctor.run(_folder(options, "seeds"), _folder(options, "reports"), _templates_folder(options))


def _check(options: argparse.Namespace) -> int:
    from briefing import corrections
    from briefing.comparison import analyse
    from briefing.corpus import Corpus, read_corpus, read_each

    _tell_passed_over(options, options.paths or [_folder(options, "seeds")])
    if options.paths:
        read = list(read_each(options.paths))
        good = [result for result in read if not isinstance(result, UnreadableInputError)]
        bad = tuple(result for result in read if isinstance(result, UnreadableInputError))
        corpus = Corpus(tuple(d for d, _ in good), tuple(o for _, found in good for o in found), bad)
    else:
        corpus = read_corpus(_folder(options, "seeds"), corrections=corrections.load(_decisions(options)))
    for problem in corpus.problems:
        _complain(problem)
    analysis = analyse(corpus.documents, corpus.observations)
    for finding in analysis.reconciliations:
        if finding.passed and _quiet(options):
            continue
        mark = "○" if finding.passed and finding.inferred else "✓" if finding.passed else "核"
        where = "、".join(observation.id for observation in finding.observations)
        print(f"{mark} {finding.text}  [{where}]")  # noqa: T201 - the result
    failed = sum(not finding.passed for finding in analysis.reconciliations)
    _note(options, f"共核对 {len(analysis.reconciliations)} 处，{failed} 处待核。")
    return int(ExitCode.UNREADABLE_INPUT if corpus.problems else ExitCode.OK)


def _trace(options: argparse.Namespace) -> int:
    from briefing.tracing import trace

    corpus, analysis = _analysed(options, None)
    for line in trace(options.id, corpus.documents, (*corpus.observations, *corpus.dropped), analysis):
        print(line)  # noqa: T201 - the result
    return _exit_code(corpus)


def _diff(options: argparse.Namespace) -> int:
    from briefing import editions

    reports = _folder(options, "reports")
    before, after = (editions.finished(reports, month) for month in (options.before, options.after))
    kept = editions.kept_documents(before.inputs, after.inputs)
    found = editions.changes(before.figures(), after.figures(), kept)
    for change in found:
        print(editions.sentence(change))  # noqa: T201 - the result
    _note(options, f"{before.label} 与 {after.label} 相比，{editions.summary(found)}。")
    return ExitCode.OK


def _send(options: argparse.Namespace) -> int:
    from briefing import editions
    from briefing.config import load_settings
    from briefing.distribution.planning import Wish
    from briefing.distribution.sending import send, write_outbox
    from briefing.distribution.subscriptions import recipients

    settings = load_settings()
    wanted = recipients(settings)
    month, reports, templates = options.month or this_month(), _folder(options, "reports"), _templates(options)
    wish = Wish(options.only, options.resend_failed, options.force_resend)
    built = ExitCode.OK
    if options.dry_run:
        report = write_outbox(settings, reports, editions.finished(reports, month), wish, templates)
    else:
        with editions.working_on(reports, month):
            standing = editions.latest(reports, month)
            if options.build and (standing is None or not standing.frozen):
                options.format = tuple(dict.fromkeys(form for recipient in wanted for form in recipient.formats))
                options.revise, options.note = False, ""
                built = ExitCode(_build(options, settings, month))
            say = _say if getattr(options, "verbose", False) else (lambda _: None)
            report = send(settings, reports, editions.finished(reports, month), wish, templates, say)
    for path in report.written:
        print(path)  # noqa: T201 - the result
    for trouble in report.troubles():
        _say(trouble)
    _note(options, report.summary)
    return int(ExitCode.DELIVERY_FAILED if report.troubled else built)


def _ledger(options: argparse.Namespace) -> int:
    from briefing.distribution.ledger import State, read_ledger
    from briefing.distribution.listing import lines

    entries = read_ledger(_folder(options, "reports"), options.month)
    if options.failed:
        entries = [entry for entry in entries if entry.state is not State.SENT]
    for line in lines(entries):
        print(line)  # noqa: T201 - the result
    return ExitCode.OK


def _config(options: argparse.Namespace) -> int:
    from briefing.config import FILE_NAME, load_settings
    from briefing.distribution.listing import subscription_lines
    from briefing.distribution.subscriptions import problems

    path = options.file or Path(FILE_NAME)
    if not path.exists():
        raise ConfigurationError(f"没有配置文件 {path}。请复制 docs/briefing.example.toml 后修改。")
    settings = load_settings(path)
    found = list(problems(settings))
    for problem in found:
        _say(f"✗ {problem}")
    if found:
        _say(f"{path} 中有 {len(found)} 处需要改正。")
        return ExitCode.CONFIGURATION
    for line in subscription_lines(settings):
        print(line)  # noqa: T201 - the result
    _note(options, f"{path} 没有问题。")
    return ExitCode.OK


def _analysed(options: argparse.Namespace, month: str | None) -> tuple[Corpus, Analysis]:
    from briefing import corrections
    from briefing.comparison import analyse
    from briefing.corpus import read_corpus

    _tell_passed_over(options, [_folder(options, "seeds")])
    corpus = read_corpus(_folder(options, "seeds"), month, corrections.load(_decisions(options)))
    for problem in corpus.problems:
        _complain(problem)
    later = f"，另有 {corpus.later} 篇晚于 {month}，没有采用" if corpus.later else ""
    _step(options, f"读取 {len(corpus.documents)} 篇文献，抽取 {len(corpus.observations)} 个数字{later}")
    analysis = analyse(corpus.documents, corpus.observations, month=month)
    _step(options, f"判定可比性，核对 {len(analysis.reconciliations)} 处勾稽")
    return corpus, analysis


def _tell_passed_over(options: argparse.Namespace, paths: Iterable[Path]) -> None:
    from briefing.documents.folders import passed_over_sentence, scan

    sentence = passed_over_sentence(scan(paths).passed_over)
    if sentence:
        _note(options, sentence)


def _decisions(options: argparse.Namespace) -> Path:
    """The file of corrections; from here on the office's own names of indicators count too."""
    from briefing.config import load_settings
    from briefing.corrections import FILE_NAME
    from briefing.reference.catalogue import use_local

    review = load_settings().review
    use_local(Path(review.catalogue))
    asked: Path | None = getattr(options, "corrections", None)
    return asked or (Path(review.corrections) if review.corrections else _folder(options, "seeds") / FILE_NAME)


def _review(options: argparse.Namespace) -> int:
    from briefing import review
    from briefing.config import load_settings

    file, own = _decisions(options), Path(load_settings().review.catalogue)
    if options.action == "export":
        problems, sentence = review.export_to(options.file, _folder(options, "seeds"), file)
        for problem in problems:
            _complain(problem)
        print(options.file)  # noqa: T201 - the result
        _note(options, sentence)
        return int(ExitCode.UNREADABLE_INPUT if problems else ExitCode.OK)
    written, sentence = review.apply_from(options.file, _folder(options, "seeds"), file, own)
    for path in written:
        print(path)  # noqa: T201 - the result
    _note(options, sentence)
    return ExitCode.OK


def _source(options: argparse.Namespace) -> int:
    from briefing import corrections, showing

    file = showing.find_file(options.document, _folder(options, "seeds"))
    decided = corrections.load(_decisions(options))
    written, problems = showing.write_pages(
        file, decided, _folder(options, "reports"), options.output, _templates(options)
    )
    for problem in problems:
        _complain(problem)
    for path in written:
        print(path)  # noqa: T201 - the result
    return int(ExitCode.UNREADABLE_INPUT if problems else ExitCode.OK)


def _exit_code(corpus: Corpus) -> int:
    return int(ExitCode.UNREADABLE_INPUT if corpus.problems else ExitCode.OK)


def _folder(options: argparse.Namespace, name: str) -> Path:
    return Path(getattr(options, name, name))


def _templates(options: argparse.Namespace) -> Path | None:
    """The folder of templates, which must hold some when it was asked for."""
    from briefing.template_folder import require_templates

    if hasattr(options, "templates"):
        require_templates(options.templates)
    return _templates_folder(options)


def _templates_folder(options: argparse.Namespace) -> Path | None:
    asked: Path | None = getattr(options, "templates", None)
    if asked is None and Path("templates").is_dir():
        return Path("templates")
    return asked


def _quiet(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "quiet", False))


def _note(options: argparse.Namespace, sentence: str) -> None:
    if not _quiet(options):
        _say(sentence)


def _step(options: argparse.Namespace, sentence: str) -> None:
    """A step done, for those who asked for every step, with the seconds since the start."""
    if getattr(options, "verbose", False):
        _say(f"{sentence}（已用 {perf_counter() - _STARTED:.1f} 秒）。")


def _complain(error: BriefingError) -> None:
    _say(f"错误：{error}")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201 - standard error is for the user


_COMMANDS: dict[str, Handler] = {
    "list": _list,
    "extract": _extract,
    "add": _add,
    "doctor": _doctor,
    "check": _check,
    "trace": _trace,
    "diff": _diff,
    "send": _send,
    "ledger": _ledger,
    "config": _config,
    "review": _review,
    "source": _source,
}
