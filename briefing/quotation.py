"""A figure quoted in the sentence that states it."""

from __future__ import annotations

from briefing.model import Document, Observation


def marked_sentence(document: Document, observation: Observation) -> str:
    """The sentence that states the figure, the figure between 【 and 】, white space folded."""
    raw = document.raw
    before = raw[observation.sentence_start : observation.start]
    after = raw[observation.end : observation.sentence_end]
    return "".join(f"{before}【{observation.text}】{after}".split())
