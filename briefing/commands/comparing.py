"""The command for analysts: every pair of figures with its verdict."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from briefing.commands.arguments import this_month
from briefing.commands.reporting import analysed, exit_code, note, put
from briefing.errors import UsageError


def compare_figures(options: argparse.Namespace) -> int:
    """Print or write the pairs that were asked for."""
    from briefing.inspection import compared
    from briefing.reference.divisions import resolve
    from briefing.reference.themes import resolve_theme
    from briefing.writing import replacing

    if options.compare_format == "xlsx" and not options.output:
        raise UsageError("--format xlsx 要写成文件，请加 --output 文件名.xlsx。")
    region = resolve(options.region).code if options.region else ""
    theme = resolve_theme(options.theme) if options.theme else None
    corpus, analysis = analysed(options, options.month or this_month())
    indicator = compared.indicator_named(options.indicator, analysis) if options.indicator else ""
    wanted = (analysis, region, theme, indicator)
    counted = 0

    def counting(found: Iterator[compared.Record]) -> Iterator[compared.Record]:
        nonlocal counted
        for record in found:
            counted += 1
            yield record

    pairs = compared.records(compared.chosen(*wanted))
    if options.compare_format == "xlsx":
        with replacing(options.output) as temporary:
            temporary.write_bytes(compared.workbook(counting(pairs), compared.ordered(*wanted)))
    else:
        records = counting(compared.ordered(*wanted) if options.groups else pairs)
        table = "ordered" if options.groups else "compared"
        lines = compared.csv_text(records, table) if options.compare_format == "csv" else compared.json_lines(records)
        if options.output:
            with replacing(options.output) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
                file.writelines(lines)
        else:
            sys.stdout.writelines(lines)
    put([options.output] if options.output else ())
    what = "行" if options.groups and options.compare_format != "xlsx" else "对"
    note(options, f"共 {counted} {what}。" if counted else "没有两地可以放在一起看的数字。")
    return exit_code(options, corpus, analysis)
