"""What all commands share: folders, templates, the analysed corpus, and how they speak to the user."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from briefing.errors import BriefingError, ExitCode

if TYPE_CHECKING:
    from briefing.config import Thresholds
    from briefing.intake.corpus import Corpus
    from briefing.model import Analysis
    from briefing.reference.catalogue import Catalogue

_STARTED = perf_counter()


def say(sentence: str) -> None:
    """Print a sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201 - standard error is for the user


def put(lines: Iterable[object]) -> None:
    """Print the lines of a result on standard output."""
    for line in lines:
        print(line)  # noqa: T201 - the result


def complain(error: BriefingError, options: argparse.Namespace | None = None) -> None:
    """Print a failure; for those who asked for every step also where in the program it came up."""
    say(f"错误：{error}")
    if options is not None:
        tell_faults(options, [error])


def tell_faults(options: argparse.Namespace, failures: Iterable[BriefingError]) -> None:
    """Print the tracebacks of the program's own errors, each once, for those who asked for every step."""
    if getattr(options, "verbose", False):
        for trace in dict.fromkeys(note for failure in failures for note in getattr(failure, "__notes__", ())):
            say(trace)


def note(options: argparse.Namespace, sentence: str) -> None:
    """Print a sentence unless only errors are wanted."""
    if not quiet(options):
        say(sentence)


def step(options: argparse.Namespace, sentence: str) -> None:
    """A step done, for those who asked for every step, with the seconds since the start."""
    if getattr(options, "verbose", False):
        say(f"{sentence}（已用 {perf_counter() - _STARTED:.1f} 秒）。")


def quiet(options: argparse.Namespace) -> bool:
    """Whether only errors are wanted."""
    return bool(getattr(options, "quiet", False))


def folder_of(options: argparse.Namespace, name: str) -> Path:
    """The folder asked for, or the one of that name in the working directory."""
    return Path(getattr(options, name, name))


def templates_of(options: argparse.Namespace) -> Path | None:
    """The folder of templates, which must hold some when it was asked for."""
    from briefing.machine.template_folder import require_templates

    if hasattr(options, "templates"):
        require_templates(options.templates)
    return templates_folder(options)


def templates_folder(options: argparse.Namespace) -> Path | None:
    """The folder of templates asked for, else the working directory's own, else None."""
    asked: Path | None = getattr(options, "templates", None)
    if asked is None and Path("templates").is_dir():
        return Path("templates")
    return asked


def exit_code(options: argparse.Namespace, corpus: Corpus, analysis: Analysis) -> int:
    """0, or 4 when some document could not be read or judged; what could not be judged is told here, when all is
    done: pairs are judged as they are asked for."""
    for problem in analysis.problems:
        complain(problem, options)
    return int(ExitCode.UNREADABLE_INPUT if corpus.problems or analysis.problems else ExitCode.OK)


class Terminated(SystemExit):
    """The system asks the program to end."""


def decisions(options: argparse.Namespace) -> Path:
    """The file of corrections."""
    from briefing.config import load_settings
    from briefing.corrections import FILE_NAME

    review = load_settings().review
    asked: Path | None = getattr(options, "corrections", None)
    return asked or (Path(review.corrections) if review.corrections else folder_of(options, "seeds") / FILE_NAME)


def office_catalogue() -> Catalogue:
    """The catalogue of indicators with the office's own names and reference values."""
    from briefing.config import load_settings
    from briefing.reference.catalogue import with_local
    from briefing.reference.office_values import office_values

    settings = load_settings()
    catalogue = with_local(Path(settings.review.catalogue))
    return replace(catalogue, values=office_values(Path(settings.reference.values), catalogue.indicators))


def office_thresholds() -> Thresholds:
    """The office's own limits of comparability."""
    from briefing.config import load_settings

    return load_settings().thresholds


def tell_passed_over(options: argparse.Namespace, paths: Iterable[Path]) -> None:
    """Name the files of a kind that is not read."""
    from briefing.documents.folders import passed_over_sentence, scan

    sentence = passed_over_sentence(scan(paths).passed_over)
    if sentence:
        note(options, sentence)


def analysed(options: argparse.Namespace, month: str | None) -> tuple[Corpus, Analysis]:
    """Read, extract and compare the documents of the folder."""
    from briefing import corrections
    from briefing.comparison import analyse
    from briefing.intake.corpus import read_corpus

    thresholds, catalogue = (
        office_thresholds(),
        office_catalogue(),
    )  # told what is wrong before all the reading
    tell_passed_over(options, [folder_of(options, "seeds")])
    corpus = read_corpus(folder_of(options, "seeds"), month, corrections.load(decisions(options)))
    for problem in corpus.problems:
        complain(problem, options)
    later = f"，另有 {corpus.later} 篇晚于 {month}，没有采用" if corpus.later else ""
    step(options, f"读取 {len(corpus.documents)} 篇文献，抽取 {len(corpus.observations)} 个数字{later}")
    analysis = analyse(corpus.documents, corpus.observations, thresholds, catalogue, month)
    step(options, f"判定可比性，核对 {len(analysis.reconciliations)} 处勾稽")
    return corpus, analysis
