"""What tells that a figure is a rule: a standard, an entitlement, a price, a threshold, a requirement."""

from __future__ import annotations

import re
from bisect import bisect_left

from briefing.extraction.answers import Answer, Span
from briefing.extraction.figure import Figure
from briefing.extraction.sentences import phrase_start
from briefing.extraction.status.cues import PAST_KINDS, Evidence, listed, pattern
from briefing.model import Status

# The rest of a list: 按1000元|、1500元、2000元的标准
_LIST_AFTER = re.compile(r"(?:[、和](?:每人)?[\d.]+[万亿千百]?[元%])+")
_BY = re.compile(r"按(?:照)?[^，。；]{0,24}$")  # 按低保标准的|30%发放, 大型企业按|30%返还
_OUTCOME = re.compile("(?<![费税利])率|满意|完成")  # what has come about: no standard's share
_NORM_TITLE = (
    r"(?:<norm_kinds><norms>|<norm_prices>[^，]{0,6}(?:方案|标准|办法|规定)|(?:^|[府局委办会厅])关于<norm_acts>[^，]*<normed>)"
    r"(?:[（(][^（()）]*[）)])?》?(?:的?(?:通知|公告|通告|公示))?$"
)
_AS_ASKED = re.compile(
    "(?:根据|按照|依据|落实)[^，。；]{0,40}$"
)  # 根据《通知》要求，检查机构120家: done as it was asked
_STATED = re.compile("[系是]|[^，。；]{0,2}为")  # 花3万元购买的，系…: no condition, what follows states what it is
# What one person may have: 每位读者同时最多可借, 可为本人和家人最多
_ENTITLED = (
    "<rule_any>|每[位人名户][^，。；]{0,12}(?:[最至]多(?!的)|限[购领用借])|可[为用让][^，。；]{0,20}[最至]多$"
    "|每[月年周天][^，。；]{0,6}可免费[^，。；]{0,8}$"
)
_GIVEN_ONCE = r"<given_once>[^，。；]{0,12}$|\d[多余]?[名户位人](?!以[上下])[^，。；]{0,16}每[人户名]"
_EACH = ("元/人", "元/户", "元/名")
_BOUNDS_AFTER = ("以上", "以下", "以内")
_REACH = 480  # characters before a figure in which the norm that it belongs to is named
_LONGEST_CONDITION = 40  # characters after a figure
_STEEPEST_TIER = 100  # a tier is no more than so many times the one before
_LONGEST_TIER = 24  # characters between two tiers of a rule
_SHORT = 10  # characters of a phrase whose subject stands in the phrase before it


def _ruled(rule: str, found: re.Match[str] | Span | None) -> Answer[Status] | None:
    if not found:
        return None
    return Answer(Status.RULE, rule, found.span() if isinstance(found, re.Match) else found)


def standard_after(evidence: Evidence) -> Answer[Status] | None:
    """按每人1500元|、2000元的标准补贴, 超过10%|的部分."""
    text, end = evidence.text, evidence.end
    rest = _LIST_AFTER.match(text, end)
    form = "[）)]?(?:<rule_after>|标准(?=[，。；、,;]|给|发|执|缴|收|补|进行|予|$))"
    found = pattern(form).match(text, rest.end() if rest else end)
    if not found and text.startswith(("标准", "的标准"), end):  # 按每户|60平方米标准建设
        found = _BY.search(text, evidence.phrase, evidence.start)
    return _ruled("standard-after", found)


def limit_before(evidence: Evidence) -> Answer[Status] | None:
    """每班人数原则上不超过|45人, 最高可贷|30万元, 每位读者同时最多可借|5册, 可为家人最多|3人投保."""
    number = evidence.quantity.number_start
    found = pattern(_ENTITLED).search(evidence.text, evidence.phrase, number)
    return _ruled("limit-before", found)


def condition(evidence: Evidence) -> Answer[Status] | None:
    """有2套以上住房的，不予受理: the phrase is the condition of a rule."""
    right, stop = evidence.figure.right, evidence.figure.phrase_end
    ends = right.endswith("的") and len(right) <= _LONGEST_CONDITION and evidence.text[stop : stop + 1] in ("，", ",")
    stated = "是" in right or _STATED.match(evidence.text, stop + 1)
    return _ruled("condition", (evidence.start, stop) if ends and not stated else None)


