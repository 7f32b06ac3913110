"""What is lost when an article comes in another format than plain text, and how long reading takes.

    python -m benchmarks.formats [--scans] [--errors]

Every text of benchmarks/articles (and the development texts of benchmarks/gold) is saved in every format and read, and
what is extracted is held against what the plain text gives. quantity: value, upper end, unit; complete: and indicator,
bound, measure, region, period, status and sector. Scans take minutes and need the extra `ocr`.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from benchmarks.saving import ARTICLE_FORMATS, SCAN_FORMATS, TABLE_FORMATS, table_rows
from briefing.documents import read_document, read_documents
from briefing.errors import UnreadableInputError
from briefing.extraction import extract
from briefing.model import Observation

HERE = Path(__file__).resolve().parent
GOLD = ("01_work_report", "02_newspaper_feature", "03_statistical_bulletin", "04_press_conference")
_SHOWN = 4  # errors a file
Key = tuple[object, ...]
Source = TypeVar("Source")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    paths = [*sorted((HERE / "articles").glob("*.txt")), *(HERE / "gold/documents" / f"{name}.txt" for name in GOLD)]
    articles = {path: path.read_text(encoding="utf-8") for path in paths}
    tables = {path: table_rows(path.read_text(encoding="utf-8")) for path in sorted((HERE / "articles").glob("*.csv"))}
    print(f"{'format':<16}{'files':>6}{'quantity':>10}{'complete':>10}{'s/file':>9}")
    formats = ARTICLE_FORMATS | SCAN_FORMATS if options.scans else ARTICLE_FORMATS
    for name, save in formats.items():
        _measure(name, save, articles, options.errors)
    for name, save_table in TABLE_FORMATS.items():
        _measure(name, save_table, tables, options.errors)


def _measure(name: str, save: Callable[[Source], bytes], sources: dict[Path, Source], errors: bool) -> None:
    hits, totals, seconds = [0, 0], [0, 0], 0.0
    for path, source in sources.items():
        expected = extract(read_document(path)).observations
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{path.stem}.dat"
            file.write_bytes(save(source))
            begin = time.perf_counter()
            found = list(_read(file))
            seconds += time.perf_counter() - begin
        for level, key in enumerate((_quantity, _complete)):
            ours, theirs = Counter(map(key, found)), Counter(map(key, expected))
            hits[level] += (ours & theirs).total()
            totals[level] += ours.total() + theirs.total()
            if errors and level == 1 and ours != theirs:
                print(f"  {path.stem}: {(theirs - ours).total()} lost, {(ours - theirs).total()} new")
                for sign, records in (("-", theirs - ours), ("+", ours - theirs)):
                    for record in list(records)[:_SHOWN]:
                        print(f"    {sign} {' '.join(map(str, record))}")
    scores = [2 * hit / total if total else 0.0 for hit, total in zip(hits, totals, strict=True)]
    print(f"{name:<16}{len(sources):>6}{scores[0]:>10.3f}{scores[1]:>10.3f}{seconds / len(sources):>9.2f}", flush=True)


def _read(file: Path) -> Iterable[Observation]:
    for document in read_documents(file):
        if isinstance(document, UnreadableInputError):
            print(f"  {document}")
        else:
            yield from extract(document).observations


def _quantity(o: Observation) -> Key:
    return (o.value, o.upper, o.unit)


def _complete(o: Observation) -> Key:
    return (o.indicator, o.value, o.upper, o.unit, o.bound, o.measure, o.region, o.period, o.status, o.sector)


if __name__ == "__main__":
    main()
