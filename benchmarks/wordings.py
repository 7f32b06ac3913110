"""Do the words in which people state an indicator meet the catalogue? Sentences with what each figure of theirs is.

    python -m benchmarks.wordings [development|held | FILE.jsonl] [--errors]

Each line has a `text` and its `figures`: `text` as printed, `indicator`, which is an id of the catalogue, or `none` for
what is near to one and something else. Reach: how many figures of indicators meet theirs; precision: how many of those
that meet one meet theirs. With --errors the misses are listed; not for `held`, which is only for measuring.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from briefing.comparison.alignment import align
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Relevance

GOLD = Path(__file__).resolve().parent / "gold" / "wordings"
HEAD = "民生事业稳步发展\n来源：某市日报 发布时间：2024-12-31\n\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="development")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    file = GOLD / f"{options.part}.jsonl"
    lines = (file if file.exists() else Path(options.part)).read_text(encoding="utf-8").splitlines()
    counted: Counter[str] = Counter()
    for number, line in enumerate(lines):
        record = json.loads(line)
        document = read_text(HEAD + record["text"] + "\n", f"{number}.txt")
        observations = extract(document).observations
        met = {fact.observation.id: fact.indicator for fact in align(observations)}
        for figure in record["figures"]:
            start = document.raw.index(figure["text"], len(HEAD))
            found = next((o for o in observations if o.start < start + len(figure["text"]) and start < o.end), None)
            listed = found is not None and met[found.id].listed
            said = met[found.id].id if found is not None and listed else "none"
            right = said == figure["indicator"]
            counted["asked"] += figure["indicator"] != "none"
            counted["met"] += said != "none"
            counted["right"] += right and said != "none"
            counted["left out"] += found is not None and found.relevance is not Relevance.REGION
            counted["unread"] += found is None
            if not right and options.errors and options.part != "held":
                name = f"{found.indicator} {found.value:g}{found.unit} {found.relevance}" if found else "not extracted"
                print(f"{said} for {figure['indicator']}: {name}\n    {record['text']}  [{figure['text']}]")
    reach, precision = counted["right"] / counted["asked"], counted["right"] / max(counted["met"], 1)
    print(f"{len(lines)} sentences, {counted['asked']} figures: reach {reach:.3f}, precision {precision:.3f}")
    print(f"not extracted {counted['unread']}, no statistic of a region by relevance {counted['left out']}")


if __name__ == "__main__":
    main()
