"""A month's edition: which briefings there are, made side by side, with a manifest, revisions and what changed."""

from __future__ import annotations

from briefing.editions.archive import Edition, finished, latest
from briefing.editions.changes import changes, kept_documents, sentence, summary
from briefing.editions.making import Outcome, Task, make
from briefing.editions.orders import Order, counts, nothing_to_print, orders_with_data
from briefing.editions.run import Run, Wish, make_single, produce, working_on

__all__ = [
    "Edition",
    "Order",
    "Outcome",
    "Run",
    "Task",
    "Wish",
    "changes",
    "counts",
    "finished",
    "kept_documents",
    "latest",
    "make",
    "make_single",
    "nothing_to_print",
    "orders_with_data",
    "produce",
    "sentence",
    "summary",
    "working_on",
]
