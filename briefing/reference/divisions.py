"""Administrative divisions: the door to the table, the names, resolving what people type and finding names in text."""

from briefing.reference.division_names import full_name, short_name, stem
from briefing.reference.division_table import (
    NATION,
    ancestors,
    current_codes,
    lies_in,
    province_of,
    regions,
    retired,
)
from briefing.reference.place_names import PlaceMention, disambiguate, find_places
from briefing.reference.resolution import resolve

__all__ = [
    "NATION",
    "PlaceMention",
    "ancestors",
    "current_codes",
    "disambiguate",
    "find_places",
    "full_name",
    "lies_in",
    "province_of",
    "regions",
    "resolve",
    "retired",
    "short_name",
    "stem",
]
