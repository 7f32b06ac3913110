"""What an edition records of each briefing it made: enough to mail it, and to refuse to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefing.editions.changes import relative_change, sentence
from briefing.editions.orders import Order
from briefing.model import Change
from briefing.printing.printable import GETA, printable

if TYPE_CHECKING:
    from briefing.composition.page_model import Briefing, Section, Table

_MOST_LISTED = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that holds a briefing back from its readers until an operator has looked at it."""

    kind: str  # 空表 缺图 缺字 无数字 版面 勾稽 变动 锐减
    text: str

    def code(self, month: str, key: str) -> str:
        """What an operator who has looked writes into gate.accepted: `2026-10/1f2e3d4c`."""
        digest = hashlib.sha256("\n".join((key, self.kind, self.text)).encode("utf-8")).hexdigest()[:8]
        return f"{month}/{digest}"


@dataclass(frozen=True, slots=True)
class Product:
    """One briefing of an edition."""

    key: str
    kind: str
    subject: str  # 攀枝花市西区
    title: str
    publication: str  # 民生服务对比简报
    office: str
    issue: str  # 2026年第10期
    points: tuple[str, ...]
    figures: int  # figures that it prints with their sources
    revision: int = 1  # the revision of the edition that last changed it
    correction: str = ""
    note: str = ""  # what holds for several of the points
    files: dict[str, str] = field(default_factory=dict)  # format → file name
    pages: int = 0  # of the PDF
    failed_checks: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def product_of(order: Order, briefing: Briefing, revision: int) -> Product:
    """The record of a composed briefing, with the faults that its own pages show."""
    return Product(
        key=order.key,
        kind=order.kind,
        subject=briefing.subject,
        title=briefing.title,
        publication=briefing.imprint.name,
        office=briefing.imprint.office,
        issue=briefing.imprint.issue,
        points=tuple(printable(point.text) for point in briefing.points),
        figures=sum(bool(piece.target) for source in briefing.sources for piece in source.pieces),
        revision=revision,
        correction=printable(briefing.correction),
        note=printable(briefing.points_note),
        failed_checks=tuple(check.text for check in _checks(briefing) if not check.passed),
        faults=tuple(_own_faults(briefing)),
    )


def with_layout(product: Product, wrong: Sequence[str]) -> Product:
    """The product with what is wrong with its pages, a sentence each, as one fault: an operator looks at it once."""
    if not wrong:
        return product
    more = f"等{len(wrong)}处" if len(wrong) > _MOST_LISTED else ""
    fault = Fault("版面", f"版面有不妥：{'；'.join(wrong[:_MOST_LISTED])}{more}")
    return replace(product, faults=(*product.faults, fault))


def against_previous(
    product: Product, previous: Product | None, changes: Sequence[Change], kept: frozenset[str], most_change: float
) -> Product:
    """The product with the faults that show only beside the edition before, which may not have had it (None).

    `changes` are the product's own; `kept` are the documents that both editions read in the same wording: a figure
    of such a document has no new source to change on. `most_change` is a share (0.5: half).
    """
    found: list[Fault] = [
        Fault("勾稽", f"新出现的勾稽不平：{text}")
        for text in product.failed_checks
        if previous is None or text not in previous.failed_checks
    ]
    jumps = [
        sentence(change)
        for change in changes
        if change.after is not None and change.after.document in kept and (relative_change(change) or 0.0) > most_change
    ]
    found += [Fault("变动", f"没有新的来源而变动超过{most_change:.0%}：{text}") for text in jumps]
    if previous is not None and product.figures < previous.figures * (1 - most_change):
        found.append(Fault("锐减", f"所列数字由上期的{previous.figures}个减为{product.figures}个"))
    return replace(product, faults=(*product.faults, *found))


def record(product: Product) -> dict[str, Any]:
    """The product as the manifest has it."""
    return asdict(product)


def from_record(data: Mapping[str, Any]) -> Product:
    """The product of a manifest's record. Raises TypeError or KeyError for one that is not ours."""
    lists = {"points": tuple(data["points"]), "failed_checks": tuple(data["failed_checks"])}
    return Product(**{**data, **lists, "faults": tuple(Fault(**fault) for fault in data["faults"])})


def _own_faults(briefing: Briefing) -> Iterator[Fault]:
    for section in briefing.sections:
        yield from _section_faults(section)
    for figure in briefing.figures:
        if "<svg" not in figure.chart.svg:
            yield Fault("缺图", f"图“{figure.chart.title}”没有画出")
    if not any(piece.target for source in briefing.sources for piece in source.pieces):
        yield Fault("无数字", "整份简报没有一个带出处的数字")
    if not briefing.points:
        yield Fault("无数字", "没有要点")
    illegible = [text for text in _own_words(briefing) if GETA in printable(text) and GETA not in text]
    if illegible:
        yield Fault("缺字", f"有无法排印的字：{'；'.join(map(printable, illegible[:_MOST_LISTED]))}")


def _section_faults(section: Section) -> Iterator[Fault]:
    if any(_is_empty(table) for table in section.tables) or (section.matrix and not section.matrix.rows):
        yield Fault("空表", f"“{section.title}”中有空表")


def _is_empty(table: Table) -> bool:
    return not any(row.value.strip() for row in table.rows)


def _checks(briefing: Briefing) -> Iterator[Any]:
    for section in briefing.sections:
        yield from section.checks


def _own_words(briefing: Briefing) -> Iterable[str]:
    """What the briefing says in its own name; a quoted sentence may hold anything and is shown as it is."""
    yield briefing.title
    yield from (point.text for point in briefing.points)
    for section in briefing.sections:
        yield section.title
        yield from (row.label for table in section.tables for row in table.rows)
