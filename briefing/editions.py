"""A month's run: which briefings there are, made side by side, with a manifest of what went in and came out."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from briefing import __version__, observation_files
from briefing.config import Settings
from briefing.corpus import Corpus
from briefing.errors import BriefingError, NothingFoundError
from briefing.model import Analysis
from briefing.reference.divisions import full_name
from briefing.reference.themes import Theme, themes
from briefing.writing import write_text


@dataclass(frozen=True, slots=True)
class Order:
    """One briefing to make: a region's (its code), a theme's (its name), or the overview ("")."""

    kind: str  # region | theme | overview
    subject: str = ""

    @property
    def label(self) -> str:
        """What the order is called in messages."""
        if self.kind == "region":
            return f"地区 {full_name(self.subject)}"
        return f"主题 {self.subject}" if self.kind == "theme" else "总览"


@dataclass(frozen=True, slots=True)
class Task:
    """What every order of a run shares."""

    analysis: Analysis
    month: str
    formats: tuple[str, ...]
    folder: Path  # where the month's files go
    templates: Path | None
    settings: Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the files written, or the failure."""

    order: Order
    files: tuple[Path, ...] = ()
    failure: BriefingError | None = None


def orders_with_data(analysis: Analysis) -> list[Order]:
    """The whole edition: overview, every region and every theme that has figures."""
    regions = sorted({fact.observation.region for fact in analysis.facts if fact.observation.region})
    named = [Order("theme", theme.name) for theme in themes() if _theme_facts(analysis, theme)]
    return [Order("overview"), *(Order("region", code) for code in regions), *named]


def counts(analysis: Analysis) -> tuple[Counter[str], Counter[str]]:
    """Figures per region code and per theme name."""
    regions = Counter(fact.observation.region for fact in analysis.facts if fact.observation.region)
    by_theme = Counter({theme.name: _theme_facts(analysis, theme) for theme in themes()})
    return regions, +by_theme


def _theme_facts(analysis: Analysis, theme: Theme) -> int:
    return sum(fact.indicator.sector in theme.sectors for fact in analysis.facts)


def make(order: Order, task: Task) -> tuple[Path, ...]:
    """Compose and write one briefing in every format asked for; returns the files.

    Raises NothingFoundError when no document says anything on the subject, OutputError, ConfigurationError.
    """
    from briefing import composition, rendering

    if order.kind == "region":
        briefing = composition.region_briefing(task.analysis, order.subject, task.month, task.settings)
    elif order.kind == "theme":
        briefing = composition.theme_briefing(task.analysis, order.subject, task.month, task.settings)
    else:
        briefing = composition.overview_briefing(task.analysis, task.month, task.settings)
    files = []
    for form in task.formats:
        path = task.folder / f"{briefing.stem}.{form}"
        if form == "html":
            write_text(path, rendering.render_html(briefing, task.templates))
        elif form == "xlsx":
            rendering.write_workbook(briefing, path)
        else:
            rendering.write_pdf(briefing, path, task.templates)
        files.append(path)
    return tuple(files)


def make_all(
    orders: Sequence[Order],
    task: Task,
    jobs: int | None,
    progress: Callable[[Iterable[Outcome], int], Iterable[Outcome]],
) -> list[Outcome]:
    """Every order, `jobs` at a time in processes of their own; one's failure does not stop the others."""
    jobs = min(jobs or os.cpu_count() or 1, len(orders))
    if jobs <= 1:
        return list(progress((_attempt(order, task) for order in orders), len(orders)))
    with ProcessPoolExecutor(jobs, initializer=_remember, initargs=(task,)) as pool:
        waiting = [pool.submit(_attempt_remembered, order) for order in orders]
        done = list(progress((future.result() for future in as_completed(waiting)), len(orders)))
    return sorted(done, key=lambda outcome: orders.index(outcome.order))


def _attempt(order: Order, task: Task) -> Outcome:
    try:
        return Outcome(order, make(order, task))
    except BriefingError as error:
        return Outcome(order, failure=error)


_task: Task | None = None


def _remember(task: Task) -> None:
    global _task  # the one place where a worker process keeps what all its orders share
    _task = task


def _attempt_remembered(order: Order) -> Outcome:
    assert _task is not None
    return _attempt(order, _task)


def write_records(corpus: Corpus, task: Task, outcomes: Sequence[Outcome]) -> tuple[Path, Path]:
    """observations.csv and manifest.json of the edition, beside its briefings."""
    observations = task.folder / "observations.csv"
    write_text(observations, observation_files.csv_text(corpus.observations))
    manifest = task.folder / "manifest.json"
    files = [observations, *(file for outcome in outcomes for file in outcome.files)]
    content = {
        "month": task.month,
        "version": __version__,
        "inputs": {document.name: document.sha256 for document in corpus.documents},
        "unread": [str(problem) for problem in corpus.problems],
        "outputs": {file.name: _sha256(file) for file in sorted(files)},
        "failed": {outcome.order.label: str(outcome.failure) for outcome in outcomes if outcome.failure},
        "counts": {
            "documents": len(corpus.documents),
            "observations": len(corpus.observations),
            "comparisons": dict(Counter(str(c.verdict.outcome) for c in task.analysis.comparisons)),
            "reconciliations_failed": sum(not r.passed for r in task.analysis.reconciliations),
        },
        "caveats": dict(
            sorted(Counter(caveat.code for fact in task.analysis.facts for caveat in fact.caveats).items())
        ),
    }
    write_text(manifest, json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n")
    return observations, manifest


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def nothing_to_print(folder: Path) -> NothingFoundError:
    """The failure of a run over documents without any figure."""
    return NothingFoundError(
        f"{folder} 中的文献没有可用的统计数字。请确认放入的是含民生数据的报道（.txt、.md 或 .html）。"
    )
