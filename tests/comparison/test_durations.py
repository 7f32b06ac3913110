"""Over what time an amount was counted is told from the words of its own sentence, never guessed."""

import pytest

from briefing.comparison import analyse
from briefing.documents import read_text
from briefing.extraction import extract
from briefing.model import Document
from tests.comparison.builders import obs, placed


def caveats(sentence, figure, name, unit, *, before="", published="2024-11-05", inferred=False, **fields):
    """The marks and texts of the duration of the one figure of a sentence."""
    raw = before + sentence
    start = raw.index(figure, len(before))
    document = Document("a.txt", raw, (), published=published, published_inferred=inferred)
    found = obs(
        name,
        fields.pop("value", 460),
        unit,
        text=figure,
        start=start,
        sentence_start=len(before),
        sentence_end=len(raw),
        **({"period": published} | fields),
    )
    (fact,) = analyse([document], [placed(found, document)]).facts
    return {c.mark: c.text for c in fact.caveats if c.mark in ("累", "每", "年", "推")}


NO_START = "截至2024年11月5日的累计数，原文未说明从何时起算。"


@pytest.mark.parametrize(
    ("sentence", "figure", "name", "unit", "mark", "text"),
    [
        ("近年来累计回引企业家325名。", "325名", "回引企业家", "名", "累", NO_START),
        ("累计回引企业家325名，技术骨干734名。", "734名", "回引技术骨干", "名", "累", NO_START),
        ("累计联合接待群众1000余人次。", "1000余人次", "联合接待群众", "人次", "累", NO_START),
        ("通过行动为3.6万人次老人上门。", "3.6万人次", "免费上门的老人", "人次", "累", NO_START),
        (
            "自2019年3月以来发放补贴98.5万元。",
            "98.5万元",
            "发放补贴",
            "元",
            "累",
            "自2019年3月起至2024年11月5日的累计数。",
        ),
        ("今年以来新增岗位460个。", "460个", "新增岗位", "个", "累", "当年初至2024年11月5日的累计数。"),
        ("每年帮助解决用工需求约8千人。", "约8千人", "帮助解决用工需求", "人", "每", "原文为“每年”的数，不是累计数。"),
        ("月均服务达1.2万人次。", "1.2万人次", "服务", "人次", "每", "原文为“月均”的数，不是累计数。"),
    ],
)
def test_what_runs_is_marked(sentence, figure, name, unit, mark, text):
    assert caveats(sentence, figure, name, unit) == {mark: text}


@pytest.mark.parametrize(
    ("sentence", "figure", "name", "unit"),
    [
        ("超过150位专家实现常态化下沉。", "150位", "实现常态化下沉的专家", "位"),
        ("累计开办市场主体1.4万家，年产值近60亿元。", "近60亿元", "市场主体年产值", "元"),
        ("目前累计建成养老机构11个。", "11个", "养老机构", "个"),
    ],
)
def test_what_stands_is_not(sentence, figure, name, unit):
    assert caveats(sentence, figure, name, unit) == {}


def test_the_start_may_stand_in_the_sentence_before():
    found = caveats(
        "截至目前，累计发放补贴98.5万元。", "98.5万元", "发放补贴", "元", before="自2021年6月起，对夫妇发放补贴。"
    )
    assert found == {"累": "自2021年6月起至2024年11月5日的累计数。"}


def test_years_added_up_are_marked_whatever_the_name():
    words = ("选派460多位校长。", "460多位", "选派校长", "位")
    assert caveats(*words, period="2020/2023") == {"累": "2020—2023年累计数，不是一年的数。"}
    assert caveats(*words, period="2021/2025") == {"累": "2021—2025年累计数（截至2024年11月5日刊发时），不是一年的数。"}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("今年以来累计签约32万余人，巡访50万余人次。", "今年以来"),
        ("今年，全区开展巡访50万余人次。", "今年"),
        ("年内巡访50万余人次。", "年内"),
    ],
)
@pytest.mark.parametrize("published", ["2024", "2024-11-05"])
def test_a_year_that_was_not_over_is_no_full_year(sentence, said, published):
    found = caveats(sentence, "50万余人次", "巡访", "人次", published=published, period="2024")
    assert found == {"累": f"原文为“{said}”的数，截至刊发时，未必是全年数。"}


