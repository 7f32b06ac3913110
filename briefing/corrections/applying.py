"""Corrections applied to observations, only where the extraction still says what the editor saw."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.corrections.fields import CODED, FIELD_NAMES, UNKNOWN_ALLOWED, shown, value_of
from briefing.errors import ConfigurationError
from briefing.model import Bound, Correction, Observation
from briefing.reference.catalogue import by_name


@dataclass(frozen=True, slots=True)
class Applied:
    """The observations of a document as its editors want them, and those that they dropped."""

    observations: list[Observation]
    dropped: list[Observation]


def apply(observations: Sequence[Observation], corrections: Iterable[Correction], name: str) -> Applied:
    """A document's observations with its corrections. Raises ConfigurationError when one no longer fits its figure."""
    decided = {correction.start: correction for correction in corrections}
    kept: list[Observation] = []
    dropped: list[Observation] = []
    for observation in observations:
        correction = decided.pop(observation.start, None)
        if correction is None:
            kept.append(observation)
            continue
        difference = mismatch(observation, correction)
        if difference:
            raise ConfigurationError(
                f"{name} 中 {correction.figure} 一条与现在的抽取不符：{difference}；"
                "为避免改错数字已停止，请用 review export 重新核定，或删去该条。"
            )
        if correction.drop:
            dropped.append(replace(observation, corrected=correction))
        else:
            kept.append(corrected(observation, correction))
    for correction in decided.values():
        raise ConfigurationError(
            f"{name} 中 {correction.figure} 一条核定的是“{correction.text}”，现在那里没有抽取到数字；"
            "文献或程序已有变化，请核对后删去或重写该条。"
        )
    return Applied(kept, dropped)


def mismatch(observation: Observation, correction: Correction) -> str:
    """How an observation differs from what a correction expects; empty when it fits."""
    if observation.text != correction.text:
        return f"原文应为“{correction.text}”，现为“{observation.text}”"
    for field, expected in correction.expected:
        found = value_of(observation, field)
        if isinstance(found, float) and isinstance(expected, float):
            same = math.isclose(found, expected, rel_tol=1e-9)
        else:
            same = found == expected
        if not same:
            return f"{FIELD_NAMES[field]}应为“{shown(field, expected)}”，现抽取为“{shown(field, found)}”"
    return ""


def corrected(observation: Observation, correction: Correction) -> Observation:
    """The observation as corrected. A corrected value is exact; other names of a wrong indicator are dropped."""
    changes: dict[str, Any] = {
        name: None if value == "" and name in UNKNOWN_ALLOWED else value for name, value in correction.changes
    }
    if "value" in changes:
        changes |= {"upper": None, "bound": Bound.EXACT}
    changes |= {name: kind(changes[name]) for name, kind in CODED.items() if name in changes}
    if "indicator" in changes:
        known = by_name().get(changes["indicator"])
        changes |= {"aliases": (), "sector": known.sector if known else observation.sector}
    settled = tuple(field for field in observation.doubts if field not in changes)
    return replace(observation, corrected=correction, doubts=settled, **changes)


def description(correction: Correction) -> str:
    """What was changed and why, without the editor's name: `人工核定，数值由811改为812（核对原件）`."""
    before = dict(correction.expected)
    changes = "，".join(
        f"{FIELD_NAMES[name]}由{shown(name, before[name])}改为{shown(name, value)}"
        for name, value in correction.changes
    )
    return f"人工核定，{'不予采用' if correction.drop else changes}（{correction.reason.rstrip('。')}）"
