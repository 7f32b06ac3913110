"""The files that an edition leaves beside its briefings: figures, comparison workbook, manifest."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing.composition.withholding import withheld_figures
from briefing.corrections import description
from briefing.editions.archive import MANIFEST, Edition
from briefing.editions.filed_figures import FILE_NAME as FIGURES
from briefing.editions.filed_figures import figures_text
from briefing.editions.making import Outcome, Task
from briefing.editions.products import record
from briefing.editions.worksheets import FILE_NAME as WORKSHEETS
from briefing.editions.worksheets import comparison_workbook
from briefing.exports import observation_files
from briefing.exports.observation_files import regional
from briefing.machine.template_folder import own_templates
from briefing.model import Benchmark, FiledFigure, Observation
from briefing.writing import write_bytes, write_text

if TYPE_CHECKING:
    from briefing.intake.corpus import Corpus

INDEX = "index.html"
_LIBRARIES = ("jinja2", "matplotlib", "pandas", "weasyprint")  # what the bytes of a briefing depend on


def _decided(corpus: Corpus) -> Iterator[Observation]:
    """The figures that editors decided about, dropped ones included."""
    return (o for o in (*corpus.observations, *corpus.dropped) if o.corrected)


def write_records(
    corpus: Corpus, task: Task, outcomes: Sequence[Outcome], figures: Sequence[FiledFigure], previous: Edition | None
) -> tuple[Path, ...]:
    """The records of an edition in the task's folder, the manifest last. Raises OutputError."""
    observations = task.folder / "observations.csv"
    secret = {observation.id for observation in withheld_figures(task.analysis)}
    public = (observation for observation in regional(corpus.observations) if observation.id not in secret)
    write_text(observations, observation_files.csv_text(public))
    worksheets = task.folder / WORKSHEETS
    write_bytes(worksheets, comparison_workbook(task.analysis, task.month))
    filed = task.folder / FIGURES
    write_text(filed, figures_text(figures))
    manifest = task.folder / MANIFEST
    files = [
        observations,
        worksheets,
        filed,
        *_index(task, outcomes),
        *(file for outcome in outcomes for file in outcome.files),
    ]
    counts = _counts(corpus, task)  # makes every pair, so that all problems are known
    content = {
        "month": task.month,
        "revision": task.revision,
        "version": __version__,
        "versions": _versions(),
        "options": _options(task),
        "inputs": _inputs(corpus),
        "corrections": {o.id: description(o.corrected) for o in _decided(corpus) if o.corrected},
        "aliases": dict(task.analysis.aliases),
        "values": _own_values(task.analysis.own_values),
        "previous": previous
        and {"month": previous.month, "revision": previous.revision, "figures": previous.outputs.get(FIGURES, "")},
        "unread": [str(problem) for problem in (*corpus.problems, *task.analysis.problems)],
        "outputs": {file.name: sha256(file) for file in sorted(files)},
        "products": [record(outcome.product) for outcome in outcomes if outcome.product],
        "failed": {outcome.order.key: str(outcome.failure) for outcome in outcomes if outcome.failure},
        "counts": counts,
        "caveats": dict(
            sorted(Counter(caveat.code for fact in task.analysis.facts for caveat in fact.caveats).items())
        ),
    }
    write_text(manifest, json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    return observations, worksheets, filed, manifest


def _index(task: Task, outcomes: Sequence[Outcome]) -> tuple[Path, ...]:
    """The edition's page of contents, for an edition that has web pages."""
    if "html" not in task.formats:
        return ()
    from briefing.rendering import IndexEntry, render_index

    entries = [
        IndexEntry(p.kind, _indexed_title(outcome), p.files, p.points, p.figures, p.pages, p.correction)
        for outcome in outcomes
        if (p := outcome.product)
    ]
    publication = task.settings.publication
    path = task.folder / INDEX
    write_text(path, render_index(entries, publication.name, publication.unit, task.month, task.templates))
    return (path,)


def _own_values(values: Sequence[Benchmark]) -> dict[str, Any]:
    """How many reference values the office had added, and what tells them from others."""
    lines = "\n".join(repr(value) for value in values)
    return {"count": len(values), "sha256": hashlib.sha256(lines.encode()).hexdigest()} if values else {}


def _inputs(corpus: Corpus) -> dict[str, str]:
    """The SHA-256 of every file that was read, files that carry the same article included."""
    carriers = {other.name: other.sha256 for document in corpus.documents for other in document.republications}
    return {document.name: document.sha256 for document in corpus.documents} | carriers


def _indexed_title(outcome: Outcome) -> str:
    assert outcome.product is not None
    return outcome.product.title + ("（对外）" if outcome.order.external else "")


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _counts(corpus: Corpus, task: Task) -> dict[str, Any]:
    return {
        "documents": len(corpus.documents),
        "observations": len(corpus.observations),
        "comparisons": dict(Counter(str(c.verdict.outcome) for c in task.analysis.comparisons)),
        "reconciliations_failed": sum(not r.passed for r in task.analysis.reconciliations),
    }


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in _LIBRARIES}}


def _options(task: Task) -> dict[str, Any]:
    """What the pages depend on besides the documents; nothing of the delivery, whose settings are nobody's business."""
    settings = task.settings
    return {
        "formats": list(task.formats),
        "templates": _templates_digest(task.templates),
        "publication": asdict(settings.publication),
        "thresholds": asdict(settings.thresholds),
        "gate": {"most_change": settings.gate.most_change},
        "note": task.correction.note if task.correction else "",
    }


def _templates_digest(templates: Path | None) -> str:
    """One SHA-256 over the names and contents of the templates in use."""
    digest = hashlib.sha256()
    folder = templates or own_templates()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            digest.update(path.name.encode("utf-8") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
