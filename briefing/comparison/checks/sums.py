"""Which stated amounts add up to which: by a link of the extraction, by their kinds, by the words of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from briefing.comparison.checks.checkable import actual_levels, are_alike, are_near, check_words, is_exact, text_between
from briefing.comparison.scopes import own_words, scope_words, sums_up
from briefing.comparison.stated_names import bare, is_per_head
from briefing.model import Fact, Observation
from briefing.packaged import one_of

_TOTAL = re.compile("([^，,。、]{2,})总[数量]")
_REACH = 3000  # characters between a total and parts that it does not name
_SHORTEST = 2  # characters of a name that tells what is counted


class Kinds(NamedTuple):
    """Words of kinds that together are all there is, of what `of` names or, where it is empty, of anything."""

    words: tuple[str, ...]
    of: tuple[str, ...]

    def of_part(self, part: Observation) -> str:
        """The kind that the name of a part says, or the words before it that did not go into the name."""
        return self.named(part.indicator) or self.named(own_words(part))

    def named(self, name: str) -> str:
        """The kind that a name says: 非普惠 before 普惠; '' for none or two."""
        found = [
            word for word in self.words if word in name and not any(word in o and o in name for o in self.longer(word))
        ]
        return found[0] if len(found) == 1 else ""

    def longer(self, word: str) -> tuple[str, ...]:
        """The kinds whose word has this one in it."""
        return tuple(other for other in self.words if other != word and word in other)

    def may_divide(self, total: Observation) -> bool:
        """Whether a total consists of these kinds."""
        name = name_of_total(total)
        return not self.named(name) and (not self.of or any(word in name for word in self.of))


class Sum(NamedTuple):
    """A total and amounts that are parts of it; `whole` says that they must be all of it, by the text or by kind."""

    total: Observation
    parts: tuple[Observation, ...]
    whole: bool = False


@cache
def _any_kind() -> re.Pattern[str]:
    return re.compile(one_of(word for kind in kinds() for word in kind.words))


def name_of_total(total: Observation) -> str:
    """What a total is called in its own clause where that says 总数; its name may be that of the list before it."""
    said = _TOTAL.search(own_words(total))
    return said[1] if said else total.indicator


@cache
def kinds() -> tuple[Kinds, ...]:
    """The divisions that leave nothing out (data/checks.toml)."""
    return tuple(Kinds(tuple(entry["words"]), tuple(entry["of"])) for entry in check_words()["kinds"])


def sums(facts: Sequence[Fact]) -> Iterator[Sum]:
    """Totals with their parts, each total once; amounts of one document in their order."""
    levels = [f.observation for f in actual_levels(facts) if _adds_up(f)]
    levels.sort(key=lambda o: o.start)
    done = set()
    for found in (*_linked(levels), *_listed(levels), *_by_kind(levels)):
        if found.total.start not in done:
            done.add(found.total.start)
            yield found


def _adds_up(fact: Fact) -> bool:
    """Whether a figure is an exact amount, not a rate."""
    observation = fact.observation
    rate = fact.indicator.intensive or is_per_head(observation.indicator) or "/" in observation.unit
    return not rate and not observation.optional and is_exact(observation)


def _linked(levels: Sequence[Observation]) -> Iterator[Sum]:
    """What the extraction read as parts: 其中, brackets, lists that add up."""
    by_start = {o.start: o for o in levels}
    groups: dict[int, list[Observation]] = defaultdict(list)
    for before, part in zip((None, *levels), levels, strict=False):
        total = _total_of(part, by_start) if part.part_of is not None else _exceeded(before, part)
        if total is not None and are_alike(total, part) and not (groups[total.start] and _is_nested(part)):
            groups[total.start].append(part)
    for start, parts in groups.items():
        if parts:
            yield Sum(by_start[start], tuple(parts), any(_says("remainder", part) for part in parts))


def _total_of(part: Observation, by_start: Mapping[int, Observation]) -> Observation | None:
    """The total that a part was read to be of; not one before it in the same list (3所、小学2所、初中1所)."""
    total = by_start.get(part.part_of or 0)
    if total is None or total.sentence_start != part.sentence_start or not part.around.lead:
        return total
    told = text_between(total, part)
    divided = any(word in told for word in (*check_words()["nested"], "（", "("))
    return None if told.startswith("、") and not divided else total


def _exceeded(before: Observation | None, part: Observation) -> Observation | None:
    """The figure before, of which this one is said to be a part though it is more, so that nobody read it as one."""
    if before is None or "其中" not in own_words(part) or before.value >= part.value:
        return None
    named = bare(before.indicator, before.region) in part.indicator
    return before if named and before.sentence_start == part.sentence_start else None


def _is_nested(part: Observation) -> bool:
    return _says("nested", part)


def _says(words: str, observation: Observation) -> bool:
    return any(word in own_words(observation) for word in check_words()[words])


def _listed(levels: Sequence[Observation]) -> Iterator[Sum]:
    """Lists that the text sums up (公办120所、民办86所，合计206所), and totals said to be made of what follows."""
    by_start = {o.start: o for o in levels}
    sentences: dict[int, list[Observation]] = defaultdict(list)
    for level in levels:
        if level.sentence_end:
            sentences[level.sentence_start].append(level)
    for sentence in sentences.values():
        for total in sentence:
            others = [o for o in sentence if _total_of(o, by_start) is None and are_alike(total, o)]
            after = [o for o in others if o.start > total.start]
            run: Sequence[Observation] = ()
            if sums_up(total):
                run = _run_before(total, [o for o in others if o.start < total.start])
            elif after and _composed().search(text_between(total, after[0])):
                run = after
            if len(run) > 1:
                yield Sum(total, tuple(run), whole=True)


@cache
def _composed() -> re.Pattern[str]:
    return re.compile(one_of(check_words()["composed"]))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(f"^{one_of(check_words()['list_joints'])}")


def _run_before(total: Observation, before: Sequence[Observation]) -> Sequence[Observation]:
    """The list that ends before the total: the shortest that adds up, else all that 、 joins, else all that is
    smaller than the total."""
    for first in range(len(before) - 2, -1, -1):
        if sum(o.value for o in before[first:]) == total.value:
            return before[first:]
    first = max(len(before) - 1, 0)
    while first > 0 and text_between(before[first - 1], before[first]).startswith(("、", "和")):
        first -= 1
    run = before[first:] if len(before) - first > 1 else before
    told = [text_between(one, other) for one, other in pairwise((*run, total))]
    if any(o.value > total.value for o in run) or not all(map(_joins, told)):
        return ()
    return run


def _joins(told: str) -> bool:
    """Whether what stands between two amounts of a list joins them, with no other figure between."""
    return _joint().match(told) is not None and not any(character.isdigit() for character in told)


def _by_kind(levels: Sequence[Observation]) -> Iterator[Sum]:
    """Totals with near amounts of all their kinds, whether or not the text says 其中."""
    of_kinds = [o for o in levels if _any_kind().search(o.indicator)]
    for kind in kinds() if len(of_kinds) > 1 else ():
        parts = [(word, o) for o in of_kinds if (word := kind.named(o.indicator))]
        if len({word for word, _ in parts}) < len(kind.words):
            continue
        starts = [part.start for _, part in parts]
        for total in levels:
            if kind.may_divide(total):
                first, last = bisect_left(starts, total.start - _REACH), bisect_left(starts, total.start + _REACH)
                found = _nearest(kind, total, parts[first:last])
                if found:
                    yield Sum(total, _with_siblings(total, found, levels), whole=True)


def _with_siblings(
    total: Observation, parts: Sequence[Observation], levels: Sequence[Observation]
) -> tuple[Observation, ...]:
    """The parts with what stands among them in their list: 公建民营6家 between 公办12家 and 民办20家."""
    sentences = {part.sentence_start for part in parts if part.sentence_end}
    first, last = min(part.start for part in parts), max(part.start for part in parts)
    return tuple(
        o
        for o in levels
        if o in parts
        or (o is not total and o.sentence_start in sentences and first < o.start < last and are_alike(total, o))
    )


def _nearest(kind: Kinds, total: Observation, parts: Sequence[tuple[str, Observation]]) -> tuple[Observation, ...]:
    """Of each kind the part that stands nearest to the total, all of them or none."""
    found: dict[str, Observation] = {}
    for word, part in sorted(parts, key=lambda entry: abs(entry[1].start - total.start)):
        if word not in found and are_alike(total, part) and _is_of(total, part, word):
            found[word] = part
    return tuple(found[word] for word in kind.words) if len(found) == len(kind.words) else ()


def _is_of(total: Observation, part: Observation, word: str) -> bool:
    """Whether the part, its kind left away, is called like the total; near it a shorter name will do."""
    whole = bare(name_of_total(total), total.region)
    for prefix in check_words()["all_kinds"]:
        whole = whole.removeprefix(prefix) if len(whole) - len(prefix) >= _SHORTEST else whole
    named = bare(part.indicator, part.region)
    rest = named.replace(word, "", 1)
    if bare(rest) == whole:
        return True
    alike = rest in whole or whole in rest
    return (
        bool(total.sentence_end)
        and are_near(total, part)
        and alike
        and scope_words(rest) <= scope_words(whole) <= scope_words(named)
    )
