"""Every value of a figure's fields has one printed word."""

from enum import StrEnum

import pytest

from briefing.model import Bound, Comparability, Level, Measure, Sector, Status
from briefing.printing.terms import term


@pytest.mark.parametrize("kind", [Bound, Comparability, Level, Measure, Sector, Status])
def test_every_value_has_its_own_word(kind: type[StrEnum]) -> None:
    words = [term(value) for value in kind]
    assert len(set(words)) == len(words)


def test_the_words_of_a_status() -> None:
    assert [term(status) for status in Status] == ["实绩", "目标或计划", "政策规定"]
