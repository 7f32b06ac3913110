"""Making briefings: compose and write one, or all side by side in processes of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.config import Settings
from briefing.editions.changes import of_product, transition
from briefing.editions.orders import Order
from briefing.editions.pages import page_count
from briefing.editions.products import Product, against_previous, product_of, with_layout
from briefing.editions.workers import workers
from briefing.errors import BriefingError, UnreadableInputError, fenced
from briefing.model import Analysis, Change, ChangeKind
from briefing.reference.themes import resolve_theme
from briefing.writing import write_bytes, write_text

Progress = Callable[[Iterable["Outcome"], int], Iterable["Outcome"]]
_MOST_CORRECTIONS = 4


@dataclass(frozen=True, slots=True)
class Past:
    """The edition before, as far as a new one is held against it."""

    month: str
    products: dict[str, Product]
    changes: tuple[Change, ...]
    kept: frozenset[str]  # documents read by both in the same wording


@dataclass(frozen=True, slots=True)
class Correction:
    """What a revision corrects of the revision before it, and the editor's own words on it."""

    changes: tuple[Change, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What every order of a run shares."""

    analysis: Analysis
    month: str
    formats: tuple[str, ...]
    folder: Path  # where the files go
    templates: Path | None
    settings: Settings
    past: Past | None = None
    revision: int = 1
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an order: the files written and their record, or the failure."""

    order: Order
    files: tuple[Path, ...] = ()
    product: Product | None = None
    failure: BriefingError | None = field(default=None)


def make(order: Order, task: Task) -> Outcome:
    """Compose and write one briefing in every format asked for.

    Raises NothingFoundError when no document says anything on the subject, OutputError, ConfigurationError.
    """
    from briefing import composition, rendering

    if order.kind == "region":
        briefing = composition.region_briefing(
            task.analysis, order.subject, task.month, task.settings, external=order.external
        )
    elif order.kind == "theme":
        briefing = composition.theme_briefing(task.analysis, order.subject, task.month, task.settings)
    else:
        since = None
        if task.past:
            since = task.past.month, of_product(task.past.changes, "overview", "", (), external=True)
        briefing = composition.overview_briefing(task.analysis, task.month, task.settings, since)
    stem = f"{briefing.stem}-对外" if order.external else briefing.stem
    briefing = replace(briefing, stem=stem, correction=_correction(order, task))
    product = product_of(order, briefing, task.revision)
    paths = {form: task.folder / f"{stem}.{form}" for form in task.formats}
    for form, path in paths.items():
        if form == "html":
            write_text(path, rendering.render_html(briefing, task.templates))
        elif form == "xlsx":
            write_bytes(path, rendering.briefing_workbook(briefing))
        else:
            wrong = rendering.write_pdf(briefing, path, task.templates)
            product = replace(with_layout(product, wrong), pages=page_count(path.read_bytes()))
    product = replace(product, files={form: path.name for form, path in paths.items()})
    return Outcome(order, tuple(paths.values()), _judged(order, product, task))


def _judged(order: Order, product: Product, task: Task) -> Product:
    if task.past is None:
        return product
    own = _own_changes(order, task.past.changes)
    former = task.past.products.get(order.key)
    return against_previous(product, former, own, task.past.kept, task.settings.gate.most_change)


def _own_changes(order: Order, changes: Iterable[Change]) -> list[Change]:
    sectors = resolve_theme(order.subject).sectors if order.kind == "theme" else ()
    return of_product(changes, order.kind, order.subject, sectors, order.external)


def _correction(order: Order, task: Task) -> str:
    """The note on the first page of a revised briefing; empty for a first revision."""
    if task.correction is None:
        return ""
    own = [c for c in _own_changes(order, task.correction.changes) if c.kind is not ChangeKind.NEW]
    listed = "；".join(f"{change.figure.name}：{transition(change)}" for change in own[:_MOST_CORRECTIONS])
    more = f"等{len(own)}项" if len(own) > _MOST_CORRECTIONS else ""
    what = f"有变动的数字：{listed}{more}。" if own else "数字没有更正，文字或版式有调整。"
    note = f"{task.correction.note.rstrip('。')}。" if task.correction.note else ""
    return f"更正说明：本期第{task.revision - 1}版已发出，现以第{task.revision}版代替。{note}{what}请以本版为准。"


def make_all(orders: Sequence[Order], task: Task, jobs: int | None, progress: Progress) -> list[Outcome]:
    """Every order, `jobs` at a time in processes of their own; one's failure does not stop the others."""
    if not orders:
        return []
    jobs = min(jobs or os.cpu_count() or 1, len(orders))
    if jobs <= 1:
        return list(progress((_attempt(order, task) for order in orders), len(orders)))
    with closing(_side_by_side(orders, task, jobs)) as outcomes:
        done = list(progress(outcomes, len(orders)))
    return sorted(done, key=lambda outcome: orders.index(outcome.order))


def _side_by_side(orders: Sequence[Order], task: Task, jobs: int) -> Generator[Outcome]:
    """A process that dies takes the orders that were waiting with it: each of these gets a process of its own."""
    lost = []
    with workers(jobs, _remember, task) as pool:
        waiting = {pool.submit(_attempt_remembered, order): order for order in orders}
        for future in as_completed(waiting):
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append(waiting[future])
    for order in sorted(lost, key=orders.index):
        yield _alone(order, task)


def _alone(order: Order, task: Task) -> Outcome:
    with workers(1, _remember, task) as pool:
        try:
            return pool.submit(_attempt_remembered, order).result()
        except BrokenProcessPool:
            return Outcome(
                order, failure=BriefingError("生成它的进程意外终止，多半是内存不足。请用 --jobs 1 再试一次。")
            )


def _attempt(order: Order, task: Task) -> Outcome:
    """Whatever goes wrong with one briefing, the others are made."""
    problems: list[UnreadableInputError] = []
    try:
        with fenced("这份简报", "编排", problems):
            return make(order, task)
    except BriefingError as error:
        return Outcome(order, failure=error)
    return Outcome(order, failure=problems[0])


_task: Task | None = None


def _remember(task: Task) -> None:
    global _task  # the one place where a worker process keeps what all its orders share
    _task = task


def _attempt_remembered(order: Order) -> Outcome:
    assert _task is not None
    return _attempt(order, _task)
