"""The two halves of a review as files: material out to a workbook, a workbook in to corrections and aliases."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from briefing import corrections as decisions
from briefing.config import Thresholds
from briefing.errors import UnreadableInputError, UsageError
from briefing.locking import held
from briefing.model import Benchmark
from briefing.reference.catalogue import Catalogue, with_local
from briefing.reference.local_catalogue import dump_aliases
from briefing.review.apply import plan
from briefing.review.export import summary, workbook
from briefing.review.material import gather
from briefing.writing import replacing, write_bytes


def export_to(
    path: Path,
    folder: Path,
    corrections: Path,
    aliases: Path,
    thresholds: Thresholds,
    values: tuple[Benchmark, ...] = (),
) -> tuple[tuple[UnreadableInputError, ...], str]:
    """Write the workbook for the documents of a folder; returns what could not be read and what there is to decide.

    Raises UsageError for a path that is no .xlsx, OutputError, and ConfigurationError for a broken corrections file.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path} 应以 .xlsx 结尾，例如 核定.xlsx。")
    material = gather(folder, decisions.load(corrections), _catalogue(aliases, values), thresholds)
    write_bytes(path, workbook(material))
    return material.problems, summary(material)


def apply_from(
    path: Path,
    folder: Path,
    corrections: Path,
    aliases: Path,
    thresholds: Thresholds,
    values: tuple[Benchmark, ...] = (),
) -> tuple[list[Path], str]:
    """Check the workbook and write what it decides; returns the files written and the difference in a sentence.

    Nothing is written when a cell is wrong. Raises ConfigurationError naming sheet and cell, UnreadableInputError,
    UsageError, OutputError, and LockedError while another workbook is being applied to the same files.
    """
    with ExitStack() as stack:  # both files or neither
        for file in (corrections, aliases):
            stack.enter_context(held(file.with_name(f".{file.name}.lock"), f"改写 {file}"))
        current = decisions.load(corrections)
        found = plan(path, gather(folder, current, _catalogue(aliases, values), thresholds), current)
        contents = []
        if set(found.corrections) != set(current):
            contents.append((corrections, decisions.dump(found.corrections)))
        if found.new_aliases:
            contents.append((aliases, dump_aliases(found.aliases)))
        for file, text in contents:
            stack.enter_context(replacing(file)).write_text(text, encoding="utf-8", newline="")
    return [file for file, _ in contents], found.summary


def _catalogue(aliases: Path, values: tuple[Benchmark, ...]) -> Catalogue:
    """The catalogue with the office's names as they stand now, and its reference values."""
    return replace(with_local(aliases), values=values)