def test_a_year_to_date_is_not_set_against_a_full_year():
    raw = "今年，涪城区城镇新增就业8000人。"
    mine = obs("城镇新增就业", 8000, "人", text="8000人", start=raw.index("8000"), sentence_end=len(raw), period="2024")
    other = obs("城镇新增就业", 9000, "人", document="b.txt", region="510704", period="2023")
    document = Document("a.txt", raw, (), published="2024-11-05")
    found = [c for c in analyse([document], [placed(mine, document), other]).comparisons if c.left.derivation]
    assert [c.verdict.outcome.value for c in found] == ["not_comparable"]
    assert next(reason.code for reason in found[0].verdict.reasons) == "R03"


def test_an_interval_counted_back_from_an_inferred_year_is_inferred():
    found = caveats(
        "3年来，新增就业2.4万余人。", "2.4万余人", "新增就业", "人", published="2024", inferred=True, period="2022/2024"
    )
    assert found["推"] == "原文只说“3年来”，2022—2024年是按推定的文献年份推算的，2024年只到刊发时。"
    known = {"published": "2025-12-09", "inferred": True, "period": "2021/2025"}
    assert "推" not in caveats("“十四五”以来，新增就业2.4万人。", "2.4万人", "新增就业", "人", **known)
    assert "推" not in caveats("2021年至2025年新增就业2.4万人。", "2.4万人", "新增就业", "人", **known)


def test_a_year_that_was_not_written_is_said_to_be_inferred():
    words = ("全区有养老机构11个。", "11个", "养老机构", "个")
    assert caveats(*words, inferred=True) == {"年": "2024年（年份推定）：文献没有写明刊发年份。"}
    assert caveats(*words) == {}
    assert caveats("2024年有养老机构11个。", "11个", "养老机构", "个", inferred=True) == {}


BOUNDED = "经三重保障后,个人自付医疗费用超过当次住院总费用10%的部分,给予救助。"


@pytest.mark.parametrize(
    ("sentence", "figure", "status", "expected"),
    [
        (BOUNDED, "10%", "rule", ["规"]),
        (BOUNDED, "10%", "actual", ["原文为“超过当次住院总费用10%”，实际数高于此。"]),
        ("自付超过10%的部分。", "超过10%", "actual", ["原文为“超过10%”，实际数高于此。"]),
        ("自付10%的部分。", "10%", "actual", ["是下限，实际数不低于此。"]),
    ],
)
def test_only_words_of_the_source_are_quoted_and_a_rule_is_only_a_rule(sentence, figure, status, expected):
    start = sentence.index(figure)
    apart = {"bound_word": "超过"} if sentence == BOUNDED else {}
    end = len(sentence)
    found = obs("个人自付占比", 10, "%", text=figure, start=start, status=status, bound="ge", sentence_end=end, **apart)
    document = Document("a.txt", sentence, ())
    (fact,) = analyse([document], [placed(found, document)]).facts
    told = [c.mark if c.mark == "规" else c.text for c in fact.caveats if c.mark in "规约"]
    assert told == expected
    assert status == "actual" or [c.mark for c in fact.caveats] == ["规"]


