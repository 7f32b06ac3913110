"""The period of each figure: stated, relative to the document's date, carried, or unknown."""

from __future__ import annotations

import pytest

from briefing.extraction.headings import Outline
from briefing.extraction.period.period_tracking import PeriodTracker
from briefing.extraction.status.statuses import status_of
from briefing.model import Document, ParagraphKind
from tests.extraction.figures import marked, measured

DATE = "2024-04-23"


def told(
    text: str,
    tracker: PeriodTracker,
    outline: Outline | None = None,
    published: str | None = DATE,
    heading: bool = False,
) -> list[tuple[str | None, str, str]]:
    """The period of each figure with the rule and the words that decided."""
    kind = ParagraphKind.HEADING if heading else ParagraphKind.BODY
    passage, found = measured(marked(text, kind=kind, outline=outline)), []
    passage.explained = True
    tracker.enter(passage)
    for sentence in passage.sentences:
        tracker.enter_sentence(sentence)
        for figure in sentence.figures:
            figure.answers["status"] = status_of(figure, Document("", "", (), published=published))
            answer = tracker.period_of(figure)
            found.append((answer.value, answer.rule, passage.text[slice(*(answer.seen or (0, 0)))]))
    return found


def periods(
    text: str,
    tracker: PeriodTracker,
    outline: Outline | None = None,
    published: str | None = DATE,
    heading: bool = False,
) -> list[str | None]:
    return [period for period, _, _ in told(text, tracker, outline, published, heading)]


