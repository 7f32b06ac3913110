"""Readings of the names of money and of the terms of rules: what it is spent on, paid as, and in which case."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import find_predicate, pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import spent_next, strip_front, tidy
from briefing.model import Measure

_LENT = re.compile(r"(?:补助|补贴|津贴|奖励|借款|贷款|奖补|资助)$")
# 对|初创项目|提供; 学校室内设施|根据面积不同; 室外设施|相应地
_GIVEN_TO = re.compile(r"(?:对|为|向|给)([^，。；的对为向给]{3,12}?)(?:提供|给予|发放|予以|拨付)(?:了)?$")
# 对新建食堂，|给予|最高30万元的一次性建设补贴
_FOR_WHOM = re.compile(r"对(?:于)?([^，。；的满]{3,12})")
_GIVEN = re.compile(r"(?:再|可|另)?(?:给予|发放|予以|奖励|补助)(?:了)?")
_LONGEST_GRANT = 8  # characters
_ENTITLED = re.compile(r"(?:申请|申领|享受|获得|领取|享有|享)(?:到|了)?$")
_BECAUSE = re.compile(r"根据|按照|依据|凭|经")
_MANNER = re.compile(r"(?:每学[期年]|每[年月人户]|最高|最多|相应地?|分别|一次性|可以?|能够?)+$")
_SHORT_TERM = 4  # characters of what may stand between a standard's clause and its amount
# 每年将财政新增支出的|90%以上投入民生
_SPENT_SHARE = re.compile(r"(?:将|把)([^，。；]{2,16}?)的?$")
# 所购住房为|新建商品房的，
_CASE = re.compile(
    r"(?:为|是|属于|对于|对)?([^为是，。；：]{3,12}?)(?:于\d[^，。；：]{2,16}|在\d[^，。；：]{2,16})?的[，,]$"
)
_GENERAL = 2  # characters of a group that says nothing of its own (企业)
_GRANT = re.compile(
    r"(?:[省市县区镇乡州]|公司|集团|基金会|协会|总会)((?:(?:对口|定点|结对)?(?:帮扶|支援|援助|捐赠|资助|补助|支持))+)$"
)
_PAID = re.compile(r"(?:一次性|[一-龥]{2})(?:补助|补贴|津贴|奖励|救助金|抚恤金)")
_PAYING = re.compile(
    r"(?:发放|给予|提供|享受|实施|设立|领取|支付|落实)(?:了)?([^，。；的]{2,14}?(?:补助|补贴|津贴|奖励|救助金|抚恤金|待遇|保险))$"
)
_TERMS = ("标准", "额度", "限额", "金额", "比例")
_BESTOWED_ON = re.compile(r"^.*(?:给予|发放|奖励)(?:了)?(?=..)")
_EACH = re.compile(r"(?:每人|每户|每名|每生)(?:每月|每年)?(?=[一-龥]{2})")
_EACH_GIVEN = re.compile(r"(.{3,16}?)(?:每人|每户|每名|每生)(?:每月|每年)?(?:发放|给予|补助)?")
_BY = re.compile(r"按照?[^，。；]{0,6}$")
_PAYING_OUT = re.compile(r"(?:列支|投入|安排|拿出|筹措|筹集|拨付|支出)$")
_PAID_BY = re.compile(r"^.*(?:列支|投入|安排|拿出|筹措|筹集|拨付|支出|争取|下达|落实|引进|吸引|撬动)$")
_STAGE = re.compile(r"幼儿园|小学|初中|普通高中|高中|中职|城镇|城市|农村")
_WORTH = ("价值", "总价值", "折合资金")
_FUND = re.compile(r"(?:专项)?(?:资金|基金|经费)$")
_LONGEST_TERM = 12  # characters of what a rule sets for a case


def spent_on(w: Words) -> Answer[Name] | None:
    """投入260万元建成智慧养老服务平台."""
    match = pattern("spent_on").match(w.predicate)
    if match is None or w.noun:
        return None
    thing = tidy(match.group(1))
    if paying := _PAYING_OUT.search(w.core):  # 财政每年列支1200万元用于学生营养改善
        spent = ("每年" if "每年" in w.core else "") + paying.group() if paying.group() == "投入" else "资金"
        return told("spent-on", thing + spent, w.core + thing, thing)
    if len(w.core) <= 4:
        return told("spent-on", thing + (w.core or "投入"), w.core + thing, w.core)
    money = pattern("money_head").search(w.core)
    thing = tidy(match.group(1).removeprefix("首个"))
    owner = _PAID_BY.sub("", w.core[: money.start()]) if money else ""
    return told("spent-on", owner + thing + money.group(), w.core) if money else None


def spent_after(w: Words) -> Answer[Name] | None:
    """投入资金1300万元，建成5个社区养老服务综合体."""
    money, end = w.noun or w.core, w.figure.quantity.end
    apart = not w.figure.index or w.gap[-1:] in "，,；;"
    if not apart or (money not in words("funds") and (w.noun or money not in words("money_heads"))):
        return None
    if "，" not in (until := w.figure.text[end : w.room[1]]) and "," not in until:
        return None
    thing = spent_next(w.figure.text[end : w.figure.sentence.end])
    aliases = (money, thing) if w.noun else (money,)
    return told("spent-after", _FUND.sub("", thing) + money, *aliases) if thing else None


def bestowed(w: Words) -> Answer[Name] | None:
    """二孩家庭给予一次性补助5000元; 大学新生喜领助学金120万元."""
    match = None if w.noun else pattern("bestowed").match(_EACH.sub("", w.core))
    if match is None or find_predicate(match["whom"], 0):
        return None
    general = len(match["whom"]) <= _GENERAL or match["whom"][:_GENERAL] == match["thing"][:_GENERAL]
    whom = "" if general else tidy(match["whom"])
    return told("bestowed", whom + match["thing"], match["thing"], w.core)


def entitled_to(w: Words) -> Answer[Name] | None:
    """学校室内设施根据面积不同，每年可获得3万元到5万元的补贴; 对初创项目提供5万元的借款: whom the money is for."""
    whose = _FOR_WHOM.fullmatch(w.clause.strip()) if _GIVEN.fullmatch(w.context.left) else None
    longest = _LONGEST_GRANT if whose else _SHORT_TERM
    if len(w.noun) > longest or not _LENT.search(w.noun):
        return None
    given = whose or _GIVEN_TO.search(w.context.left)
    whoms = (given.group(1),) if given else (w.subject, _BECAUSE.split(w.clause_name)[0])
    plain = (tidy(_MANNER.sub("", strip_front(whom, w.strip_place))) for whom in whoms)
    whom = next(filter(None, plain), "")
    if (
        not (given or _ENTITLED.search(w.context.left))
        or not _GENERAL < len(whom) <= _LONGEST_TERM
        or find_predicate(whom, _GENERAL)
    ):
        return None
    return told("entitled-to", whom + w.noun, w.noun)


def each_given(w: Words) -> Answer[Name] | None:
    """80—89周岁老人每人每月发放50元: whom the money is for, where the sentence does not name it."""
    match = None if w.noun else _EACH_GIVEN.fullmatch(w.core)
    if match is None:
        return None
    whom = tidy(pattern("circumstance").sub("", match.group(1), count=1)).removeprefix("符合条件的")
    return told("each-given", whom + "补助标准", whom)


def paid_out(w: Words) -> Answer[Name] | None:
    """发放粮食直接补贴625万元: money is named for what it is, not for how it came."""
    match = pattern("paid_out").match(w.core) if w.figure.quantity.unit == "元" and not w.noun else None
    if match is None or match["thing"].endswith("贷款") or match["thing"] in words("funds") | words("money_heads"):
        return None
    previous = w.memory.previous.text if w.memory.previous and w.continues else ""
    at = previous.find(match["thing"].removesuffix("金"))
    of = previous[: max(at, 0)]  # 办理困难群体|司法救助案件17件，发放|司法救助金
    if verb := pattern("finite").match(of):
        of = of[verb.end() :]
    of = "" if find_predicate(of, 0) or "、" in of else of
    return told("paid-out", of + match["thing"], match["thing"], w.core)


def granted(w: Words) -> Answer[Name] | None:
    """某县在新区对口帮扶援助60万元资金的支持下: money by the act that gave it."""
    match = _GRANT.search(w.plain_left) if w.noun in words("funds") else None
    return told("granted", match.group(1) + w.noun, w.noun) if match else None


def case_paid(w: Words) -> Answer[Name] | None:
    """纳入非寄宿生生活补助范围，按照小学每生每年500元、初中625元的标准发放: a case of what the sentence pays."""
    case = _BESTOWED_ON.sub("", pattern("entitled").sub("", w.core))
    if w.noun or pattern("term_head").search(case):
        return None
    if not 2 <= len(case) <= _LONGEST_TERM or not pattern("case").search(case):
        return None
    if pattern("paid_thing").search(w.list_noun):  # 给予二孩家庭2万元、三孩家庭3万元货币补贴
        return told("case-paid", case + w.list_noun, case)
    paid = list(_PAID.finditer(w.figure.text, w.figure.sentence.start, w.figure.quantity.start))
    return told("case-paid", case + paid[-1].group(), case) if paid else None


def bare_term(w: Words) -> Answer[Name] | None:
    """提供营养膳食补助，标准为每生每天3元: a term alone is that of what was just paid."""
    match = _PAYING.search(w.clause.strip()) if w.core in _TERMS and not w.noun else None
    if not w.core and not w.noun and w.figure.written.startswith("每"):  # 发放“求学圆梦”补贴，|每人1000元
        match = _PAYING.search(w.clause.strip())
    return told("bare-term", match.group(1) + (w.core or "标准"), w.core or match.group(1)) if match else None


def worth(w: Words) -> Answer[Name] | None:
    """总价值300万元的医疗设备."""
    limit = w.figure.written.endswith(("以上", "以下", "以内"))
    described = w.noun and w.context.right.startswith("的") and not limit
    match = pattern("worth").search(w.plain_left) if described else None
    if (
        w.core in _WORTH and not w.noun and (given := list(pattern("giving").finditer(w.clause)))
    ):  # 送上慰问品，价值|62万元
        thing = tidy(w.clause[given[-1].end() :])
        return told("worth", thing + w.core, w.core) if 2 <= len(thing) <= _LONGEST_TERM else None
    return told("worth", w.noun + match.group(), w.noun) if match else None


def tariff(w: Words) -> Answer[Name] | None:
    """津贴的标准分为：65-69周岁，75元/月."""
    if not w.memory.tariff or w.predicate or w.people:  # 百岁老人|1126人，津贴标准为：…
        return None
    case = w.core or tidy(w.clause)
    fits = 2 <= len(case) <= 14 and pattern("case").search(case)
    return told("tariff", case + w.memory.tariff, w.memory.tariff, case) if fits else None


def paid_standard(w: Words) -> Answer[Name] | None:
    """按每人1500元的标准向企业发放一次性扩岗补助; 按照户均2000元的标准，对改造对象予以资金补助."""
    rest = w.figure.text[w.figure.quantity.end : w.figure.sentence.end]
    match = pattern("paid_by").match(rest) if rest.startswith(("的", "标准")) else None
    if match is None:
        given = pattern("given_by").match(w.predicate) if _BY.search(w.context.left) and not w.noun else None
        return told("paid-standard", given["thing"] + "标准", given["thing"]) if given else None
    thing = tidy(match["thing"]) or match["verb"]
    if not pattern("paid_thing").search(thing.removesuffix("标准")):
        return None
    per = w.core if w.core in ("户均", "人均") else ""
    return told("paid-standard", per + thing.removesuffix("标准") + "标准", thing)


def paid_share(w: Words) -> Answer[Name] | None:
    """大型企业按实际缴纳失业保险费的30%返还."""
    who = pattern("share_paid").match(strip_front(w.context.left, w.strip_place))
    match = pattern("paid").match(w.predicate or w.noun) if who else None
    if who is None or match is None:
        return None
    return told("paid-share", f"{tidy(who['who'])}{match['verb']}比例", f"{match['verb']}比例")


def condition_case(w: Words) -> Answer[Name] | None:
    """所购住房为新建商品房的，最低首付款比例为20%."""
    match = _CASE.search(w.gap) if w.core and w.gap.endswith(("的，", "的,")) else None
    if match is None or len(w.core) > _LONGEST_TERM or find_predicate(match.group(1), 0):
        return None
    return told("condition-case", tidy(match.group(1)) + w.core, w.core)


def share_spent(w: Words) -> Answer[Name] | None:
    """每年将财政新增支出的90%以上投入民生."""
    match = _SPENT_SHARE.search(w.context.left)
    use = pattern("spent_share").match(w.noun + w.predicate) if match else None
    return told("share-spent", tidy(match.group(1)) + use.group() + "比例") if match and use else None


def standard_is(w: Words) -> Answer[Name] | None:
    """重建补助标准是鉴定为D级的住房，每户不低于6万元."""
    match = pattern("standard_is").search(w.gap)
    if match is None or len(w.core) > _SHORT_TERM:
        return None
    return told("standard-is", tidy(strip_front(match.group(1), w.strip_place)))


def sibling_case(w: Words) -> Answer[Name] | None:
    """本专科生助学贷款最高12000元，研究生16000元: another case of what the figure before has."""
    previous = w.memory.previous
    if previous is None or not w.figure.index or w.noun or not pattern("case_end").search(w.core):
        return None
    unit, other = w.figure.quantity.unit, w.figure.sentence.figures[w.figure.index - 1].quantity.unit
    alike = (unit == other and w.measure is Measure.SHARE) or (unit.startswith("元") and other.startswith("元"))
    head = pattern("term_head").search(previous.text) if alike else None
    if head is None or head.start() < 2 or pattern("term_head").search(w.core) or w.core in previous.text:
        return None
    if _STAGE.fullmatch(w.core) and _STAGE.search(previous.text):  # 小学生均公用经费标准…，初中
        return told("sibling-case", _STAGE.sub(w.core, previous.text, count=1), w.core)
    return told("sibling-case", w.core + head.group(), w.core)


# Only of figures that have such; terms are money and shares
OF_MONEY = (entitled_to, bestowed, case_paid, each_given, paid_out)
OF_SHARES = (share_spent, paid_share)
OF_TERMS = (standard_is, sibling_case, condition_case)
OF_NOUNS = (granted,)
OF_PREDICATES = (spent_on,)
OF_ALL = (paid_standard, bare_term, spent_after, worth, tariff)
