"""Readings of the names of figures whose head stands elsewhere in their sentence: its first words, a clause before."""

from __future__ import annotations

import re

from briefing.extraction.answers import Answer
from briefing.extraction.name.carried_readings import told
from briefing.extraction.name.contexts import Joint
from briefing.extraction.name.figure_words import Words
from briefing.extraction.name.lexicon import pattern, words
from briefing.extraction.name.name_memory import Name
from briefing.extraction.name.phrases import strip_front, tidy
from briefing.extraction.name.topics import joined, topic_of
from briefing.model import Measure

_MONEY = "元"
_SHORT_TERM = 5  # characters of a term that may want the programme it is of
_ACT = re.compile(
    r"(?:开办|开设|设立|举办|创办|开展|组织|启动|实施)(?:了)?(?!工作)([^，。；的]{4,14}?(?:试点|专业|班|培训|计划|课程))$"
)
_WHO = re.compile(r"(?:的)?(?:人|人员|学生|考生|受访者|居民|群众)?(?:的)?")
_RISING = re.compile(r"^(?:再次)?(?:提高|提升|调整|上调|增加)(?:到|至|为)$")
_RAISED_TO = re.compile(
    r"(?P<term>.{2,14}?(?:标准|额度|限额))(?:分别|再次|已)*(?:提高|提升|上调|调整|增加)(?:到|至|为)(?P<case>[^，。；、的\d]{2,6})"
)
# 贷款最高额度|单职工40万元
_TERM_CASE = re.compile(r"(?P<term>.{2,14}?(?:标准|额度|限额))(?:分别)?(?:为|是)?(?P<case>[^，。；、的为是\d]{2,6})")
_PAID = re.compile(r"(?:补助|补贴|津贴|奖励|借款|贷款|奖补|资助)$")
_TERMS = ("标准", "额度", "限额")
_FEW, _LONGEST_CASE = 2, 4
_AMONG = re.compile(r"(?:中|里|当中)$")


def raised(w: Words) -> Answer[Name] | None:
    """将改造标准进行了提升，今年每户最高6万元; 保费与去年持平，每人129元: what a clause before raised or kept."""
    if w.core or w.noun or _RISING.sub("", w.predicate):
        return None
    start = w.figure.sentence.start
    found = list(pattern("raised").finditer(w.figure.text, start, w.figure.context.left_start))
    if not found or w.figure.index > 1:
        return None
    term = tidy(strip_front(found[-1]["term"] or found[-1]["object"], w.strip_place))
    kind = "insured" if pattern("topic_head").fullmatch(term) else "programme"
    told_before = w.headings + w.figure.text[: found[-1].start()]
    topic = topic_of(kind, told_before, w.strip_place) if len(term) <= _SHORT_TERM else ""
    return told("raised", joined(topic, term), term)


def passed(w: Words) -> Answer[Name] | None:
    """说话卷有33.5%的人不合格: a share of those in a state is the rate of that state."""
    said = w.noun + w.predicate
    state = pattern("state").fullmatch(_WHO.sub("", said, count=1)) or pattern("state").fullmatch(said)
    previous = w.memory.previous.text if w.memory.previous and w.continues else ""
    who = _AMONG.sub("", w.core or previous)
    return told("passed", f"{who}{state.group()}率", f"{state.group()}率") if state and who else None


def limited(w: Words) -> Answer[Name] | None:
    """每位消费者每期最多可领取3张消费券: what one may have at most."""
    limit = pattern("limit_each").search(w.context.left)
    return told("limited", limit.group() + w.noun, w.noun) if limit else None


def entitled_people(w: Words) -> Answer[Name] | None:
    """300名新生儿领取到每月600元的育儿补贴: those who get it, and what they get."""
    figures, index = w.figure.sentence.figures, w.figure.index
    gets = pattern("gets").fullmatch(w.predicate)
    if gets is None or index + 1 >= len(figures) or not figures[index + 1].quantity.unit.startswith(_MONEY):
        return None
    paid = pattern("paid_next").match(figures[index + 1].context.right)
    return told("entitled-people", f"{gets['verb']}{paid['thing']}的{w.noun}", w.noun) if paid else None