ROWS = [
    # stated
    ("2023年，城镇新增就业[1.08万人|人]。", ["2023"]),
    ("2023年11月，[492户|户]业主拿到房产证。", ["2023-11"]),
    ("截至2023年底，全县有卫生室[330所|所]。", ["2023"]),
    ("2022年上半年发放补贴[300万元|元]。", ["2022-01/2022-06"]),
    ("2023年前三季度，新增参保[2万人|人]。", ["2023-01/2023-09"]),
    ("2021年至2023年，改造小区[120个|个]。", ["2021/2023"]),
    ("2024-03-15下发资金[30万元|元]。", ["2024-03-15"]),
    ("２０２２年，新建公厕[30座|座]。", ["2022"]),
    ("二〇二二年，新建公厕[30座|座]。", ["2022"]),
    ("2023年12月20日至12月31日，义诊[300人|人]。", ["2023-12/2023-12"]),
    # relative to the document's date
    ("去年全市新增学位[1.2万个|个]。", ["2023"]),
    ("今年以来累计签约[32万人|人]。", ["2024-01/2024-04"]),
    ("3月25日，食堂开张。当天，吸引老人[90名|名]。", ["2024-03-25"]),
    ("当天，吸引老人[90名|名]。", [DATE]),
    ("去年以来，启动项目[38个|个]。", ["2023-01/2024-04"]),
    ("一季度全县招聘[20场|场]。", ["2024-01/2024-03"]),
    ("1至3月，门诊[5万人次|人次]。", ["2024-01/2024-03"]),
    ("近三年，改造危房[500户|户]。", ["2022/2024"]),
    ("三年招聘教师[1126名|名]，五年共新建学校[12所|所]。", ["2022/2024", "2020/2024"]),
    ("三年改造行动计划实施，三年级学生[300名|名]。", [DATE]),
    ("五年来，新建学校[12所|所]。", ["2020/2024"]),
    ("“十四五”期间新招录教师[2200人|人]。", ["2021/2025"]),
    ("到“十四五”末，引进人才[500人|人]。", ["2025"]),
    ("“十三五”末，床位为[300张|张]。", ["2020"]),
    ("11月份举办招聘会[3场|场]。", ["2023-11"]),
    ("预计今年8月交付学位[1200个|个]。", ["2024-08"]),
    # several years together, several days, a start that is still running, a month of the year just stated
    ("2021年暑假及2022年寒、暑假期间，托管学生[1.1万人|人]。", ["2021/2022"]),
    ("4月10至11日，学子[229名|名]参加活动。", ["2024-04-10/2024-04-11"]),
    ("3月20日至4月2日，接待[90人|人]。", ["2024-03-20/2024-04-02"]),
    ("驿站3月5日运行以来，登记单位[136家|家]。", ["2024-03-05/2024-04"]),
    ("2022年全市毕业生[47人|人]，6月底未就业[39人|人]。", ["2022", "2022-06"]),
    # the document's date
    ("现有医护人员[1604人|人]。", [DATE]),
    ("截至目前，已建成养老机构[11个|个]。", [DATE]),
    ("累计为群众节省费用[1840万元|元]。", [DATE]),
    # carried on
    ("2023年，民生投入[30亿元|元]，参保率达[98%|%]，新增就业[1万人|人]。", ["2023", "2023", "2023"]),
    ("2023年新增床位[300张|张]。其中护理型[120张|张]。", ["2023", "2023"]),
    ("2022年建成[3所|所]；2023年建成[5所|所]；今年计划建[8所|所]。", ["2022", "2023", "2024"]),
    ("2023年招聘教师[200名|名]。目前，全县有教师[3000名|名]。", ["2023", DATE]),
    ("去年4月，医院签约[2家|家]。全县有医院[9家|家]。", ["2023-04", DATE]),
    ("2023年入园[900人|人]。此外，全县有社工站[14个|个]。", ["2023", DATE]),
    ("近三年就诊人次翻番。全市有三级医院[10家|家]。", [DATE]),
    ("2024年，上线人数在去年突破[200人|人]大关后，上线[331人|人]。", ["2023", "2024"]),
    ("今年以来办理案件[500件|件]。其中，欠薪案件[300件|件]。", ["2024-01/2024-04", "2024-01/2024-04"]),
    ("持股[1795.32万股|股]。全县有学校[40所|所]。", [DATE, DATE]),
    ("2022年支出[1.3亿元|元]。预计此次提标增加支出[2100万元|元]。", ["2022", DATE]),
    ("“十三五”以来新建[62个|个]。", ["2016-01/2024-04"]),
    # a time in the middle of a sentence without a figure says nothing of the next; one that opens it does
    ("项目2021年12月开工，计划至年底完工，2025年上半年验收。学校占地[47亩|亩]。", [DATE]),
    ("2023年，全县教育稳步发展，成效明显。新建学校[3所|所]。", ["2023"]),
    # the name of an occasion is of its own statement; what was before is of no span told after it
    ("2025年全国运动会顺利筹备。全县将举办赛事[757场|场]。", [DATE]),
    ("1至3月，本地无病例报告。早前，邻县报告[3例|例]。", [DATE]),
    ("2018年至2022年，合计投保人数达到[90万人次|人次]，覆盖率达到[98%|%]。", ["2018/2022", "2022"]),
    ("2021年度和2022年度，合计参保人数达到[1392万人次|人次]。", ["2021/2022"]),
    # a running total after other sentences, another topic behind a caption
    ("1至3月，举办招聘[20场|场]。各地开展专项行动。零工市场累计提供岗位[50万个|个]。", ["2024-01/2024-03", DATE]),
    ("2023年发放补贴[90万元|元]。孩子的笑脸（县民政局供图）此外，健全网络。建立学校[57个|个]。", ["2023", DATE]),
    # the two sides of a change
    (
        "与2010年相比，收入由[6048元|元]增加到[10596元|元]；系数从[42.4%|%]下降为[38.3%|%]。面积从[11.6亩|亩]扩大到[32亩|亩]。",
        ["2010", DATE, "2010", DATE, "2010", DATE],
    ),
    ("比例由[5.3%|%]提升至[8.5%|%]。", [None, DATE]),
    ("占比从2022年[16.4%|%]提升至[21.65%|%]。", ["2022", DATE]),
    ("由2020年的[5所|所]增加到2023年的[9所|所]。", ["2020", "2023"]),
    ("从2012年的[40张|张]床位和[12名|名]医生增长至2021年的[90张|张]和[30名|名]。", ["2012", "2012", "2021", "2021"]),
    (
        "年门诊量由2012年[2.5万人次|人次]增加至[10.6万人次|人次]；床位由[250张|张]增加至[595张|张]。",
        ["2012", DATE, "2012", DATE],
    ),
    ("结构从上年的19.8比80.2调整为28比72，新建园区[8个|个]。", [DATE]),
    ("差距从[2.07倍|倍]缩小至[1.96倍|倍]，队伍由[10人|人]壮大到[90人|人]。", [None, DATE, None, DATE]),
    ("将[3个|个]教育集团调整为[2个|个]。", [None, DATE]),
    ("十年间，医生由[986人|人]增加到[2315人|人]。", [None, DATE]),
    ("2018年至2022年，覆盖率由[40%|%]提高到[60%|%]。", ["2018", "2022"]),
    ("“十三五”期间新增学位[2万个|个]。“十四五”以来新增[1万个|个]。", ["2016/2020", "2021-01/2024-04"]),
    ("2023年，低保标准由[600元|元]提高到[650元|元]。", [None, "2023"]),
    # a time compared with does not govern
    ("目前参保[30万人|人]，比2020年增加[2万人|人]。", [DATE, DATE]),
    ("2023年覆盖率较2020年的[94%|%]提高[1.2个百分点|个百分点]。", ["2020", "2023"]),
    ("就诊[9万人次|人次]，同去年相比增长[8%|%]。", [DATE, DATE]),
    # unknown
    ("近年来，组织活动[20场|场]。", [None]),
    ("近年来，累计回引企业家[325名|名]。", [DATE]),
    ("这三五年来，建成[20所|所]。", ["2020/2024"]),
    # words that only look like times
    ("60岁以上年龄段[3万人|人]接种。", [DATE]),
    ("目前年产量[30万吨|吨]。", [DATE]),
    ("三年内新建[5所|所]。", [DATE]),
    ("失业率为2021年以来最低，为[3.1%|%]。", [DATE]),
    ("医院院长落马人数是去年的[2倍|倍]。", [DATE]),
    # names, not times
    ("对照《2021年版服务标准》，开放场馆[12个|个]。", [DATE]),
    ("15年免费教育惠及学生[3万人|人]。", [DATE]),
    ("90年代修建的校舍有[6栋|栋]。", [DATE]),
    # rules keep their start
    ("自2021年6月起，补贴标准为每孩[每月500元|元/月]。", ["2021-06"]),
    ("自2022年1月起提高标准。对2021年12月31日前退休的，每人每月增加[20元|元]。", ["2022-01"]),
    ("2023年7月起暂按6月缴费工资的[110%|%]核定2023年度基数，标准不变。", ["2023-07"]),
    ("自2022年1月起施行。按企业上年度缴费的[60%|%]返还，大型企业按上年度缴费的[30%|%]返还。", ["2022-01", "2022-01"]),
    # a bare month ahead is this year's in a plan, last year's in a report
    ("预计9月新增学位[900个|个]。", ["2024-09"]),
    ("9月新增学位[900个|个]。", ["2023-09"]),
    ("自2020年开展试点以来，服务[3万人次|人次]。", ["2020-01/2024-04"]),
    ("参保率为[95%|%]（2022年为[93%|%]），缴费率为[90%|%]。", [DATE, "2022", DATE]),
    # what a figure is held against or reckoned by
    ("3月失业率为[5.1%|%]，与疫情前的2019年同月持平。其中，青年失业率为[4.8%|%]。", ["2024-03", "2024-03"]),
    ("2月投诉[40件|件]，较高峰时的2021年同月减半，办结[38件|件]。", ["2024-02", "2024-02"]),
    ("津贴按照2022年月平均工资的[3%|%]确定。", [DATE]),
    ("按照本人2022年12月养老金的[1.5%|%]增加。", [DATE]),
    # what has happened is of no time to come that an earlier sentence states
    ("到2026年，评价机制更加健全。全县有幼儿园[30所|所]。", [DATE]),
    ("到2026年，评价机制更加健全。将新建幼儿园[3所|所]。", ["2026"]),
    # a month that comes soon, and one that is long gone
    ("5月1日，快线开跑，接送[20人|人]。", ["2024-05-01"]),
    ("9月3日，快线开跑，接送[20人|人]。", ["2023-09-03"]),
    # the year of a paper that reports
    ("根据《2022年度青禾县居民消费调查报告》，人均消费[3400元|元]。", ["2022"]),
    ("《青禾县2022年统计公报》显示，有床位[830张|张]，3月新增[20张|张]。", ["2022", "2024-03"]),
    ("根据《2023年青禾县稳岗办法》，招用[300人|人]。", [DATE]),
    # a time under which only a plan was told says nothing of what stands
    ("今年将达到[4.5个|个]。全县常住人口[83.4万人|人]。", ["2024", DATE]),
    ("到今年，托位将达到[4.5个|个]。出生人口[5210人|人]。", ["2024", DATE]),
    ("今年已新增[90个|个]，还将新增[60个|个]。培训[300人|人]。", ["2024", "2024", "2024"]),
    ("今年将新建园[3所|所]。还将新增学位[900个|个]。", ["2024", "2024"]),
    # an end of year is no year that goes on
    (
        "2023年末，人均场地[2.3平方米|平方米]；1—3月送戏[90场|场]，一季度办展[9场|场]。",
        ["2023", "2024-01/2024-03", "2024-01/2024-03"],
    ),
    ("2023年底，全县有园[9所|所]，1至3月招聘教师[30人|人]。", ["2023", "2024-01/2024-03"]),
    ("“十四五”开局以来，新增就业[3万人|人]。", ["2021-01/2024-04"]),
    ("“十四五”开局，新增就业[3万人|人]。", ["2021"]),
    ("2017年至2021年，投入教育资金[4亿元|元]。五年间，新建学校[20所|所]。", ["2017/2021", "2017/2021"]),
    ("2017年至2021年，投入教育资金[4亿元|元]。三年来，新建学校[20所|所]。", ["2017/2021", "2022/2024"]),
    # two years together
    ("2021年2022年改造小区[120个|个]。", ["2021/2022"]),
    # months that are no quarter
    ("去年8月至11月，乡镇开展夜校。课堂热闹。改造公厕[20座|座]。", [DATE]),
    ("去年8月至11月，乡镇开展夜校。培训[300人|人]。", ["2023-08/2023-11"]),
    ("去年4月至6月，失业率为[2.8%|%]。劳动力[3万人|人]。就业[2.9万人|人]。", ["2023-04/2023-06"] * 3),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_period(sentence: str, expected: list[str | None]) -> None:
    assert periods(sentence, PeriodTracker(DATE)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("去年新增学位[1.2万个|个]。", [None]),
        ("现有教师[300名|名]。", [None]),
        ("2021年新增学位[1.2万个|个]，其中公办[9000个|个]。", ["2021", "2021"]),
        ("9月招聘[30名|名]。", [None]),
        ("2020年以来招聘[30名|名]。", ["2020"]),
        ("近三年招聘[30名|名]。", [None]),
        ("2022年招聘[30名|名]，为今年的[40名|名]打下基础。", ["2022", "2022"]),
        ("2022年招聘[30名|名]。目标是今年招聘[40名|名]。", ["2022", None]),
        ("2012年通路率从上年的[22.5%|%]提高到[31%|%]。", ["2011", "2012"]),
        ("2021年底，试点启动。截至7月，登记[1200条|条]。", [None]),
        ("截至2023年8月，1至6月补贴[300万元|元]已发放。", ["2023-01/2023-06"]),
        ("驿站自2017年成立到现在，每月就餐[630人次|人次]。", [None]),
        ("“十四五”期间招聘[30名|名]。", ["2021/2025"]),
        ("比例由[5.3%|%]提升至2022年的[8.5%|%]。", [None, "2022"]),
    ],
)
def test_without_a_date_only_the_stated_is_known(sentence: str, expected: list[str | None]) -> None:
    assert periods(sentence, PeriodTracker(None), published=None) == expected


