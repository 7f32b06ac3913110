"""Which division a person means by a typed name or code (for `--region`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from briefing.errors import UsageError
from briefing.model import Region
from briefing.reference.division_names import (
    codes_by_informal_name,
    codes_by_name,
    codes_by_stem,
    full_name,
    retired_codes_by_name,
    same_place,
    stem,
    within,
)
from briefing.reference.division_table import current_codes, regions, retired

_LONGEST_LIST = 12  # choices shown for an ambiguous name


def resolve(text: str) -> Region:
    """The division that `text` names: code, full name, short name, or parent and name (攀枝花西区).

    Former names resolve to what became of them. Raises UsageError with the choices when several divisions bear the
    name, and with the nearest names when none does.
    """
    name = "".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise UsageError("没有给出地区名称，请用全称、简称或六位行政区划代码，例如“攀枝花市西区”。")
    codes = _codes_for_number(name) if name.isascii() and name.isdigit() else _codes_for_name(name)
    if len(codes) == 1:
        return regions()[codes[0]]
    if codes:
        raise UsageError(_choices(name, codes))
    raise UsageError(_unknown(name))


def _codes_for_number(number: str) -> tuple[str, ...]:
    return current_codes(number) if len(number) == 6 else ()


def _codes_for_name(name: str) -> tuple[str, ...]:
    """Candidates by the first way of reading that gives any: own name, parents and name, short name, former name."""
    exact = _own(name)
    joined = joined_codes(name)
    if exact or joined:
        return exact or joined
    short = codes_by_stem().get(name, ()) if len(name) > 1 else ()
    place = same_place(short)
    if place is not None:
        return (place,)
    return short or _former(name)


def _former(name: str) -> tuple[str, ...]:
    old = retired_codes_by_name().get(name) or retired_codes_by_stem().get(name, ())
    for code in old:
        current = current_codes(code)
        if current:
            return current
    return ()


@cache
def retired_codes_by_stem() -> dict[str, tuple[str, ...]]:
    """Short forms (two characters or more) of names that no current division bears: 宣武 -> 110104."""
    short: dict[str, tuple[str, ...]] = {}
    for name, codes in retired_codes_by_name().items():
        if len(stem(name)) > 1:
            short[stem(name)] = short.get(stem(name), ()) + codes
    return short


def joined_codes(name: str) -> tuple[str, ...]:
    """Divisions named by parent and name in any mixture of full and short forms: 四川攀枝花西区, 资阳市雁江."""
    found: dict[str, None] = {}
    for cut in range(2, len(name)):
        parents, rest = _named(name[:cut]), name[cut:]
        if not parents:
            continue
        for code in within(_named(rest), parents):
            found[code] = None
        for code in within(joined_codes(rest), parents):
            found[code] = None
    return tuple(found)


def _named(name: str) -> tuple[str, ...]:
    return _own(name) or _short(name)


def _own(name: str) -> tuple[str, ...]:
    return codes_by_name().get(name, ()) or codes_by_informal_name().get(name, ())


def _short(name: str) -> tuple[str, ...]:
    return codes_by_stem().get(name, ()) if len(name) > 1 else ()


def _listed(codes: Iterable[str]) -> str:
    return "、".join(f"{full_name(code)}（{code}）" for code in codes)


def _choices(name: str, codes: tuple[str, ...]) -> str:
    shown = _listed(codes[:_LONGEST_LIST]) + ("等" if len(codes) > _LONGEST_LIST else "")
    if name in retired() or _former(name) == codes:
        return f"“{name}”已撤销，原辖区分属{shown}，请写其中一个的全称或代码。"
    return f"“{name}”可以指{shown}，请写全称或六位代码。"


def _unknown(name: str) -> str:
    if name.isascii() and name.isdigit():
        return f"没有行政区划代码“{name}”，请核对六位代码，或改用地区名称。"
    names = {**_spellings()}
    near = get_close_matches(name, names, n=5, cutoff=0.5)
    codes = list(dict.fromkeys(code for spelling in near for code in names[spelling]))[:5]
    hint = f"相近的有{_listed(codes)}" if codes else "请写全称、简称或六位行政区划代码"
    return f"没有名为“{name}”的县级以上行政区划，{hint}。"


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    spellings: dict[str, tuple[str, ...]] = {full_name(code): (code,) for code in regions()}
    spellings.update((name, codes) for name, codes in codes_by_stem().items() if len(name) > 1)
    spellings.update(codes_by_name())
    return spellings
