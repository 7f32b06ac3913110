"""A month's run: make everything aside, then put it in its place; what was sent stays as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.editions import archive
from briefing.editions.archive import Edition
from briefing.editions.changes import changes, kept_documents
from briefing.editions.filed_figures import filed_figures
from briefing.editions.making import Correction, Outcome, Past, Progress, Task, make, make_all
from briefing.editions.orders import Order
from briefing.editions.records import sha256, write_records
from briefing.errors import FrozenEditionError, OutputError, because
from briefing.locking import held
from briefing.model import Document, FiledFigure

if TYPE_CHECKING:
    from briefing.intake.corpus import Corpus

_STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left: the files of the edition, what became of each order, and a sentence for the user if need be."""

    files: tuple[Path, ...]
    outcomes: tuple[Outcome, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """How the user wants the edition made."""

    jobs: int | None = None
    revise: bool = False
    note: str = ""


def working_on(reports: Path, month: str, *, alone: bool = True) -> AbstractContextManager[None]:
    """Hold the lock of a month's edition. Not `alone`: beside others. Raises LockedError, OutputError."""
    return held(reports / f".{month}.lock", f"处理 {month} 这一期", alone=alone)


def produce(corpus: Corpus, task: Task, orders: Sequence[Order], wish: Wish, progress: Progress) -> Run:
    """Make the month's edition under `task.folder`'s parent (the reports folder); the caller holds the lock.

    An edition that was sent is left alone: the same result is confirmed, another one needs `wish.revise`, which makes
    the next revision of the briefings that differ. Raises FrozenEditionError, OutputError, UnreadableInputError.
    """
    reports = task.folder.parent
    _clear(reports, task.month)
    figures = filed_figures(task.analysis)
    before = archive.previous(reports, task.month)
    standing = archive.latest(reports, task.month)
    task = replace(task, past=_past(before, figures, corpus))
    if standing is None or (standing.revision == 1 and not standing.frozen):
        return _first(corpus, task, orders, wish, progress, figures, before)
    base = standing if standing.frozen else _sibling(standing, standing.revision - 1)
    with _staging(reports, task.month) as folder:
        plain = replace(task, folder=folder, revision=base.revision)
        outcomes, changed = _against(base, make_all(orders, plain, wish.jobs, progress), plain, figures)
        failed = any(outcome.failure for outcome in outcomes)
        if not changed or failed:
            return _unchanged(base, standing, outcomes, failed=failed)
        if standing is base and not wish.revise:
            raise FrozenEditionError(
                f"{base.label} 期已经投递，重新生成的结果与已投递的不同（{_named(changed)}），原件没有改动。"
                "确需更正请加 --revise 生成下一版，并可用 --note 写明原因。"
            )
        note = wish.note or ("" if standing is base else str(standing.manifest["options"]["note"]))
        revised = replace(plain, revision=base.revision + 1, correction=_correction(base, plain, figures, note))
        new = replace(revised, correction=None)  # what the base could not make corrects nothing
        remade = [make(o.order, revised if o.order.key in base.products else new) for o in changed]
        outcomes = [remade[changed.index(outcome)] if outcome in changed else outcome for outcome in outcomes]
        write_records(corpus, revised, outcomes, figures, before)
        files = _publish(folder, archive.edition_folder(reports, task.month, revised.revision))
        return Run(files, tuple(outcomes), f"{task.month} 期有 {len(changed)} 份更正，已生成第{revised.revision}版。")


def make_single(order: Order, task: Task) -> tuple[Path, ...]:
    """One briefing in the month's folder; a folder that was sent takes only what it already has.

    Raises FrozenEditionError, NothingFoundError, OutputError, ConfigurationError.
    """
    standing = archive.latest(task.folder.parent, task.month)
    frozen = standing is not None and archive.load(task.folder).frozen
    if not frozen:
        return make(order, task).files
    with _staging(task.folder.parent, task.month) as folder:
        made = make(order, replace(task, folder=folder)).files
        for file in made:
            there = task.folder / file.name
            if not there.exists() or sha256(there) != sha256(file):
                raise FrozenEditionError(
                    f"{task.month} 期已经投递，新生成的 {file.name} 与已投递的不同，原件没有改动。"
                    "请用 --reports 写到别处，或用 --all --revise 生成更正版。"
                )
        return tuple(task.folder / file.name for file in made)


def _first(
    corpus: Corpus,
    task: Task,
    orders: Sequence[Order],
    wish: Wish,
    progress: Progress,
    figures: Sequence[FiledFigure],
    before: Edition | None,
) -> Run:
    """The first revision, or the first anew while it has not been sent."""
    with _staging(task.folder.parent, task.month) as folder:
        aside = replace(task, folder=folder)
        outcomes = make_all(orders, aside, wish.jobs, progress)
        if any(isinstance(outcome.failure, OutputError) for outcome in outcomes):
            return Run((), tuple(outcomes), "磁盘写不下，这一期没有写入，原有的文件没有改动。")
        write_records(corpus, aside, outcomes, figures, before)
        return Run(_publish(folder, task.folder), tuple(outcomes))


def _past(before: Edition | None, figures: Sequence[FiledFigure], corpus: Corpus) -> Past | None:
    if before is None:
        return None
    kept = kept_documents(before.inputs, _inputs(corpus.documents))
    return Past(before.month, dict(before.products), changes(before.figures(), figures, kept), kept)


def _inputs(documents: Iterable[Document]) -> dict[str, str]:
    return {document.name: document.sha256 for document in documents}


def _sibling(edition: Edition, revision: int) -> Edition:
    return archive.load(archive.edition_folder(edition.folder.parent, edition.month, revision))


def _correction(base: Edition, task: Task, figures: Sequence[FiledFigure], note: str) -> Correction:
    """What the figures of a run correct of an edition."""
    kept = kept_documents(base.inputs, _inputs(task.analysis.documents))
    return Correction(changes(base.figures(), figures, kept), note)


def _against(
    base: Edition, outcomes: Sequence[Outcome], task: Task, figures: Sequence[FiledFigure]
) -> tuple[list[Outcome], list[Outcome]]:
    """All outcomes, those like the base's with its revision and note; and those that differ from it."""
    result, changed = [], []
    for outcome in outcomes:
        former = base.products.get(outcome.order.key)
        if former is not None and former.revision > 1 and outcome.product is not None:
            source = _sibling(base, former.revision)
            correction = _correction(
                _sibling(base, former.revision - 1), task, figures, str(source.manifest["options"]["note"])
            )
            outcome = make(outcome.order, replace(task, revision=former.revision, correction=correction))
        result.append(outcome)
        if former is None or any(base.outputs.get(file.name) != sha256(file) for file in outcome.files):
            changed.append(outcome)
        elif outcome.product is not None:
            result[-1] = replace(outcome, product=replace(outcome.product, revision=former.revision))
    return result, changed


def _unchanged(base: Edition, standing: Edition, outcomes: Sequence[Outcome], *, failed: bool) -> Run:
    """A run that leaves what was sent as it is; a later revision that was not sent is taken back when needless."""
    if failed:
        return Run(_files(standing), tuple(outcomes), f"{standing.label} 期没有改动。")
    if standing is base:
        remark = f"{base.label} 期已经投递，重新生成的结果与已投递的完全相同，没有改动。"
        return Run(_files(base), tuple(outcomes), remark)
    _withdraw(standing.folder)
    with suppress(OSError):
        standing.folder.rmdir()
    remark = f"重新生成的结果与已投递的 {base.label} 期相同，尚未投递的第{standing.revision}版已撤回。"
    return Run(_files(base), tuple(outcomes), remark)


def _named(changed: Sequence[Outcome]) -> str:
    names = "、".join(outcome.order.label for outcome in changed[:3])
    return f"{names}等{len(changed)}份" if len(changed) > 3 else names


def _files(edition: Edition) -> tuple[Path, ...]:
    return tuple(edition.folder / name for name in (*edition.outputs, archive.MANIFEST))


@contextmanager
def _staging(reports: Path, month: str) -> Iterator[Path]:
    """A folder beside the editions for work in progress; gone when the block ends."""
    try:
        reports.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"{_STAGING}{month}-", dir=reports))
    except OSError as error:
        raise OutputError(
            f"无法在 {reports} 中写入（{because(error)}）。请检查文件夹权限和磁盘空间，或用 --reports 换一个位置。"
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(reports: Path, month: str) -> None:
    """Remove what a killed run left aside: the lock says that nobody works on it."""
    for folder in reports.glob(f"{_STAGING}{month}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _publish(folder: Path, target: Path) -> tuple[Path, ...]:
    """Move the finished files into their place. While the manifest is away, the edition counts as unfinished."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        _withdraw(target)
        names = sorted(path.name for path in folder.iterdir() if path.name != archive.MANIFEST)
        for name in (*names, archive.MANIFEST):
            (folder / name).replace(target / name)
        target.chmod(0o755)
    except OSError as error:
        raise OutputError(f"无法写入 {target}（{because(error)}）。请检查权限和磁盘空间，然后重新运行。") from error
    return tuple(target / name for name in (*names, archive.MANIFEST))


def _withdraw(target: Path) -> None:
    """Take away the manifest of an earlier run and the files that it lists."""
    try:
        outputs = archive.load(target).outputs if (target / archive.MANIFEST).exists() else {}
    except Exception:  # a manifest that cannot be read lists nothing
        outputs = {}
    (target / archive.MANIFEST).unlink(missing_ok=True)
    for name in outputs:
        with suppress(OSError):
            (target / Path(name).name).unlink(missing_ok=True)