def test_a_date_may_be_only_a_year() -> None:
    assert periods("去年建成[3所|所]，今年以来建成[5所|所]。", PeriodTracker("2024")) == ["2023", "2024"]


def test_the_day_of_one_paragraph_is_not_that_of_the_next() -> None:
    tracker = PeriodTracker(DATE)
    assert periods("2020年1月5日，中心揭牌，接待[30名|名]。", tracker) == ["2020-01-05"]
    assert periods("重阳节活动当天，服务老人[90名|名]。", tracker) == [DATE]


def test_an_undated_list_of_a_year_is_of_that_year() -> None:
    assert periods("新建幼儿园[3所|所]。", PeriodTracker(None, "某区2024年民生实事项目清单"), published=None) == [
        "2024"
    ]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("数说青禾·2023", "2023"),
        ("图解青禾民生2023年", "2023"),
        ("2023年青禾民生答卷", "2023"),
        ("青禾县2023年养老服务成绩单", "2023"),
        ("盘点青禾2024", DATE),
        ("走过2023，青禾在路上", DATE),
    ],
)
def test_the_year_of_a_title_that_tells_of_it(title: str, year: str) -> None:
    assert periods("参保率为[97%|%]。", PeriodTracker(DATE, title)) == [year]


def test_a_paragraph_does_not_inherit_the_one_before() -> None:
    tracker = PeriodTracker(DATE)
    assert periods("2021年新增学位[900个|个]。", tracker) == ["2021"]
    assert periods("全县有学校[40所|所]。", tracker) == [DATE]


