"""What editors decided about figures, one entry a figure.

Each entry names the text, value and unit that were extracted when the decision was made; when a document or the
extraction has changed since, the run stops instead of changing another figure than the editor saw.
"""

from __future__ import annotations

from briefing.corrections.applying import Applied, apply, description, mismatch
from briefing.corrections.fields import CODED, FIELD_NAMES, FIELDS, extracted, field_problem, shown
from briefing.corrections.file import FILE_NAME, dump, load, parse

__all__ = [
    "CODED",
    "FIELDS",
    "FIELD_NAMES",
    "FILE_NAME",
    "Applied",
    "apply",
    "description",
    "dump",
    "extracted",
    "field_problem",
    "load",
    "mismatch",
    "parse",
    "shown",
]