def price(evidence: Evidence) -> Answer[Status] | None:
    """2010元/月: sums by such units are rules, where they are not said to be averages or earnings."""
    if not evidence.has_rule_price or (evidence.before("<rule_not>") and not evidence.before("<rule_money>")):
        return None
    if evidence.quantity.unit in _EACH and evidence.before(_GIVEN_ONCE):
        return None  # 每人送去价值|500元的礼包, 为30名学生每人发放|2000元
    return _ruled("price", (evidence.start, evidence.end))


def standard_sum(evidence: Evidence) -> Answer[Status] | None:
    """低保标准由|600元: the phrase speaks of a standard, and the sum was not handed out."""
    if not evidence.is_sum or evidence.handed_out or "平均" in evidence.left:
        return None
    return _ruled("standard-sum", evidence.before("<rule_money>"))


def case_sum(evidence: Evidence) -> Answer[Status] | None:
    """给予一次性补贴|5000元: so small a sum is what one case gets."""
    if not evidence.is_sum or evidence.quantity.value > listed("rule_largest_case"):
        return None
    if evidence.handed_out or "人均" in evidence.left:
        return None
    return _ruled("case-sum", evidence.before("<rule_case_before>$"))


def standard_share(evidence: Evidence) -> Answer[Status] | None:
    """住院报销比例达到|85%; what a short phrase is about stands in the one before it."""
    if not evidence.is_share or evidence.before("平均|实际(?:报销|补偿|支付|救助)"):
        return None
    start, first = evidence.phrase, evidence.sentence.start
    if len(evidence.left) <= _SHORT and not _OUTCOME.search(evidence.left):
        start = phrase_start(evidence.text, first, max(first, start - 1))
    return _ruled("standard-share", pattern("<rule_share>(?!了)").search(evidence.text, start, evidence.start))


def share_by(evidence: Evidence) -> Answer[Status] | None:
    """生活补贴按低保标准的|30%|发放."""
    if not evidence.is_share:
        return None
    by = _BY.search(evidence.text, evidence.phrase, evidence.start)
    by = by if by and evidence.after("(?:的比例)?<rule_by_after>") else evidence.before("<rule_reduced>$")
    return _ruled("share-by", by)


def times_standard(evidence: Evidence) -> Answer[Status] | None:
    """特困人员标准为低保标准的|1.3倍."""
    return _ruled("times-standard", evidence.before("标准为"))


def announced(evidence: Evidence) -> Answer[Status] | None:
    """与基本养老金挂钩的标准为，按1.5%增加: the rule was announced earlier in the sentence, nothing was done since."""
    if not (evidence.is_share or evidence.is_sum) or evidence.handed_out:
        return None
    if _OUTCOME.search(evidence.left) or evidence.before("<sums_of_all>"):
        return None
    first = max(evidence.sentence.start, evidence.start - _REACH)
    found = pattern("<rule_sentence>").search(evidence.text, first, evidence.start)
    since_done = found is not None and any(cue.kind in PAST_KINDS for cue in evidence.cues_since(found.end()))
    return None if since_done else _ruled("announced", found)


def subsidy(evidence: Evidence) -> Answer[Status] | None:
    """给予8000元的建设补助, 按60%的比例补助: a sum or share that is given per case, not one that was paid out."""
    if not (evidence.is_share or evidence.is_sum) or evidence.handed_out or evidence.paid:
        return None
    after = r"的?[^，。；]{0,6}<rule_subsidy_after>|(?:[和、]\S{1,6})?的比例"
    return _ruled("subsidy", evidence.before("<rule_subsidy_before>") and evidence.after(after))


def fee(evidence: Evidence) -> Answer[Status] | None:
    """管理费是|500元, 床位费仅|30元: so small a sum is what a service costs."""
    if not evidence.is_sum or evidence.quantity.value > listed("rule_largest_case") or evidence.handed_out:
        return None
    each, costs = "每[^，。；]{1,8}", "(?:[仅只均统一最高低约大概需要才]{0,4}[是为]|[仅只]需?)"
    form = f"{each}<fees>$|<fees>(?:标准)?(?:每[^，。；]{{1,4}}|(?:{each})?{costs})$"
    return _ruled("fee", evidence.before(form))


def eligible(evidence: Evidence) -> Answer[Status] | None:
    """适用对象为职工|30人以下的企业, 裁员率不高于|20%的企业可申请: who may ask for what the rule gives."""
    text, first = evidence.text, max(evidence.sentence.start, evidence.start - _LONGEST_CONDITION * 2)
    found = pattern("<eligible_before>").search(text, first, evidence.start)
    bounds_things = found and text.endswith(_BOUNDS_AFTER, evidence.start, evidence.end) and evidence.after("[一-龥]")
    if not evidence.after("的") and not bounds_things:
        return None
    return _ruled("eligible", found or evidence.after("的[^，。；]{0,12}，?[^，。；]{0,6}<eligible_after>"))


