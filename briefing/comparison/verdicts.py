"""The verdict on a pair of facts: the worst outcome of all rules, with every reason."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.comparison import measuring_rules, rules
from briefing.comparison.rule_findings import Rule
from briefing.config import Thresholds
from briefing.model import Comparability, Fact, Verdict

SEVERITY = {Comparability.COMPARABLE: 0, Comparability.CONDITIONAL: 1, Comparability.NOT_COMPARABLE: 2}
RULES: tuple[Rule, ...] = (
    rules.same_definition,
    rules.same_status,
    rules.same_length,
    rules.near_in_time,
    rules.same_level,
    rules.of_the_whole,
    rules.not_contained,
    measuring_rules.per_head,
    measuring_rules.stated_as_such,
    measuring_rules.same_unit,
    measuring_rules.same_denominator,
    rules.exact,
    rules.large_enough,
    rules.polarity_known,
    rules.reconciled,
    rules.same_regime,
    rules.not_sensitive,
    rules.distinct_events,
    rules.unambiguous,
    rules.both_levels,
)
_SOVEREIGN: tuple[Rule, ...] = (rules.not_sensitive, rules.same_definition)


# Rules that say the same of all facts alike but for region and value.
PROFILE_RULES = tuple(rule for rule in RULES if rule not in (rules.not_contained, rules.distinct_events))


def verdict(left: Fact, right: Fact, thresholds: Thresholds, applied: Sequence[Rule] = RULES) -> Verdict:
    """The verdict on two facts with known regions: the worst outcome of the rules, gravest reasons first."""
    for sovereign in _SOVEREIGN:  # when one of these refuses, the others have nothing to say
        refused = sovereign(left, right, thresholds)
        if refused is not None and refused.outcome is Comparability.NOT_COMPARABLE:
            return Verdict(refused.outcome, (refused.caveat,))
    findings = [found for rule in applied if (found := rule(left, right, thresholds)) is not None]
    against = sorted(
        (found for found in findings if found.outcome is not Comparability.COMPARABLE),
        key=lambda found: -SEVERITY[found.outcome],
    )
    outcome = against[0].outcome if against else Comparability.COMPARABLE
    notes = tuple(found.caveat for found in findings if found.outcome is Comparability.COMPARABLE)
    return Verdict(outcome, tuple(found.caveat for found in against), notes)
