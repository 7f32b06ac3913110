"""Where the time of one region briefing goes, cold and warm, beside a bare WeasyPrint run over the same finished page.

    python -m benchmarks.briefing_time [REGION] [--runs N]

Every run is a process of its own, so imports are cold; the best of the runs is shown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WARM = 2.5  # times what WeasyPrint needs for the same page with its charts drawn
COLD = 2.0  # seconds above imports and that
ROOT = Path(__file__).resolve().parents[1]

# Both programs run in their own process and print one JSON object.
STAGES = """
import json, sys, time
from pathlib import Path
begin = time.perf_counter()
marks = {}
def mark(name):
    global begin
    now = time.perf_counter()
    marks[name] = marks.get(name, 0) + now - begin
    begin = now
from briefing import comparison, composition, rendering
from briefing.config import Settings
from briefing.documents import find_documents, read_document
from briefing.extraction import extract
from briefing.reference.divisions import resolve
from briefing.rendering.enclosures import enclosures
from briefing.rendering.html import drawings
from briefing.rendering.typesetter import typesetter
import pandas, matplotlib
typesetter()
mark('imports')
folder, region, keep = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
def once():
    documents = [read_document(path) for path in find_documents([folder])]
    mark('reading')
    observations = [o for document in documents for o in extract(document).observations]
    mark('extraction')
    analysis = comparison.analyse(documents, observations)
    mark('comparison')
    briefing = composition.region_briefing(analysis, resolve(region).code, '2026-11', Settings())
    mark('charts and composition')
    html, files = rendering.render_html(briefing, standalone=False), drawings(briefing)
    mark('templates')
    enclosed = enclosures(briefing)
    mark('data inside the PDF')
    data = rendering.pdf_bytes(html, files, enclosed, briefing.month)
    mark('layout and PDF')
    (keep / 'page.pdf').write_bytes(data)
    mark('writing')
    return html, files
html, files = once()
cold = dict(marks)
marks.clear()
once()
(keep / 'page.json').write_text(json.dumps([html, files]))
print(json.dumps({'cold': cold, 'warm': dict(marks)}))
"""
BARE = """
import json, sys, time
from pathlib import Path
html, files = json.loads((Path(sys.argv[1]) / 'page.json').read_text())
begin = time.perf_counter()
from briefing.rendering.typesetter import fetcher, typesetter
typesetting = typesetter()
imports = time.perf_counter() - begin
times = []
for _ in range(2):
    begin = time.perf_counter()
    typesetting.HTML(string=html, base_url='briefing:/', url_fetcher=fetcher(files)).write_pdf(pdf_tags=True)
    times.append(time.perf_counter() - begin)
print(json.dumps({'imports': imports, 'cold': times[0], 'warm': times[1]}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("region", nargs="?", default="西区")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as keep:
        command = min(_command_time(options.region, Path(keep)) for _ in range(options.runs))
        stages = min(
            (_run(STAGES, str(ROOT / "seeds"), options.region, keep) for _ in range(options.runs)),
            key=lambda run: sum(run["cold"].values()),
        )
        bare = min((_run(BARE, keep) for _ in range(options.runs)), key=lambda run: run["cold"])
    print(f"whole command, cold           {command:6.2f} s")
    for kind in ("cold", "warm"):
        total = sum(stages[kind].values())
        print(f"stages, {kind}                  {total:6.2f} s")
        for name, seconds in stages[kind].items():
            print(f"    {name:<24}  {seconds:6.2f} s  {seconds / total:4.0%}")
    print(f"bare WeasyPrint, cold         {bare['imports'] + bare['cold']:6.2f} s (imports {bare['imports']:.2f})")
    print(f"bare WeasyPrint, warm         {bare['warm']:6.2f} s")
    own = command - stages["cold"]["imports"] - bare["cold"]
    warm = sum(stages["warm"].values()) / bare["warm"]
    print(f"warm, of the bare layout      {warm:6.2f}    (aim: at most {WARM})")
    print(f"cold, above imports and bare  {own:6.2f} s  (aim: at most {COLD} s)")


def _command_time(region: str, folder: Path) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "briefing", "--region", region, "--reports", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begin


def _run(program: str, *arguments: str) -> dict[str, dict[str, float]]:
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    )
    answer: dict[str, dict[str, float]] = json.loads(result.stdout)
    return answer


if __name__ == "__main__":
    main()
