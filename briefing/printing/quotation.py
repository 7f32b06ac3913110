"""A figure quoted in the sentence that states it, and its place in the file."""

from __future__ import annotations

from briefing.model import Document, Observation


def marked_sentence(document: Document, observation: Observation) -> str:
    """The sentence that states the figure, the figure between 【 and 】, white space folded."""
    raw = document.raw
    before = raw[observation.sentence_start : observation.start]
    after = raw[observation.end : observation.sentence_end]
    return "".join(f"{before}【{observation.text}】{after}".split())


def place_in_file(document: Document, observation: Observation) -> str:
    """Page, or cell, of a figure of a format that has such, and how sure a recogniser was; empty for plain text."""
    found = next((place for place in document.locations if place.start <= observation.start < place.end), None)
    if found is None:
        return ""
    parts = [f"第{found.page}页" if found.page else "", found.cell]
    parts += [f"文字识别置信度{found.confidence:.0%}"] if found.confidence is not None else []
    return "，".join(part for part in parts if part)
