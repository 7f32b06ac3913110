"""The division each figure describes."""

from __future__ import annotations

import pytest

from briefing.extraction.region.subjects import PlaceTracker
from briefing.model import Document, ParagraphKind
from tests.extraction.figures import marked

ZIYANG, YANJIANG, ANYUE, LEZHI = "512000", "512002", "512021", "512022"
SICHUAN, NATION, MIANYANG, FUCHENG = "510000", "100000", "510700", "510703"


def told(
    sentence: str, tracker: PlaceTracker, kind: ParagraphKind = ParagraphKind.BODY
) -> list[tuple[str | None, str, str]]:
    """The division of each figure with the rule and the words that decided."""
    passage = marked(sentence, kind=kind)
    tracker.enter(passage)
    answers = [tracker.region_of(figure) for figure in passage.figures]
    return [(answer.value, answer.rule, passage.text[slice(*(answer.seen or (0, 0)))]) for answer in answers]


def places(sentence: str, tracker: PlaceTracker, kind: ParagraphKind = ParagraphKind.BODY) -> list[str | None]:
    return [code for code, _, _ in told(sentence, tracker, kind)]


def tracker(place: str | None) -> PlaceTracker:
    return PlaceTracker(Document("t.txt", "", (), place=place))


ROWS = [
    # a place that stands first or last; some places together are none of them, nor all
    (ZIYANG, "安岳县最低，仅为[28.7张|张]。", [ANYUE]),
    (ZIYANG, "乐至县最高，达到[41张|张]；安岳县领先，为[38张|张]。", [LEZHI, ANYUE]),
    (ZIYANG, "改造[1826户|户]，雁江区[420户|户]，其余两县[655户|户]。", [ZIYANG, YANJIANG, None]),
    (ZIYANG, "安岳县[28个|个]、乐至县[21个|个]，两县合计[49个|个]。", [ANYUE, LEZHI, None]),
    (ZIYANG, "全市最低，仅为[28.7张|张]。", [ZIYANG]),
    # the document's own place
    (ZIYANG, "建成养老机构[11个|个]。", [ZIYANG]),
    (ZIYANG, "我市新增学位[1.2万个|个]。", [ZIYANG]),
    (ZIYANG, "目前，全市三级医院达到[10家|家]。", [ZIYANG]),
    (YANJIANG, "全区现有小学[30所|所]。", [YANJIANG]),
    (ANYUE, "截至目前，全县共有卫生室[300所|所]。", [ANYUE]),
    # a place named in the sentence
    (ZIYANG, "安岳县建成助餐点[25个|个]。", [ANYUE]),
    (ZIYANG, "安岳县建成[25个|个]，乐至县建成[12个|个]。", [ANYUE, LEZHI]),
    (ZIYANG, "安岳县建成[25个|个]，覆盖[3000人|人]。", [ANYUE, ANYUE]),
    (ZIYANG, "安岳县建成[25个|个]。全市建成[90个|个]。", [ANYUE, ZIYANG]),
    (
        ZIYANG,
        "助餐持续扩面。其中安岳县建成[25个|个]；累计服务[9万人次|人次]。就餐更方便，满意率[98%|%]。",
        [ANYUE, ANYUE, ZIYANG],
    ),
    (ANYUE, "四川省纪委监委通报整治情况。其中提到，退还[3400个|个]。安岳县退还[20个|个]。", [SICHUAN, ANYUE]),
    (ANYUE, "四川省决赛落幕。评出金奖[10个|个]、银奖[20个|个]，其中，安岳县[2个|个]。", [SICHUAN, SICHUAN, ANYUE]),
    (ANYUE, "决赛落幕。评出金奖[10个|个]，其中安岳[2个|个]。", [None, ANYUE]),
    (ANYUE, "新增[90个|个]，全省新增[900个|个]，其中安岳县[90个|个]。", [ANYUE, SICHUAN, ANYUE]),
    (ZIYANG, "适老化改造[2000户|户]，其中安岳县[620户|户]、乐至县[540户|户]。", [ZIYANG, ANYUE, LEZHI]),
    (
        ZIYANG,
        "新建站点[20家|家]，其中安岳县[8家|家]、床位[60张|张]；新增托位[900个|个]，改造小区[30个|个]。",
        [ZIYANG, ANYUE, ANYUE, ZIYANG, ZIYANG],
    ),
    (
        ZIYANG,
        "新建站点[20家|家]，其中，安岳县[8家|家]；乐至县[5家|家]；新增托位[900个|个]。",
        [ZIYANG, ANYUE, LEZHI, ZIYANG],
    ),
    (None, "排名依次为：海南[2.2%|%]吉林[1.25%|%]。", ["460000", "220000"]),
    (ZIYANG, "雁江区第六中学重建后可提供[1200个|个]学位。", [YANJIANG]),
    (ZIYANG, "安岳县人民医院开放床位[800张|张]。", [ANYUE]),
    (ZIYANG, "在乐至县，[3家|家]企业设立就业车间。", [LEZHI]),
    (FUCHENG, "绵阳市共有医院[90家|家]。", [MIANYANG]),
    (ANYUE, "全市养老床位[2.3万张|张]，全县[6000张|张]。", [ZIYANG, ANYUE]),
    # higher levels as subjects
    (ZIYANG, "全省共有老年大学[3000所|所]。", [SICHUAN]),
    (ZIYANG, "四川省下达资金[30亿元|元]。", [SICHUAN]),
    (None, "目前，全国共有托育机构[7.5万家|家]。", [NATION]),
    (ZIYANG, "我国[60岁|岁]以上人口持续增加。", [NATION]),
    # the other side of a comparison is not the subject
    (ZIYANG, "床位利用率高于全省平均水平[6个百分点|个百分点]。", [ZIYANG]),
    (ZIYANG, "高考成绩位居全省第[五位|位]。", [ZIYANG]),
    (ZIYANG, "入选全国中小学科学教育实验校[1所|所]。", [ZIYANG]),
    (ZIYANG, "增速比全国快[2个百分点|个百分点]。", [ZIYANG]),
    (ZIYANG, "占全省总量的[5%|%]。", [ZIYANG]),
    (ZIYANG, "是全省唯一的试点，建成站点[9个|个]。", [ZIYANG]),
    (ANYUE, "每千名老人床位[38张|张]，高于全市[32张|张]的平均水平。", [ANYUE, ZIYANG]),
    # partners, lists, titles, senders, venues
    (ZIYANG, "职业技能大赛在乐至县举行。[56名|名]选手进入决赛。", [ZIYANG]),
    (ZIYANG, "覆盖雁江区、安岳县、乐至县[3个|个]县区。", [ZIYANG]),
    (ZIYANG, "与成都市签订协议，共享专家[20名|名]。", [ZIYANG]),
    (ZIYANG, "选派教师赴成都市跟岗[30人|人]。", [ZIYANG]),
    (ZIYANG, "雁江区、安岳县、乐至县等地建成站点[40个|个]。", [ZIYANG]),
    (ZIYANG, "依据《四川省养老服务条例》检查机构[40家|家]。", [ZIYANG]),
    (ZIYANG, "四川大学华西医院派出专家[12名|名]。", [ZIYANG]),
    (ZIYANG, "安岳县、乐至县分别获得补助[620万元|元]和[480万元|元]。", [ANYUE, LEZHI]),
    # things of several places with one total, and what is said of the whole after them
    (ZIYANG, "雁江区太平社区、安岳县民主社区、乐至县金山社区[3个|个]社区入选。", [ZIYANG]),
    (ZIYANG, "安岳书房水库建设加快，雁江黄泥河、乐至蟠龙河[2座|座]水库开工，加固水库[71座|座]。", [ZIYANG, ZIYANG]),
    # the event and the place of a statement are not its subject
    (YANJIANG, "在“2023年资阳市三年行动上半年工作”系列新闻发布会上，区长表示，新建食堂[9个|个]。", [YANJIANG]),
    (YANJIANG, "8月7日，在资阳市新闻发布会(第五场)上，区长表示，新建食堂[9个|个]。", [YANJIANG]),
    # the parent that opens a paragraph governs its own sentence only
    (YANJIANG, "资阳市新增学位[3000个|个]。新建食堂[9个|个]。", [ZIYANG, YANJIANG]),
    (None, "在成都市新都区对口援助[91万元|元]的支持下，卫生院新增床位[38张|张]。", [None, None]),
    (None, "成都某某公益基金会宣布捐赠[1亿元|元]。", [None]),
    (SICHUAN, "8日在资阳市文化馆启动，全省各地[16个|个]会场同步。", [SICHUAN]),
    # a clause that told no figure has ended: the next is of the whole again
    (ZIYANG, "全面改善城乡文化服务设施，安岳书房建设加快；新增学位[900个|个]，建成站点[9个|个]。", [ZIYANG, ZIYANG]),
    (ZIYANG, "全面改善城乡文化服务设施，安岳书房建设加快，新增学位[900个|个]；建成站点[9个|个]。", [ANYUE, ANYUE]),
    ("630103", "西宁城中：[115名|名]残疾人受益。", ["630103"]),
    (SICHUAN, "在8日的资阳主会场上，选手[90名|名]参赛。", [SICHUAN]),
    (ZIYANG, "资阳市第一学校雁江学校可提供学位[1980个|个]。", [YANJIANG]),
    (ZIYANG, "三、安岳县新增学位[900个|个]。", [ANYUE]),
    (ZIYANG, "五年共获全国冠军[86项|项]。", [ZIYANG]),
    (ZIYANG, "参与河南暴雨等救灾，募集款物[477万元|元]。", [ZIYANG]),
    (None, "贵州、河北、湖北[3个|个]省份开工率达到[95%|%]。", [NATION, NATION]),
    (None, "四川资阳、绵阳两市新增学位[3万个|个]。", [SICHUAN]),
    # zones have no code
    (ZIYANG, "高新区[492户|户]业主拿到房产证。", [ZIYANG]),
    # other countries are out of scope
    (None, "韩国军队实际兵力为[48万人|人]。", [None]),
    (None, "美国失业率降至[3.5%|%]。", [None]),
    # without a document place, the text must say
    (None, "资阳市安岳县建成站点[40个|个]。该县还招聘[20人|人]。", [ANYUE, ANYUE]),
    (None, "建成站点[40个|个]。", [None]),
    (None, "济宁市托育机构达到[787家|家]，全市在读学生[1.2万人|人]。", ["370800", "370800"]),
    # a bare ambiguous name is nobody's
    (None, "鼓楼区建成站点[40个|个]。", [None]),
    ("320100", "鼓楼区建成站点[40个|个]。", ["320106"]),
]

