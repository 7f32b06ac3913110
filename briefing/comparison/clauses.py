"""The words around a figure in its document: its clause, its sentence, the sentence before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model import Document, Observation

_SPACE = re.compile(r"\s+")
_CLAUSE_END = re.compile("[，,；;。！？!?：:]")
_UP_TO_CLAUSE = re.compile(".*[，,；;。！？!?：:]", re.DOTALL)
_SENTENCE_ENDS = "。！？!?"
_LONGEST_SENTENCE = 200
_PLAN = re.compile("十[一二三四五六七八九]五")


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a figure, white space taken out; all empty where its document is not at hand."""

    lead: str = ""  # the sentence up to the figure
    tail: str = ""  # the sentence after it
    before: str = ""  # the sentence before
    published: str = ""  # the document's date
    inferred_year: str = ""  # the document's year, where it was completed from evidence and not written
    month: str = ""  # YYYY-MM for which the figures are put together
    plans: frozenset[str] = frozenset()  # the five-year plans that the document names: 十四五

    @property
    def sentence(self) -> str:
        """The sentence without the figure itself."""
        return self.lead + self.tail

    @property
    def clause_lead(self) -> str:
        """The figure's own clause up to the figure."""
        return _UP_TO_CLAUSE.sub("", self.lead, count=1)

    @property
    def clause(self) -> str:
        """The figure's own clause without the figure."""
        return self.clause_lead + _CLAUSE_END.split(self.tail, maxsplit=1)[0]


class Contexts:
    """The contexts of the figures of some documents."""

    def __init__(self, documents: Iterable[Document] = (), month: str = "") -> None:
        self._month = month
        self._documents = {document.name: document for document in documents}
        self._plans: dict[str, frozenset[str]] = {}

    def of(self, observation: Observation) -> Context:
        """The context of a figure; an empty one where its document is not at hand."""
        document = self._documents.get(observation.document)
        if document is None or not observation.sentence_end:
            return Context()
        raw, start = document.raw, observation.sentence_start
        earlier = raw[max(0, start - _LONGEST_SENTENCE) : start].rstrip()
        cut = max(earlier[:-1].rfind(mark) for mark in _SENTENCE_ENDS) + 1
        year = (document.published or "")[:4] if document.published_inferred else ""
        return Context(
            _close(raw[start : observation.start]),
            _close(raw[observation.end : observation.sentence_end]),
            _close(earlier[cut:]),
            document.published or "",
            year,
            self._month,
            self._plans_of(document),
        )

    def _plans_of(self, document: Document) -> frozenset[str]:
        if document.name not in self._plans:
            self._plans[document.name] = frozenset(_PLAN.findall(document.raw))
        return self._plans[document.name]


def _close(text: str) -> str:
    return _SPACE.sub("", text)
