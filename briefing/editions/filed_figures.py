"""The figures of an edition as a file, from which a later edition tells what has changed: figures.jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from briefing.corrections import description
from briefing.model import Analysis, Bound, FiledFigure, Measure, Sector, Status
from briefing.printing import numbers

FILE_NAME = "figures.jsonl"
_KINDS = {"sector": Sector, "measure": Measure, "status": Status, "bound": Bound}


def filed_figures(analysis: Analysis) -> tuple[FiledFigure, ...]:
    """The stated facts of an analysis, in the order of their documents and places."""
    figures = [
        FiledFigure(
            document=fact.observation.document,
            start=fact.observation.start,
            text=fact.observation.text,
            indicator=fact.indicator.id,
            name=f"{fact.observation.locality}{fact.indicator.name}",
            sector=fact.indicator.sector,
            region=fact.observation.region,
            period=fact.observation.period,
            measure=fact.observation.measure,
            status=fact.observation.status,
            value=fact.observation.value,
            upper=fact.observation.upper,
            bound=fact.observation.bound,
            unit=fact.observation.unit,
            printed=numbers.figure_with_unit(fact.observation),
            definition=fact.indicator.definition,
            sensitive=fact.indicator.sensitivity == "no_rank",
            corrected=description(fact.observation.corrected) if fact.observation.corrected else "",
        )
        for fact in analysis.facts
    ]
    return tuple(sorted(figures, key=lambda figure: (figure.document, figure.start, figure.indicator)))


def figures_text(figures: Iterable[FiledFigure]) -> str:
    """One JSON object a line, keys in a fixed order."""
    return "".join(
        json.dumps({f.name: getattr(figure, f.name) for f in fields(FiledFigure)}, ensure_ascii=False) + "\n"
        for figure in figures
    )


def read_figures(text: str) -> tuple[FiledFigure, ...]:
    """The figures of a file's text. Raises ValueError, KeyError or TypeError for a file that is not ours."""
    return tuple(_figure(json.loads(line)) for line in text.splitlines() if line)


def _figure(record: dict[str, Any]) -> FiledFigure:
    typed: dict[str, Any] = {name: _KINDS[name](v) if name in _KINDS else v for name, v in record.items()}
    return FiledFigure(**typed)