def test_a_heading_with_a_year_governs_its_section() -> None:
    tracker, outline = PeriodTracker(DATE), Outline()
    periods("一、2023年工作回顾", tracker, outline, heading=True)
    assert periods("新增学位[900个|个]。", tracker, outline) == ["2023"]
    periods("（一）教育", tracker, outline, heading=True)
    assert periods("招聘教师[60名|名]。", tracker, outline) == ["2023"]
    periods("二、存在的问题", tracker, outline, heading=True)
    assert periods("全县有学校[40所|所]。", tracker, outline) == [DATE]


def test_the_words_of_time_in_a_chapter_are_seen_from_its_year() -> None:
    tracker, outline = PeriodTracker("2013-01-20"), Outline()
    periods("一、2012年工作回顾", tracker, outline, heading=True)
    sentence = "通路率从上年的[22.5%|%]提高到[31%|%]。全年发放[300万元|元]。近三年新建[9所|所]。"
    assert periods(sentence, tracker, outline) == ["2011", "2012", "2012", "2010/2012"]


@pytest.mark.parametrize(
    ("published", "opening", "expected"),
    [
        ("2024", "去年，青禾县民生支出[30亿元|元]。", ["2023", "2023", "2024", "2024"]),
        ("2024-02-20", "去年全县民生支出[30亿元|元]。", ["2023", "2023", "2024-02-20", "2024-02-20"]),
        ("2024-04-23", "去年全县民生支出[30亿元|元]。", [DATE] * 4),
        ("2024-02-20", "县里有园[30所|所]，去年新增[2所|所]。", ["2024-02-20"] * 4),
    ],
)
def test_what_a_text_of_the_first_months_tells_is_of_last_year_where_it_opens_with_that(
    published: str, opening: str, expected: list[str]
) -> None:
    tracker = PeriodTracker(published)
    periods(opening, tracker, published=published)
    sentence = "低保标准平均提高[7%|%]，脱贫[900人|人]。现有床位[830张|张]。将新建园[2所|所]。"
    assert periods(sentence, tracker, published=published) == expected


