"""The ledger and the subscriptions as lines to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.config import Settings
from briefing.distribution.gate import label
from briefing.distribution.ledger import Entry, State
from briefing.distribution.subscriptions import recipients
from briefing.printing.printable import terminal_columns
from briefing.printing.terms import term

_HEADS = ("期", "版", "状态", "收件人", "次数", "时间", "内容", "对方答复")


def lines(entries: Sequence[Entry]) -> Iterator[str]:
    """The ledger as an aligned table with a closing line of counts."""
    if not entries:
        yield "没有投递记录。"
        return
    rows = [_HEADS, *(_cells(entry) for entry in entries)]
    widths = [max(terminal_columns(row[column]) for row in rows) for column in range(len(_HEADS) - 1)]
    for row in rows:
        cells = (cell + " " * (width - terminal_columns(cell)) for cell, width in zip(row, widths, strict=False))
        yield "  ".join((*cells, row[-1])).rstrip()
    counts = ((state, sum(entry.state is state for entry in entries)) for state in State)
    yield f"共 {len(entries)} 封：" + "，".join(f"{term(state)} {count}" for state, count in counts if count) + "。"


def subscription_lines(settings: Settings) -> Iterator[str]:
    """Who receives what."""
    for recipient in recipients(settings):
        what = "、".join(label(key) for key in recipient.keys)
        kind = "对外版" if recipient.external else "内部版"
        yield f"✓ {recipient.label}  {what}（{kind}，{'、'.join(recipient.formats)}）"
    off = sum(not subscription.enabled for subscription in settings.subscriptions)
    if off:
        yield f"  另有 {off} 个订阅已停用"


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        entry.key.edition,
        str(entry.key.revision),
        term(entry.state),
        entry.key.recipient,
        str(entry.attempts),
        entry.updated[:16].replace("T", " "),
        _contents(entry.items),
        entry.answer,
    )


def _contents(items: Iterable[str]) -> str:
    keys = sorted({item.partition("@")[0] for item in items})
    return "、".join(label(key) for key in keys)
