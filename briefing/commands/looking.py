"""Commands that only look: list, extract, check, trace, source, doctor."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.commands.reporting import (
    analysed,
    complain,
    decisions,
    exit_code,
    folder_of,
    note,
    office_catalogue,
    office_thresholds,
    put,
    quiet,
    tell_passed_over,
    templates_folder,
    templates_of,
)
from briefing.errors import ExitCode, UnreadableInputError, UsageError

if TYPE_CHECKING:
    from briefing.model import Document, Observation


def list_subjects(options: argparse.Namespace) -> int:
    """Print the regions and themes that have figures."""
    from briefing import editions
    from briefing.inspection.compared import meetings
    from briefing.reference.divisions import full_name

    corpus, analysis = analysed(options, None)
    read, unread = len(corpus.documents), len(corpus.problems)
    regions, themes = editions.counts(analysis)
    if not regions:
        raise editions.nothing_to_print(folder_of(options, "seeds"))
    if options.comparable:
        put(meetings(analysis) or ["没有两地可以放在一起看的数字。"])
        return exit_code(options, corpus, analysis)
    for title, lines in (
        ("文献", [f"读取 {read} 篇，未能读取 {unread} 个，抽取数字 {len(corpus.observations)} 个"]),
        ("地区", [f"{code}  {full_name(code)}  {count}" for code, count in sorted(regions.items())]),
        ("主题", [f"{name}  {count}" for name, count in themes.items()]),
    ):
        put([title, *(f"  {line}" for line in lines)])
    return exit_code(options, corpus, analysis)


def extract_figures(options: argparse.Namespace) -> int:
    """Print or write every figure of the files named."""
    from briefing.exports.observation_files import csv_text, json_lines, workbook
    from briefing.exports.sdmx_files import has_time, is_regional, sdmx_csv_lines
    from briefing.intake.corpus import read_each
    from briefing.writing import replacing

    form = options.extract_format
    if form == "xlsx" and not options.output:
        raise UsageError("--format xlsx 要写成文件，请加 --output 文件名.xlsx。")
    tell_passed_over(options, options.paths)
    failed, timeless, foreign = False, 0, 0

    def documents() -> Iterator[tuple[Document, Sequence[Observation]]]:
        nonlocal failed, timeless, foreign
        for result in read_each(options.paths):
            if isinstance(result, UnreadableInputError):
                failed = True
                complain(result, options)
                continue
            found = result.observations
            if not found:
                note(options, f"{result.document.name} 中没有找到统计数字。")
            own = [observation for observation in found if is_regional(observation)]
            foreign += len(found) - len(own)
            timeless += sum(not has_time(observation) for observation in own)
            yield result.document, found

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
        put([options.output])
    elif options.output:
        with replacing(options.output) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines())
        put([options.output])
    else:
        sys.stdout.writelines(lines())
    if form == "sdmx-csv":
        _tell_unwritten(options, {"原文没有说明时期，SDMX 无处安放": timeless, "不是地区的公共服务统计": foreign})
    return int(ExitCode.UNREADABLE_INPUT if failed else ExitCode.OK)


def _tell_unwritten(options: argparse.Namespace, counts: Mapping[str, int]) -> None:
    for reason, count in counts.items():
        if count:
            note(options, f"{count} 个数字{reason}，未写入；--format csv 有全部数字。")


def check_figures(options: argparse.Namespace) -> int:
    """Print the reconciliations."""
    from briefing import corrections
    from briefing.comparison import analyse
    from briefing.intake.corpus import Corpus, read_corpus, read_each

    tell_passed_over(options, options.paths or [folder_of(options, "seeds")])
    if options.paths:
        read = list(read_each(options.paths))
        good = [result for result in read if not isinstance(result, UnreadableInputError)]
        bad = tuple(result for result in read if isinstance(result, UnreadableInputError))
        found = tuple(o for result in good for o in result.observations)
        corpus = Corpus(tuple(result.document for result in good), found, bad)
    else:
        corpus = read_corpus(folder_of(options, "seeds"), corrections=corrections.load(decisions(options)))
    catalogue = None if options.paths else office_catalogue()
    analysis = analyse(corpus.documents, corpus.observations, office_thresholds(), catalogue)
    for problem in corpus.problems:
        complain(problem, options)
    for finding in analysis.reconciliations:
        if finding.passed and quiet(options):
            continue
        mark = "○" if finding.passed and finding.inferred else "✓" if finding.passed else "核"
        where = "、".join(observation.id for observation in finding.observations)
        put([f"{mark} {finding.text}  [{where}]"])
    failed = sum(not finding.passed for finding in analysis.reconciliations)
    note(options, f"共核对 {len(analysis.reconciliations)} 处，{failed} 处待核。")
    return exit_code(options, corpus, analysis)


def trace_figure(options: argparse.Namespace) -> int:
    """Print where a figure comes from and what was made of it."""
    from briefing.inspection.tracing import trace

    corpus, analysis = analysed(options, None)
    put(trace(options.id, corpus.documents, (*corpus.observations, *corpus.dropped), analysis))
    return exit_code(options, corpus, analysis)


def check_machine(options: argparse.Namespace) -> int:
    """Print what this machine lacks."""
    from briefing.machine import doctor

    return doctor.run(folder_of(options, "seeds"), folder_of(options, "reports"), templates_folder(options))


def show_source(options: argparse.Namespace) -> int:
    """Write a document as a page with its figures highlighted."""
    from briefing import corrections
    from briefing.inspection import showing

    file = showing.find_file(options.document, folder_of(options, "seeds"))
    decided = corrections.load(decisions(options))
    written, problems = showing.write_pages(
        file,
        decided,
        office_catalogue(),
        office_thresholds(),
        folder_of(options, "reports"),
        options.output,
        templates_of(options),
    )
    for problem in problems:
        complain(problem, options)
    put(written)
    return int(ExitCode.UNREADABLE_INPUT if problems else ExitCode.OK)
