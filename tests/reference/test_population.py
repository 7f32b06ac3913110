"""Census population, and when it refuses to be a denominator."""

from __future__ import annotations

import pytest

from briefing.model import Level
from briefing.reference.division_table import regions
from briefing.reference.population import population, populations, zones


@pytest.mark.parametrize(
    ("code", "total"),
    [
        ("100000", 1_409_778_724),
        ("510000", 83_674_866),
        ("500000", 32_054_159),
        ("512000", 2_308_631),
        ("510400", 1_212_203),
        ("510700", 4_868_243),
        ("500236", 744_836),
        ("512002", 867_119),
        ("512021", 950_939),
        ("512022", 490_573),
        ("510703", 1_298_524),
        ("510403", 129_406),
        ("330109", 2_011_699),
    ],
)
def test_published_totals(code: str, total: int) -> None:
    known = population(code)
    assert known is not None and known.total == total


def test_provinces_and_counties_add_up_to_the_nation() -> None:
    by_level = dict.fromkeys(Level, 0)
    for code, known in populations().items():
        by_level[regions()[code].level] += known.total
    assert by_level[Level.PROVINCE] == by_level[Level.NATION]
    without_counties = sum(p.total for c in ("441900", "442000", "460400", "620200") if (p := population(c)))
    zone_total = sum(residents for listed in zones().values() for _, residents in listed)
    assert by_level[Level.COUNTY] + without_counties + zone_total == by_level[Level.NATION]


def test_age_groups() -> None:
    west = population("510403")
    assert west is not None and west.age_60_plus is not None and west.age_65_plus is not None
    assert west.age_65_plus < west.age_60_plus < west.total
    nation = population("100000")
    assert nation is not None and nation.age_60_plus is not None
    assert abs(nation.age_60_plus - 264_018_218) < 0.00005 * nation.total + 1


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("512002", ""), ("653221", "boundary"), ("500157", "boundary"), ("511011", "zone"), ("511000", "")],
)
def test_refusals(code: str, refusal: str) -> None:
    known = population(code)
    assert known is not None
    assert known.refusal == refusal
    assert known.reliable is not bool(refusal)
    assert bool(known.note) is bool(refusal)


@pytest.mark.parametrize("code", ["350527", "659013", "710000", "999999"])
def test_not_counted(code: str) -> None:
    assert population(code) is None


def test_no_ages_for_hangzhou_bulletin_districts() -> None:
    known = population("330110")
    assert known is not None and known.basis == "bulletin" and known.age_60_plus is None