WHOLE_YEARS = [
    # in the first months a whole year, and its end, are those of last year, but for what is to come
    ("2024-02-21", "全年城镇新增就业[7826人|人]。", ["2023"]),
    ("2024-02-21", "年末全县有床位[900张|张]，全年培训[1.2万人次|人次]。", ["2023", "2023"]),
    ("2024-02-21", "截至年末，在册低保对象[6842人|人]。", ["2023"]),
    ("2024-02-21", "年底，全县有托位[1008个|个]。", ["2023"]),
    ("2024-02-21", "今年以来招聘[30人|人]。全年城镇新增就业[7826人|人]。", ["2024-01/2024-02", "2023"]),
    ("2024-02-21", "全年计划新增就业[8000人|人]。", ["2024"]),
    ("2024-02-21", "年底，将新增床位[90张|张]。", ["2024"]),
    ("2024-02-21", "2022年试点。全年培训[1.2万人次|人次]。", ["2022"]),
    ("2024-02-21", "到年底建成食堂[9处|处]。", ["2024-02-21"]),
    ("2024-02-21", "每年末发放补助[9万元|元]。", ["2024-02-21"]),
    # later in a year they may be this year's: nothing is said
    ("2024-12-21", "全年城镇新增就业[7826人|人]。", ["2024"]),
    ("2024-06-21", "年末全县有床位[900张|张]。", ["2024-06-21"]),
]


@pytest.mark.parametrize(("published", "sentence", "expected"), WHOLE_YEARS, ids=[row[1] for row in WHOLE_YEARS])
def test_a_whole_year_told_of_in_the_first_months_is_over(published: str, sentence: str, expected: list[str]) -> None:
    assert periods(sentence, PeriodTracker(published), published=published) == expected


def test_the_end_of_a_year_in_a_bulletin_is_that_of_its_year() -> None:
    tracker = PeriodTracker("2024-05-20", "2023年青禾县统计公报")
    sentence = "2020年以来新建食堂[9处|处]。年末有床位[900张|张]。"
    assert periods(sentence, tracker, published="2024-05-20") == ["2020-01/2024-05", "2023"]


