"""What the values of a figure's fields are called in Chinese: the one home of these words (data/terms.toml)."""

from __future__ import annotations

from enum import StrEnum

from briefing.packaged import toml_file


def term(value: StrEnum) -> str:
    """The printed word for a value: Status.PLANNED → 目标或计划, Sector.HEALTH → 病有所医."""
    return str(toml_file("printing/data/terms.toml")[type(value).__name__.lower()][value.value])
