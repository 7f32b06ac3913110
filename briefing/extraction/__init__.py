"""Document → observations: what is measured, how much, where, when, and in what sense."""

from briefing.extraction.outcome import Extraction
from briefing.extraction.questions import extract

__all__ = ["Extraction", "extract"]