ANNOUNCED = [
    # published, how the text opens, the year of what follows without a time
    ("2024-02-21", "2月21日，青禾县召开发布会，民政局负责人介绍2023年养老服务工作，并回答提问。", "2023"),
    ("2024-04-02", "会上，市发展改革委通报全市2023年“民生十件事”实施情况。", "2023"),
    ("2024-01-20", "1月19日，记者从市直有关单位获悉了一组2023年的民生数据。", "2023"),
    ("2024-01-10", "日前，县统计局公布去年城乡居民生活数据。", "2023"),
    ("2024-03-01", "我们一起回顾去年的民生实事完成情况。", "2023"),
    ("2024-03-06", "县民政局负责人介绍过去一年全县民政工作情况。", "2023"),
    ("2024-06-15", "县民政局负责人介绍过去一年全县民政工作情况。", "2024-06-15"),
    ("2024-06-15", "卫健委发布2023年度卫生健康事业成绩单。", "2023"),
    ("2024-11-21", "市医保局发布了2023年医保基金运行情况。", "2023"),
    ("2024-02-21", "民政局负责人介绍2024年养老服务工作安排。", "2024-02-21"),
    ("2024-02-21", "民政局负责人介绍2023年工作计划。", "2024-02-21"),
    ("2024-02-21", "会议总结2021年养老服务工作。", "2024-02-21"),
    ("2024-02-21", "县里去年建成了养老院。", "2024-02-21"),
    ("2024-02-21", "会议传达了通知，2023年的经验是宝贵的。", "2024-02-21"),
    ("2024-02-21", "民政局发布2023年底完工的养老院情况。", "2024-02-21"),
]


@pytest.mark.parametrize(("published", "opening", "year"), ANNOUNCED, ids=[row[1] for row in ANNOUNCED])
def test_figures_are_of_the_year_that_the_opening_says_it_reports_on(published: str, opening: str, year: str) -> None:
    tracker = PeriodTracker(published)
    periods(opening, tracker, published=published)
    sentence = "护理型床位占比达到[62%|%]。目前，每千名老人有床位[42张|张]。明年将新建食堂[3处|处]。"
    assert periods(sentence, tracker, published=published) == [year, published, "2025"]
    assert periods("参保率为[97%|%]。", tracker, published=published) == [year]


def test_a_text_without_a_date_may_say_of_which_year_its_figures_are() -> None:
    tracker = PeriodTracker(None)
    periods("市政府新闻办通报2023年民生工作进展。", tracker, published=None)
    assert periods("参保率为[97%|%]。将新建食堂[3处|处]。", tracker, published=None) == ["2023", None]


def test_an_announced_year_is_that_of_the_figures_before_it_says_so_no_longer() -> None:
    tracker = PeriodTracker(DATE)
    assert periods("全县有食堂[30处|处]，民政局介绍2023年工作情况。", tracker) == [DATE]
    assert periods("参保率为[97%|%]。", tracker) == [DATE]


def test_the_words_of_time_are_seen_from_the_announced_year() -> None:
    tracker = PeriodTracker(DATE)
    periods("市教育局通报2023年全市教育工作情况。", tracker)
    sentence = "占比从上年的[58%|%]提升到[61%|%]。全年资助[9万人次|人次]。今年以来招聘[30人|人]。去年招聘[20人|人]。"
    assert periods(sentence, tracker) == ["2022", "2023", "2023", "2024-01/2024-04", "2023"]


REVIEWED = [
    (
        "区长表示，1至3月，全县经济向好。3月，园区投用。",
        "新建停车场[11处|处]，慰问老人[90名|名]。",
        ["2024-01/2024-03"] * 2,
    ),
    ("今年以来，县妇联搭建平台，成效明显。", "培训妇女[300名|名]。社区[7个|个]进驻企业。", ["2024-01/2024-04", DATE]),
    ("今年以来，县妇联搭建平台，成效明显。", "建成食堂[26个|个]。近日，慰问老人[90名|名]。", [DATE, DATE]),
    ("今年以来，县妇联搭建平台，成效明显。", "计划培训妇女[300名|名]。培训覆盖率[98%|%]。", [DATE, DATE]),
    ("去年以来，县妇联搭建平台，成效明显。", "培训妇女[300名|名]。", [DATE]),
    ("近年来，县妇联搭建平台，成效明显。", "培训妇女[300名|名]。", [DATE]),
]


@pytest.mark.parametrize(("lead", "sentence", "expected"), REVIEWED)
def test_what_was_done_is_of_the_span_that_the_paragraph_opens_with(
    lead: str, sentence: str, expected: list[str | None]
) -> None:
    assert periods(lead + sentence, PeriodTracker(DATE)) == expected
    tracker = PeriodTracker(DATE)
    periods(lead, tracker)
    assert set(periods(sentence, tracker)) == {DATE}