HAINAN = "460000"


def test_names_that_are_ordinary_words_in_a_list_of_places() -> None:
    sentence = "接入医院[22家|家]，其中海口[4家|家]，白沙[1家|家]，东方[1家|家]。"
    assert places(sentence, tracker(HAINAN)) == [HAINAN, "460100", "469025", "469007"]
    assert places("医院[22家|家]，床位[90张|张]。", tracker(HAINAN)) == [HAINAN, HAINAN]


def test_a_community_whose_division_the_text_told() -> None:
    first, second = "雁江区金堰社区入选试点。", "其中，金堰社区新建食堂[2个|个]，改造[90户|户]。"
    parts = tuple(marked(text).paragraph for text in (first, second.replace("[", "").replace("|个]", "")))
    reader = PlaceTracker(Document("t.txt", "", parts, place=ZIYANG))
    places(first, reader)
    assert places(second, reader) == [YANJIANG, YANJIANG]


@pytest.mark.parametrize(("home", "sentence", "expected"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_region(home: str | None, sentence: str, expected: list[str | None]) -> None:
    assert places(sentence, tracker(home)) == expected


def test_a_paragraph_returns_to_the_documents_place() -> None:
    reader = tracker(ZIYANG)
    assert places("安岳县建成[25个|个]。", reader) == [ANYUE]
    assert places("建成助餐点[30个|个]。", reader) == [ZIYANG]


def test_without_a_document_place_the_last_subject_goes_on() -> None:
    reader = tracker(None)
    assert places("资阳市安岳县是农业大县。", reader) == []
    assert places("建成助餐点[30个|个]。", reader) == [ANYUE]


def test_a_heading_that_names_a_place_governs_its_section() -> None:
    reader = tracker(ZIYANG)
    places("安岳县：织密服务网", reader, ParagraphKind.HEADING)
    assert places("建成助餐点[30个|个]。", reader) == [ANYUE]
    places("全市一盘棋", reader, ParagraphKind.HEADING)
    assert places("建成助餐点[80个|个]。", reader) == [ZIYANG]


def test_the_whole_region_of_an_autonomous_region_is_called_district() -> None:
    assert places("全区共有幼儿园[900所|所]。", tracker("640000")) == ["640000"]


RULES = [
    (ANYUE, "人均公共文化面积高于全市[0.6平方米|平方米]的水平。", [(ZIYANG, "compared", "全市")]),
    (
        ANYUE,
        "人均面积高于全市[2平方米|平方米]的水平，新增床位[90张|张]。",
        [(ZIYANG, "compared", "全市"), (ANYUE, "document", "")],
    ),
    (ANYUE, "巩固率优于全省[96%|%]的平均线。", [(SICHUAN, "compared", "全省")]),
    (
        ZIYANG,
        "安岳县、乐至县分别新增托位[300个|个]和[180个|个]。",
        [(ANYUE, "respective", "安岳县"), (LEZHI, "respective", "乐至县")],
    ),
    (
        ZIYANG,
        "雁江区、乐至县分别招聘村医[25名|名]、[16名|名]。",
        [(YANJIANG, "respective", "雁江区"), (LEZHI, "respective", "乐至县")],
    ),
    (ZIYANG, "乐至县新开老年食堂[8家|家]。", [(LEZHI, "named", "乐至县")]),
    (ZIYANG, "截至目前，雁江区已改造危房[120户|户]。", [(YANJIANG, "named", "雁江区")]),
    (None, "四川资阳、绵阳两市建成托育园[90家|家]。", [(SICHUAN, "listed", "四川资阳、绵阳")]),
    (ZIYANG, "安岳县、乐至县共有学位[4.1万个|个]。", [(ZIYANG, "listed", "安岳县、乐至县")]),
    (None, "绵阳市、资阳市共开招聘会[66场|场]。", [(SICHUAN, "listed", "绵阳市、资阳市")]),
    (ANYUE, "我县发放高龄津贴[230万元|元]。", [(ANYUE, "word", "我县")]),
    (ANYUE, "全省下达补助[9亿元|元]。", [(SICHUAN, "word", "全省")]),
    (None, "日本养老机构护理员缺口达[32万人|人]。", [(None, "foreign", "日本")]),
    (ZIYANG, "新加坡建有社区医院[10家|家]。", [(None, "foreign", "新加坡")]),
    (ZIYANG, "安岳县扩面提质。全年新增床位[90张|张]。", [(ANYUE, "topic", "安岳县")]),
    (ZIYANG, "在乐至县，食堂开到村口。每天接待老人[80名|名]。", [(LEZHI, "topic", "乐至县")]),
    (ZIYANG, "新增公办学位[900个|个]。", [(ZIYANG, "document", "")]),
    (YANJIANG, "新建改建厕所[46座|座]，惠及村民[3000人|人]。", [(YANJIANG, "document", "")] * 2),
    (None, "新增公办学位[900个|个]。", [(None, "unknown", "")]),
    (None, "现场签约[160人|人]。", [(None, "unknown", "")]),
]


@pytest.mark.parametrize(("home", "sentence", "expected"), RULES, ids=[f"{row[0]} {row[1]}" for row in RULES])
def test_the_rule_and_what_it_saw(home: str | None, sentence: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(sentence, tracker(home)) == expected


@pytest.mark.parametrize(
    ("heading", "sentence", "expected"),
    [
        ("乐至县：家门口办好园", "新增托位[120个|个]。", (LEZHI, "section", "")),
        ("安岳县：医生下派到村", "下派医生[36名|名]。", (ANYUE, "section", "")),
        ("安岳县：医生下派到村", "乐至县下派医生[36名|名]。", (LEZHI, "named", "乐至县")),
        ("全市一盘棋", "新增托位[720个|个]。", (ZIYANG, "document", "")),
    ],
)
def test_the_rule_under_a_heading(heading: str, sentence: str, expected: tuple[str | None, str, str]) -> None:
    reader = tracker(ZIYANG)
    told(heading, reader, ParagraphKind.HEADING)
    assert told(sentence, reader) == [expected]


def test_nothing_is_seen_of_a_place_that_another_paragraph_names() -> None:
    reader = tracker(None)
    told("资阳市安岳县是农业大县。", reader)
    assert told("建成助餐点[30个|个]。下派医生[6名|名]。", reader) == [(ANYUE, "named", ""), (ANYUE, "topic", "")]


def test_what_spoke_against_a_region_is_kept() -> None:
    reader, passage = tracker(ZIYANG), marked("安岳县建成助餐点[30个|个]。")
    passage.figures[0].explained = True
    reader.enter(passage)
    runner_up = reader.region_of(passage.figures[0]).runner_up
    assert runner_up is not None
    assert runner_up[:2] == (ZIYANG, "document")
