"""Results of school examinations, admissions and rankings of pupils or schools: never ranked, compared or sent outside.

教育部《关于做好普通高等学校招生工作的通知》 forbids to publish, rank or advertise them, year by year.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.model import Measure, Observation, Sector
from briefing.packaged import toml_file

_WORDS = "reference/data/examinations.toml"


def names_examination(name: str) -> bool:
    """Whether a name, or a part of a sentence, says in any field that a figure is an examination's result."""
    return _any("names").search(name) is not None


def tells_examination(clause: str) -> bool:
    """Whether a clause, or a shorter part of a sentence, speaks of an examination's results or of admission by it."""
    return _any("clauses", "names").search(clause) is not None


def is_examination(observation: Observation) -> bool:
    """Whether a figure is the result of an examination: by its name, in education also by weaker words, by the words of
    its clause or because it is a mark or a position in a ranking."""
    name = observation.indicator
    if names_examination(name):
        return True
    if observation.sector is not Sector.EDUCATION or _any("other").search(name):
        return False
    counted = observation.unit in toml_file(_WORDS)["units"]
    return (
        observation.measure is Measure.RANK
        or observation.unit == "分"
        or _any("education").search(name) is not None
        or (counted and observation.around.examined)
    )


@cache
def _any(*lists: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for words in lists for pattern in toml_file(_WORDS)[words]))
