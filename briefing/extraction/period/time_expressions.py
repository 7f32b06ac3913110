"""Time expressions: their pattern (2023年11月, 今年上半年, “十四五”期间, 近三年, 截至目前), and what one says."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from briefing.chinese_numerals import NARROW_DIGITS, WRITTEN_OUT, read_count

_TWELVE = "十二|十一|十|[一二三四五六七八九]"
# The look-behinds keep out 目前年产量, 60岁以上年龄, 三年内
_WORD = (
    "今年|本年度?(?!级)|去年|(?<!以)上年度?(?!纪)|(?<![目之以此当日])前年(?!度)|(?<![说证])明年|当年|同年(?![级龄])|次年|翌年|全年"
    r"|(?<![\d一二三四五六七八九十两几半多数])年内"
)
_YEAR = rf"(?:(?<!\d)(?P<year>(?:19|20)\d\d)年度?|(?P<word>{_WORD}))"
_MONTH = rf"(?:(?P<month>1[0-2]|0?[1-9]|{_TWELVE})月份?)"
_TO = "[-—–~～至到]"
_PART = (
    rf"(?P<half>上半年|下半年)|(?P<nine>前三季度|[一1]至三季度|[一1]{_TO}三季度)|(?:第?(?P<quarter>[一二三四1-4])季度|第(?P<season>[一二三四])季)"
    r"|前(?P<first>\d{1,2}|十一|十|[一二三四五六七八九])个月"
    rf"|(?P<from>1[0-2]|[1-9]|{_TWELVE})月?份?{_TO}(?P<to>1[0-2]|[1-9]|{_TWELVE})月份?"
    rf"|{_MONTH}(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?"
)
_SUFFIX = (
    "(?P<suffix>以来|至今|起(?!步|来|义|诉|草|伏|点|源|到)|开始|底前|底|末|初"
    "|春季学期|秋季学期|春季|秋季|中旬|上旬|下旬|前|之前|后|以后|期间)?"
)
# 2021-2023年, 2021年至2023年, 2012年到2021年底
_RANGE = rf"(?P<start_year>(?:19|20)\d\d)年?(?:1月)?{_TO}(?P<end_year>(?:19|20)\d\d)(?:学?年)"
# 2021年及2022年, 2013年2014年, 2021年暑假和2022年寒、暑假期间: the years together, not each with its own figure (分别)
_PAIR = (
    r"(?P<pair_first>(?:19|20)\d\d)(?:(?:年度?)?(?:[寒暑]假)?[及和与、]|年)(?P<pair_last>(?:19|20)\d\d)年度?(?:[寒暑]、?[寒暑]?假)?(?:期间)?"
    r"(?![^。；]{0,40}分别)"
)
# 8月10至11日, 7月3日至8月2日, 20日至26日
_DAY_RANGE = (
    rf"(?:(?P<days_month>1[0-2]|[1-9])月)?(?P<first_day>[12]\d|3[01]|[1-9])日?{_TO}"
    r"(?:(?P<until_month>1[0-2]|[1-9])月)?(?P<last_day>[12]\d|3[01]|[1-9])日(?![均元])"
)
# 2021年12月20日-12月31日, 2019年11月至2023年3月
_DATE_RANGE = (
    rf"(?P<low_year>(?:19|20)\d\d|今|去)年(?P<low_month>1[0-2]|[1-9])月(?:\d{{1,2}}日)?{_TO}"
    r"(?:(?P<high_year>(?:19|20)\d\d|今)年)?(?P<high_month>1[0-2]|[1-9])月(?:\d{1,2}日|份)?"
)
# 2024-04-23, 2024/4/23, 2024.04.23
_NUMERIC = r"(?P<iso_year>20\d\d)[-/.．](?P<iso_month>1[0-2]|0?[1-9])[-/.．](?P<iso_day>[12]\d|3[01]|0?[1-9])"
# “十四五”期间, 十三五末, “十四五”以来
_PLAN = (
    r"[“\"‘']?十(?P<plan>[一二三四五六])五[”\"’']?"
    "(?P<plan_part>时?期间|时期|(?:开局)?以来|期?末|开局|收官|前(?P<plan_years>[两二三四])年)"
)
# 近三年, 过去5年, 五年来, 3年间, 五年累计, 三年|招聘教师
_COUNT = "[0-9]{1,2}|[一二两三四五六七八九十]{1,2}"
_SPAN_OF_YEARS = (
    rf"(?:近|过去|最近|过去的)(?P<near>{_COUNT})年(?:来|间|中|里|时间)?|(?P<past>{_COUNT})年(?:多?来|间|累计|共?(?=新[建增]|招聘|改造|投入|建成|培训|引进|筹集)(?![^，。]{{0,8}}(?:计划|行动|方案|规划|任务)))"
    r"|这(?P<these>[二两三四五六七八九十])年(?:来|间|里|中)?(?=[，,])|(?:今后|未来)(?P<coming>[1-9]|[二两三四五])年(?!级)"
)
_NOW = "(?P<now>截[至止]目前|截[至止]发稿|截[至止]当前|目前为止|目前|现如今|如今|当前|现有|现已|至今|迄今|眼下)"
_VAGUE = "(?P<vague>近年来|近几年来?|近些年来?|这些年来?|多年来|历年)"
_HOLIDAY = r"(?:(?P<holiday_year>今年|去年|20\d\d年)?(?P<holiday>暑假|暑期|寒假|春节|国庆|中秋|元旦)(?:期间|假期))"
# 年末全市有床位900张, 截至年末: not 每年末, 到年底, 年末余额
_YEAR_END = r"(?P<year_end>(?:^|(?<=[，,。；;：:、（( 至止]))年[末底](?![前余之]))"
_BARE_PART, _BARE_SUFFIX = (pattern.replace("(?P<", "(?P<b_") for pattern in (_PART, _SUFFIX))

# Every expression begins with a number before one of these, or with two such characters: lets the search pass over all
# others.
_DIGIT = r"\d一二两三四五六七八九十"
_NUMBER = rf"[{_DIGIT}]+[年月日季及和与、寒暑\-—–~～至到]|20\d\d[/.．]|[“\"‘']?十[一二三四五六]五"
_SECOND = rf"{_DIGIT}年半季几个天日内去近期至止今如有前已假节庆秋旦下来些后末底"
_FIRST = rf"(?={_NUMBER}|[今去本上前明当同次翌全年下第近过最截目现如至迄眼这多历暑寒春国中元未][{_SECOND}])"

TIME = re.compile(
    rf"{_FIRST}(?:{_RANGE}|{_PAIR}|{_DATE_RANGE}|{_NUMERIC}|{_PLAN}|{_HOLIDAY}|{_YEAR}(?:的?(?:{_PART}))?{_SUFFIX}|{_SPAN_OF_YEARS}|{_NOW}|{_VAGUE}|{_YEAR_END}"
    rf"|(?<![\d月.年])(?:{_DAY_RANGE})|(?<![\d第个.十])(?P<bare>{_BARE_PART}){_BARE_SUFFIX}"
    r"|(?P<same_day>当天|当日(?!志))"
    r"|(?<![\d月.])(?P<only_day>[12]\d|3[01]|[1-9])日(?![均元]))"
)

# A name, not a time: 2023年版, 90年代, 2024年级; then what a time is held against: 与疫情前的|2019年
IN_NAME = re.compile(r"版|代|级|款|型|式|届|新版")
COMPARED = re.compile(
    r"(?:比|较|与|同|跟|于|比起|相比|超过|对比)(?:截至)?$|(?:与|较|(?<!占)比)[^，。；\d]{2,5}的$"
)  # 与疫情前的2019年
ORIGIN = re.compile(r"(?:从|由|自)$")
RECORD = re.compile(r"的?(?:最|首次|首度|首个|新高|新低)")  # 2022年以来|最低
# 2025年|全国运动会筹备顺利: the name of an occasion, of its own statement only
OCCASION = re.compile(
    r"[^，。；、\d]{0,24}?(?:运动会|全运会|亚运会|大会|大赛|竞赛|联赛|锦标赛|博览会|论坛|宣传周|宣传月|启动仪式|培训班|主题活动)"
)
FOUNDING = re.compile(r"[^，。；]{0,6}(?:成立|创立|创办|创建|始建|出生|开业|挂牌|建校|建园|建院)")


class Scope(Enum):
    """How far a stated time reaches."""

    SPAN = "span"  # a year, half-year, quarter, month range or plan: governs until another time is stated
    WINDOW = "window"  # years up to now, or since a start: governs its own statement
    EVENT = "event"  # a day or a month: governs its own statement
    NOW = "now"  # the document's own date: 目前, 截至目前, 现有
    VAGUE = "vague"  # 近年来: no period can be told


class TimeMention(NamedTuple):
    """An expression of time at [start, end). `since`: an open start (自2021年6月起); `compared`: 较2020年."""

    start: int
    end: int
    period: str | None
    scope: Scope
    since: bool = False
    compared: bool = False
    origin: bool = False  # 从2022年的: the earlier side of a change
    upcoming: str | None = None  # what a bare month that has not come yet (9月) means for a plan: this year's

    @property
    def span(self) -> tuple[int, int] | None:
        """Where it stands, None where that is in another passage (`start` is negative)."""
        return None if self.start < 0 else (self.start, self.end)


_WRITTEN_YEAR = re.compile("(?:二[〇零○]|一九)[〇零○一二三四五六七八九]{2}(?=年)")
_WIDE = re.compile(f"(?=[０-９二一])(?:[０-９]|{_WRITTEN_YEAR.pattern})")


def plain_digits(text: str) -> str:
    """`text` with full-width digits and the digits of written-out years (二〇二三年) as plain ones, length kept."""
    if not _WIDE.search(text):
        return text
    return _WRITTEN_YEAR.sub(lambda year: year[0].translate(WRITTEN_OUT), text.translate(NARROW_DIGITS))


# 按照本人|2022年12月养老金的1.4%, 以|2022年标准为基数
_RECKONED_BY = re.compile(r"(?:按照?|以)[^，。；\d]{0,8}$")


def reckoned_by(text: str, start: int) -> bool:
    """Whether the time at `start` is that of what a share is reckoned by, and not the share's own."""
    return _RECKONED_BY.search(text, max(0, start - 10), start) is not None


PARTS_OF_YEAR = ("half", "nine", "quarter", "season", "first", "from", "to", "month", "day")


def part_of_year(year: int, part: dict[str, str | None]) -> tuple[str, Scope]:
    """The period of a part of `year` and how far it reaches; `part` has the groups PARTS_OF_YEAR of TIME."""
    if part["half"]:
        first, last = (1, 6) if part["half"][0] == "上" else (7, 12)
    elif part["nine"]:
        first, last = 1, 9
    elif part["quarter"] or part["season"]:
        last = read_count(part["quarter"] or part["season"] or "1") * 3
        first = last - 2
    elif part["first"]:
        first, last = 1, read_count(part["first"])
    elif part["from"] and part["to"]:
        first, last = read_count(part["from"]), read_count(part["to"])
    elif part["month"]:
        day = f"-{int(part['day']):02}" if part["day"] else ""
        return f"{year}-{read_count(part['month']):02}{day}", Scope.EVENT
    else:
        return str(year), Scope.SPAN
    return f"{year}-{first:02}/{year}-{last:02}", Scope.SPAN