def of_act(w: Words) -> Answer[Name] | None:
    """开办现代学徒制试点，专设5个专业、300个名额: a bare head is of what the clause before set up."""
    head = w.noun or w.core
    if head not in words("set_up") or (w.noun and w.owner):
        return None
    previous = w.memory.previous
    act = _ACT.search(w.clause)
    thing = tidy(act.group(1)) if act else ""
    if not act and previous and previous.subject and w.context.joint is Joint.LIST and not w.core:
        thing = previous.subject if previous.text.startswith(previous.subject) else ""
    return told("of-act", joined(thing, head), head, subject=thing) if thing else None


def case_again(w: Words) -> Answer[Name] | None:
    """普通高中开展作业辅导等课后服务，每生每月不超过150元: a case of what the figures before are standards of."""
    if w.core or w.noun or w.figure.index or w.context.joint is not Joint.CLAUSE:
        return None
    opening = w.figure.text[w.figure.sentence.start : w.figure.context.left_start].rpartition("：")[2]
    case, previous = pattern("case_serves").match(opening), w.memory.by_unit.get(w.figure.quantity.unit)
    head = pattern("term_head").search(previous.text) if case and previous else None
    if case is None or head is None:
        return None
    return told("case-again", tidy(strip_front(case["case"], w.strip_place)) + case["service"] + head.group())


def eligible(w: Words) -> Answer[Name] | None:
    """符合条件的人群按照每人每年129元予以补贴: the standard of what those get who are told of no more."""
    previous, money = w.memory.previous, w.figure.quantity.unit.startswith(_MONEY)
    if previous and previous.text.endswith("标准") and w.measure is Measure.SHARE and not w.core and not w.noun:
        share = pattern("given_next").match(w.predicate)  # 129元|100%予以补贴
        return told("eligible", previous.text.removesuffix("标准") + "比例") if share else None
    if not w.core.startswith("符合") or not money or w.noun:
        return None
    given = pattern("given_next").search(w.figure.text, w.figure.quantity.end, w.figure.sentence.end)
    if given is None:
        return None
    topic = topic_of("insured", w.headings + w.figure.text[: w.figure.context.left_start], w.strip_place)
    return told("eligible", topic + given.group(1) + "标准", given.group(1) + "标准")


def listed_sum(w: Words) -> Answer[Name] | None:
    """分别给予2万元、1.5万元、1万元的改造补助: what stands after the last of a list of sums is said of all."""
    row = w.row
    if len(row.names) == row.length or not _PAID.search(row.shared):
        return None
    giving = not w.core or pattern("giving_each").fullmatch(w.core)
    return told("listed-sum", row.shared) if giving and w.taken_up is None else None


def raised_case(w: Words) -> Answer[Name] | None:
    """供养标准分别提高到集中供养每人每月1800元、散居1400元: a case of a standard that was raised."""
    if w.noun:
        return None
    match = _RAISED_TO.fullmatch(w.plain_left)
    case = _TERM_CASE.fullmatch(w.plain_left) or _TERM_CASE.fullmatch(w.context.left.strip())
    match = match or (case if case and pattern("case_end").search(case["case"]) else None)
    if match:
        term = tidy(strip_front(match["term"], w.strip_place))
        return told("raised-case", match["case"] + term, term, subject=term)
    previous = w.memory.previous
    fits = previous and previous.subject.endswith(_TERMS) and previous.text.endswith(previous.subject)
    if previous is None or not fits or not _FEW <= len(w.core) <= _LONGEST_CASE or w.context.joint is Joint.COLON:
        return None
    return told("raised-case", w.core + previous.subject, w.core, subject=previous.subject)


# Only of figures that have such
OF_MONEY = (listed_sum, raised_case, raised, case_again)
OF_SHARES = (passed,)
OF_TERMS = (eligible,)
OF_NOUNS = (limited, entitled_people)
OF_PEOPLE = (entitled_people,)
OF_ROWS = (listed_sum,)
OF_ALL = (of_act,)