@pytest.mark.parametrize(
    ("published", "heading", "sentence", "expected"),
    [
        ("2023-01-10", "一、过去五年工作回顾", "新建学校[9所|所]。近三年新建[3所|所]。", ["2018/2022", "2020/2022"]),
        ("2023-01-10", "一、过去五年工作回顾", "覆盖率由[65%|%]提高到[88%|%]。", [None, "2022"]),
        ("2023-01-10", "一、过去一年的工作回顾", "新建学校[9所|所]。", ["2022"]),
        ("2023", "一、政府工作回顾", "新建学校[9所|所]。目前，全县有学校[90所|所]。", ["2022", "2022"]),
        ("2023-08-10", "一、工作回顾", "新建学校[9所|所]。", ["2023-08-10"]),
        (None, "一、工作回顾", "新建学校[9所|所]。", [None]),
        (
            "2016",
            "一、“十二五”时期工作回顾",
            "一年来，我们稳增长。收入增长[6%|%]。全县有学校[90所|所]。",
            ["2015", "2015"],
        ),
    ],
)
def test_a_review_without_a_year_is_of_the_years_before_the_report(
    published: str | None, heading: str, sentence: str, expected: list[str | None]
) -> None:
    tracker, outline = PeriodTracker(published), Outline()
    periods(heading, tracker, outline, published, heading=True)
    assert periods(sentence, tracker, outline, published) == expected


def test_some_years_of_a_chapter_end_with_their_statement() -> None:
    tracker, outline = PeriodTracker(None), Outline()
    periods("一、“十二五”时期工作回顾", tracker, outline, heading=True)
    sentence = "2012～2014年每年脱贫[2万人|人]。解决饮水[33.7万人|人]。2015年新建[3所|所]。改造[5所|所]。"
    assert periods(sentence, tracker, outline) == ["2012/2014", "2011/2015", "2015", "2015"]


def test_what_is_said_of_several_years_in_a_chapter() -> None:
    tracker, outline = PeriodTracker("2021-01-26"), Outline()
    periods("一、2020年主要工作", tracker, outline, heading=True)
    sentence = (
        "这五年，城乡面貌改变。新增高速[1179公里|公里]。覆盖率上升至[61.2%|%]，收入从[2.07倍|倍]缩小至[1.96倍|倍]。"
    )
    assert periods(sentence, tracker, outline) == ["2016/2020", "2020", None, "2020"]
    periods("二、今后五年目标任务", tracker, outline, heading=True)
    assert periods("计划新增学位[9万个|个]。", tracker, outline) == ["2021/2025"]


def test_an_annual_report_speaks_of_the_year_in_its_title() -> None:
    tracker = PeriodTracker("2024-03-20", "2023年某县国民经济和社会发展统计公报")
    assert periods("年末全县有学校[40所|所]。", tracker) == ["2023"]
    assert periods("标准由上年的[640元|元]提高到[680元|元]。", tracker) == ["2022", "2023"]
    tracker = PeriodTracker("2024-03-20", "统计公报\n2023年某县统计公报.docx")
    assert periods("年末全县有学校[40所|所]。", tracker) == ["2023"]