def tier(evidence: Evidence) -> Answer[Status] | None:
    """起付线一级医院200元，二级医院|500元: the next tier of the rule that the figure before it states."""
    figure = evidence.figure
    before = figure.sentence.figures[figure.index - 1] if figure.index else _before_semicolon(figure)
    if before is None or "status" not in before.answers or before.answers["status"].value is not Status.RULE:
        return None
    between = evidence.text[before.quantity.end : evidence.start]
    bare = len(between) <= _LONGEST_TIER and not pattern("<rule_paid>|<done>|<sums_of_all>|[共了]").search(between)
    return _ruled("tier", (before.quantity.start, evidence.end) if bare and _same_unit(before, figure) else None)


def _before_semicolon(figure: Figure) -> Figure | None:
    """The last figure of the sentence before, where a semicolon ends it."""
    sentence = figure.sentence
    if sentence.start == 0 or sentence.passage.text[sentence.start - 1] not in "；;":
        return None
    sentences = sentence.passage.sentences
    earlier = sentences[bisect_left(sentences, sentence.start, key=lambda one: one.start) - 1]
    return earlier.figures[-1] if earlier.figures else None


def _same_unit(one: Figure, other: Figure) -> bool:
    of_one_kind = one.quantity.unit == other.quantity.unit and one.quantity.unit.startswith(("元", "%"))
    return of_one_kind and other.quantity.value <= _STEEPEST_TIER * one.quantity.value


def threshold(evidence: Evidence) -> Answer[Status] | None:
    """对10万元以内的贷款, 每招用1人: the figure decides who is eligible, or how often something is given."""
    if evidence.handed_out:
        return None
    if per_case := evidence.before("每<rule_cases>[^，。；]{0,4}$"):
        return _ruled("threshold", per_case)
    if not evidence.before("<rule_threshold_before>[^，。；]{0,16}$"):
        return None
    number_end = evidence.quantity.number_end
    return _ruled("threshold", pattern("<rule_threshold_after>").search(evidence.text, number_end, evidence.end + 4))


def each_at_least(evidence: Evidence) -> Answer[Status] | None:
    """每个社区至少配备1名网格员: what each has to do, where nothing is said to be done."""
    found = evidence.before("每[^，。；]{1,16}至少<rule_each_does>[^，。；]{0,8}$")
    if found is None or evidence.before("实现|基本|了"):
        return None
    done = any(cue.kind in PAST_KINDS or cue.year for cue in evidence.cues_since(evidence.sentence.start))
    return None if done else _ruled("each-at-least", found)


def demanded(evidence: Evidence) -> Answer[Status] | None:
    """床位数不少于100张, 签约率要达到100% where a norm (《规范》) was named: what somebody has to meet."""
    text, first, start = evidence.text, evidence.sentence.start, evidence.start
    if evidence.handed_out:
        return None
    bound = pattern("<rule_bounds>").search(text, evidence.phrase, evidence.quantity.number_start)
    found = bound or pattern("<rule_demands>").search(text, max(0, first - 1), start)
    if (
        found is None
        or _AS_ASKED.search(text, first, found.start())
        or (not evidence.is_share and pattern("(?!.*[每各]).*<brought_about>").match(evidence.left))
    ):
        return None
    cues = evidence.cues_since(first)
    if any(cue.kind in PAST_KINDS or cue.year for cue in cues):
        return None
    by_norm = (bound is not None and not cues) or pattern("<rule_norms>").search(text, max(0, first - _REACH), start)
    return _ruled("demanded", found) if by_norm else None


def norm_title(evidence: Evidence) -> Answer[Status] | None:
    """某市高龄津贴发放办法（试行）, 关于提高低保标准的通知: a norm's title speaks for all of it but what looks back."""
    title = evidence.document.title
    return _ruled(
        "norm-title", (evidence.start, evidence.end) if title and pattern(_NORM_TITLE).search(title) else None
    )


# Only of figures that are such
OF_SUMS_AND_SHARES = (price, standard_sum, case_sum, standard_share, share_by, announced, subsidy, fee)
OF_BOUNDED = (eligible,)
OF_TIMES = (times_standard,)
CANDIDATES = (
    standard_after,
    limit_before,
    condition,
    tier,
    threshold,
    each_at_least,
    demanded,
    norm_title,
)