@pytest.mark.parametrize(
    ("sentence", "figure", "measure", "period", "told"),
    [
        ("签约27428人，增加1783人。", "1783人", "change", "2024-11-05", "原文没有说明与何时相比。"),
        ("签约27428人，同比增加1783人。", "1783人", "change", "2024-11-05", ""),
        ("签约人数三年里增加1783人。", "1783人", "change", "2024-11-05", ""),
        ("全年签约增加1783人。", "1783人", "change", "2024", ""),
        ("暑假期间征集岗位1783人。", "1783人", "level", "2024-07/2024-08", "原文为“暑假期间”，按7—8月计。"),
        ("签约1783人。", "1783人", "level", None, "原文没有说明时间。"),
    ],
)
def test_what_the_source_leaves_open_of_the_time(sentence, figure, measure, period, told):
    start = sentence.index(figure)
    found = obs("签约", 1783, text=figure, start=start, measure=measure, period=period, sentence_end=len(sentence))
    document = Document("a.txt", sentence, (), published="2024-11-05")
    (fact,) = analyse([document], [placed(found, document)]).facts
    assert [c.text for c in fact.caveats if c.mark == "期"] == ([told] if told else [])


def test_a_plan_whose_time_is_over_says_so():
    raw = "学校计划8月交付，提供学位1200个。"
    found = obs("学位", 1200, "个", text="1200个", start=12, status="planned", period="2024-08", sentence_end=len(raw))
    document = Document("a.txt", raw, (), published="2024-04-23")
    texts = {
        month: [
            c.text
            for c in analyse([document], [placed(found, document)], month=month).facts[0].caveats
            if c.mark == "目"
        ]
        for month in ("2024-05", "2024-08", "2026-11")
    }
    assert texts["2024-05"] == texts["2024-08"] == ["目标或计划数，不是实绩。"]
    assert texts["2026-11"] == ["目标或计划数，不是实绩；期限已过，未见完成情况的报道。"]


def test_a_plan_without_a_time_is_never_over():
    raw = "拟申请总投资2.25亿元。"
    found = obs(
        "总投资", 2.25e8, "元", text="2.25亿元", start=6, status="planned", period="2024-11-05", sentence_end=13
    )
    document = Document("a.txt", raw, (), published="2024-11-05")
    (fact,) = analyse([document], [placed(found, document)], month="2026-11").facts
    assert [c.text for c in fact.caveats if c.mark == "目"] == ["目标或计划数，不是实绩。"]


@pytest.mark.parametrize(
    ("sentence", "doubted"),
    [
        ("发挥县人民医院“三甲”医院作用，患者满意度升至95.37%。", True),
        ("县人民医院挂牌后，全县患者满意度升至95.37%。", False),
        ("优化服务，患者满意度升至95.37%。", False),
        ("县人民医院、县中医院挂牌，患者满意度升至95.37%。", False),
    ],
)
def test_a_rate_beside_one_institution_may_be_its_own(sentence, doubted):
    start = sentence.index("95.37%")
    found = obs("患者满意度", 95.37, "%", text="95.37%", start=start, sentence_end=len(sentence))
    document = Document("a.txt", sentence, (), published="2024")
    (fact,) = analyse([document], [placed(found, document)]).facts
    assert [c.code for c in fact.caveats if "没有分清" in c.text] == ["R05"] * doubted


@pytest.mark.parametrize("lead", ["2024年，涪城区累计", "2024年全区累计"])
def test_a_year_that_is_written_is_a_full_year(lead):
    raw = f"{lead}城镇新增就业8000人。"
    mine = obs("城镇新增就业", 8000, text="8000人", start=raw.index("8000"), sentence_end=len(raw), period="2024")
    other = obs("城镇新增就业", 9000, document="b.txt", region="510704", period="2023")
    document = Document("a.txt", raw, (), published="2025-03-05")
    found = analyse([document], [placed(mine, document), other])
    assert not [c for c in found.facts[0].caveats if c.code == "R03"]
    assert [c.verdict.outcome.value for c in found.comparisons if c.left.derivation] == ["conditional"]


def test_every_quoted_word_of_a_document_stands_in_it():
    text = "# 西区民生\n\n2024年11月5日，西区有养老机构床位800余张，不少于120名护士，服务近5万人，投入约300万元。\n"
    document = read_text(text, "a.txt")
    for fact in analyse([document], extract(document).observations).facts:
        for caveat in fact.caveats:
            if "原文为“" in caveat.text:
                quoted = caveat.text.split("“")[1].split("”")[0]
                assert quoted in text, caveat.text