DATED = (DATE, "document-date", "")
RULES = [
    ("青禾县近视率较2020年的[52.1%|%]下降[3.4个百分点|个百分点]。", [("2020", "attached", "2020年"), DATED]),
    ("石桥镇床位由2019年的[40张|张]增至[95张|张]。", [("2019", "attached", "2019年"), DATED]),
    (
        "2019年至2023年，学前毛入园率由[81%|%]提高到[92%|%]。",
        [("2019", "range-start", "2019年至2023年"), ("2023", "range-end", "2019年至2023年")],
    ),
    (
        "“十三五”期间，护理员由[120人|人]增加到[310人|人]。",
        [("2016", "range-start", "“十三五”期间"), ("2020", "range-end", "“十三五”期间")],
    ),
    (
        "托位由2021年的[300个|个]增加到[720个|个]；机构由[9家|家]增加到[21家|家]。",
        [("2021", "attached", "2021年"), DATED, ("2021", "earlier-side", ""), DATED],
    ),
    ("去年，青禾县将[5所|所]村小合并为[2所|所]。", [(None, "earlier-side", ""), ("2023", "stated", "去年")]),
    ("由[5所|所]村小合并为[2所|所]。", [(None, "earlier-side", ""), DATED]),
    ("五年来，全科医生由[86人|人]增加到[231人|人]。", [(None, "earlier-side", ""), (DATE, "later-side", "五年来")]),
    ("近三年，公办园由[12所|所]扩大到[30所|所]。", [(None, "earlier-side", ""), (DATE, "later-side", "近三年")]),
    ("预计新增学位[900个|个]、9月投用。", [("2024-09", "following", "9月")]),
    ("预计建成日间照料中心[6个|个]在今年10月交付。", [("2024-10", "following", "今年10月")]),
    ("自2023年3月起提高标准。对符合条件的老人，每人每月补贴[120元|元/月]。", [("2023-03", "effective", "2023年3月起")]),
    ("自2022年9月起实施。对2021年12月退休的，每人每月增加[20元|元/月]。", [("2022-09", "effective", "2022年9月起")]),
    ("预计11月新增托位[60个|个]。", [("2024-11", "upcoming", "11月")]),
    ("预计10月招聘乡村医生[30名|名]。", [("2024-10", "upcoming", "10月")]),
    ("近年来，青禾县累计改造危房[520户|户]。", [(DATE, "standing", "累计")]),
    ("多年来，石桥镇已建成文化广场[14个|个]。", [(DATE, "standing", "已")]),
    ("今年一季度，城镇新增就业[1200人|人]。", [("2024-01/2024-03", "stated", "今年一季度")]),
    ("2023年11月，县医院开诊，接诊[300人次|人次]。", [("2023-11", "stated", "2023年11月")]),
    ("2023年招聘教师[60名|名]。其中硕士[9名|名]。", [("2023", "stated", "2023年"), ("2023", "carried", "2023年")]),
    ("去年新建村卫生室[12所|所]；改建[30所|所]。", [("2023", "stated", "去年"), ("2023", "carried", "去年")]),
    ("截至目前，青禾县有养老机构[21家|家]。", [(DATE, "now", "截至目前")]),
    ("现有注册护士[860人|人]。", [(DATE, "now", "现有")]),
    ("近年来，石桥镇举办义诊[40场|场]。", [(None, "vague", "近年来")]),
    ("近几年，走访老人[900户|户]。", [(None, "vague", "近几年")]),
    ("青禾县有公办幼儿园[30所|所]。", [DATED]),
    ("2021年支出[1.3亿元|元]。预计此次提标增加支出[2100万元|元]。", [("2021", "stated", "2021年"), DATED]),
]


@pytest.mark.parametrize(("sentence", "expected"), RULES, ids=[row[0] for row in RULES])
def test_the_rule_and_what_it_saw(sentence: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert told(sentence, PeriodTracker(DATE)) == expected


@pytest.mark.parametrize(
    ("heading", "title", "published", "sentence", "expected"),
    [
        ("一、2023年工作回顾", None, DATE, "新增学位[900个|个]。", ("2023", "section", "")),
        ("二、“十四五”期间主要目标", None, DATE, "计划新建卫生院[3所|所]。", ("2021/2025", "section", "")),
        ("一、养老服务", "2023年青禾县统计公报", DATE, "有养老床位[830张|张]。", ("2023", "title-year", "")),
        ("一、教育", "石桥镇2022年民生实事清单", DATE, "新建幼儿园[2所|所]。", ("2022", "title-year", "")),
        ("一、教育", None, None, "新建幼儿园[2所|所]。", (None, "undated", "")),
        ("一、就业", "青禾县就业服务简况", None, "现场签约[160人|人]。", (None, "undated", "")),
    ],
)
def test_the_rule_of_a_section_and_of_a_document(
    heading: str, title: str | None, published: str | None, sentence: str, expected: tuple[str | None, str, str]
) -> None:
    tracker, outline = PeriodTracker(published, title), Outline()
    told(heading, tracker, outline, heading=True)
    assert told(sentence, tracker, outline, published) == [expected]


def test_what_spoke_against_a_period_is_kept() -> None:
    passage = measured(marked("2023年新增托位[60个|个]。"))
    tracker, figure = PeriodTracker(DATE), passage.figures[0]
    figure.explained, figure.answers["status"] = True, status_of(figure, Document("", "", (), published=DATE))
    tracker.enter(passage)
    tracker.enter_sentence(passage.sentences[0])
    runner_up = tracker.period_of(figure).runner_up
    assert runner_up is not None
    assert runner_up[:2] == (DATE, "document-date")
