"""Speed and memory of extraction: characters a second of processor time in one process, and whether memory grows.

    python -m benchmarks.extraction_speed [FOLDER] [--profile]

FOLDER holds text documents (default: the seeds and the invented gold texts, read twenty times over).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
import tracemalloc
from pathlib import Path

from briefing.documents import find_documents, read_document
from briefing.extraction import extract

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    folders = [options.folder] if options.folder else [ROOT / "seeds", ROOT / "benchmarks/gold/documents"]
    paths = find_documents(folders) * (1 if options.folder else 20)
    for path in paths[:10]:
        extract(read_document(path))  # word lists and name tables are loaded once, not per document

    started = time.process_time()
    documents = [read_document(path) for path in paths]
    reading = time.process_time() - started
    characters = sum(len(document.raw) for document in documents)
    started = time.process_time()
    figures = sum(len(extract(document).observations) for document in documents)
    extraction = time.process_time() - started
    print(f"{len(paths)} documents, {characters:,} characters, {figures:,} figures")
    print(f"reading    {characters / reading:>12,.0f} characters a second")
    print(f"extraction {characters / extraction:>12,.0f} characters a second")
    print(f"together   {characters / (reading + extraction):>12,.0f} characters a second")
    if options.profile:
        profile = cProfile.Profile()
        profile.enable()
        for document in documents:
            extract(document)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(5)
    _memory(paths)


def _memory(paths: list[Path]) -> None:
    """Peak of Python's memory while streaming a tenth of the documents and all of them: it must not grow."""
    for share in (paths[: max(1, len(paths) // 10)], paths):
        tracemalloc.start()
        for path in share:
            extract(read_document(path))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"streaming {len(share):>5} documents: peak {peak / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
