"""Commands that take something in: add documents, review and correct figures."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing.commands.reporting import complain, decisions, folder_of, note, office_catalogue, put
from briefing.errors import ExitCode, UnreadableInputError


def add_documents(options: argparse.Namespace) -> int:
    """Copy documents into the corpus."""
    from briefing.intake import adding

    failed = False
    for result in adding.add(options.paths, folder_of(options, "seeds")):
        if isinstance(result, UnreadableInputError):
            failed = True
            complain(result, options)
        elif result.duplicate:
            note(options, f"{result.file.name} 与 {result.target} 完全相同，没有重复收入。")
        else:
            put(adding.told(result))
            for problem in result.problems:
                failed = True
                complain(problem, options)
    return int(ExitCode.UNREADABLE_INPUT if failed else ExitCode.OK)


def review_figures(options: argparse.Namespace) -> int:
    """Write or apply the correction workbook."""
    from briefing import review
    from briefing.config import load_settings

    settings = load_settings()
    files = folder_of(options, "seeds"), decisions(options), Path(settings.review.catalogue)
    values = office_catalogue().values
    if options.action == "export":
        problems, sentence = review.export_to(options.file, *files, settings.thresholds, values)
        for problem in problems:
            complain(problem, options)
        put([options.file])
        note(options, sentence)
        return int(ExitCode.UNREADABLE_INPUT if problems else ExitCode.OK)
    written, sentence = review.apply_from(options.file, *files, settings.thresholds, values)
    put(written)
    note(options, sentence)
    return ExitCode.OK
