"""The publication date: stated, or completed from evidence."""

from __future__ import annotations

import pytest

from briefing.documents import read_text

BODY = "全县新建公办托育机构12家，新增托位350个，群众满意。"

STATED = [
    (f"---\ntitle: 某县新增托位\ndate: 2022-03-29 08:23:54 +0800\n---\n{BODY}", "2022-03-29"),
    (f"某县新增托位\n某县门户网站 2024-04-23 来源:某某日报\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县人民政府新闻办公室 2024-04-23\n\n4月20日，某县召开发布会。{BODY}", "2024-04-23"),
    (f"某县新增托位\n某某日报 2024-04-23 A1版\u3000记者 张三\n\n4月20日，{BODY}", "2024-04-23"),
    (f"某县新增托位\n发布时间：2024年4月23日 浏览次数：12\n{BODY}", "2024-04-23"),
    (f"2023-07-23 22:29，正文：{BODY}", "2023-07-23"),
    (f"23-08-07 05:58，正文：{BODY}", "2023-08-07"),
    (f"来源：某网  |  2023年08月02日 18:52:33，正文：{BODY}", "2023-08-02"),
    (f"[2023/07/21  06:56]，正文：{BODY}", "2023-07-21"),
    (f"2024年政府工作报告\n——2024年1月15日在某县第十九届人民代表大会第四次会议上\n{BODY}", "2024-01-15"),
    (f"关于印发托育方案的通知\n{BODY}\n某县人民政府\n2024年6月3日", "2024-06-03"),
    # an office or a paper beside the date, the page of the issue after it
    (f"某县新增托位\n某县人民政府新闻办公室 2024-04-23\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县卫生健康局 2024年4月23日\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县医疗保障局　2024/4/23 09:10\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县人力资源和社会保障局2024-04-23\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县人民政府 2024.04.23\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县发展和改革委员会 2024-04-23\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n（某县教育局 2024-04-23）\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县日报 2024-04-23 A1版\n4月22日，记者获悉，{BODY}", "2024-04-23"),
    (f"某县新增托位\n某县日报 2024-04-23 第02版 民生\n{BODY}", "2024-04-23"),
    (f"某县新增托位\n《某县晚报》2024/04/23 星期二 A03版\n{BODY}", "2024-04-23"),
    # a date alone, as precise as it is; written out; with the office that signs
    (f"某县养老服务报告\n（2024年1月）\n\n{BODY}", "2024-01"),
    (f"某县养老服务报告\n某县民政局　二〇二四年一月十五日\n\n{BODY}", "2024-01-15"),
    (f"某县养老服务总结\n\n{BODY}\n\n某县民政局\n二〇二三年十二月二十日", "2023-12-20"),
    # the head of a printed page is dated as its issue
    (f"某某日报　2023年11月16日　星期四　第03版\n\n某县新增托位\n{BODY}", "2023-11-16"),
    # the day on which the page was read is not the text's
    (f"2026-01-26\n星期一\n某县新增托位\n日期:2024-11-05\n{BODY}", "2024-11-05"),
]


@pytest.mark.parametrize(("raw", "expected"), STATED)
def test_stated_dates(raw: str, expected: str) -> None:
    document = read_text(raw, "a.txt")
    assert (document.published, document.published_inferred) == (expected, False)


HEAD = "某县新增托位\n日期:{}\n"
INFERRED = [
    # the running year beside last year
    (f"2026-01-26\n星期一\n{HEAD.format('11-05')}2024年，新增学位在去年突破200个后达到331个。{BODY}", "2024-11-05"),
    (f"{HEAD.format('05-20')}去年（2023年）新增学位200个。{BODY}", "2024-05-20"),
    # a half-year that has ended, though named once
    (f"07/31  08:58，正文：2023年上半年，全县新增托位350个。{BODY}", "2023-07-31"),
    # a day that is still to come
    (f"8-16 16:05，正文：2023年9月30日前建成的，每户补贴2000元。{BODY}", "2023-08-16"),
    (f"8月14日，据某市人民政府网站，某市今年发放补贴。政策实施期限截至2023年12月底。{BODY}", "2023-08-14"),
    # a rule in force since the first of January
    (f"8-16 16:05，正文：自2023年1月1日起，每人每月500元。{BODY}", "2023-08-16"),
    # a full date shortly before
    (f"07-28 11:41，正文：2023年7月13日，新园投用。{BODY}", "2023-07-28"),
    # last year's balance at the beginning of a year, this year's at its end
    (f"{HEAD.format('02-10')}2023年，全县新增托位350个。{BODY}", "2024-02-10"),
    (f"{HEAD.format('12-10')}2023年，全县新增托位350个。{BODY}", "2023-12-10"),
    # the day of the reported meeting, when nothing later is told
    (f"某市民生成效\n{BODY}\n12月9日，某市召开新闻发布会。在2025年全省评价中，成绩优秀。", "2025-12-09"),
    # a dated event
    (f"{HEAD.format('09-02')}党的二十届三中全会提出改革任务。2024年，新园投用。{BODY}", "2024-09-02"),
    # the year before this one, the year beside the next one, last year beside what one year is to bring
    (f"8月3日，某县召开发布会。在2021-2022年连续提标的基础上，健全机制。今年，标准再提高5%。{BODY}", "2023-08-03"),
    (f"某县2015年已安排资金3亿元，新园开工。明年，再安排1亿元。{BODY}", "2015"),
    (f"某县民生\n去年，全县支出3亿元。2016年，收入增长目标为3%。{BODY}", "2016"),
    # an occasion of the year, on its day
    (f"新华社某地7月20日电 7月20日，由某省民政厅主办的2023年某省护理技能竞赛决赛开幕。{BODY}", "2023-07-20"),
    # as of a month of it, or the only year that the text names
    (f"8月3日，某县召开发布会。截至2023年6月，参保9万人。{BODY}", "2023-08-03"),
    (f"某县民生\n截至2023年6月末，参保9万人，今年新增200人。{BODY}", "2023"),
    (f"某县大赛\n2015年6月8日起报名，2015年7月31日止。企业须在2015年5月1日后注册。{BODY}", "2015"),
    # the year alone
    (f"某县答卷\n党的二十届三中全会提出改革任务。7月25日，食堂开张。占比从2022年16.4%提升至21.65%。{BODY}", "2024"),
]


@pytest.mark.parametrize(("raw", "expected"), INFERRED)
def test_years_completed_from_evidence(raw: str, expected: str) -> None:
    document = read_text(raw, "a.txt")
    assert (document.published, document.published_inferred) == (expected, True)
    assert "推定" in document.provenance["published"]


UNKNOWN = [
    # an end of year or an event that later years speak of too; a month named once; a plan; a day long ago
    f"07/31  08:58，正文：截至2022年底，全县有托位350个。{BODY}",
    f"{HEAD.format('09-02')}党的二十大提出改革任务。{BODY}",
    f"{HEAD.format('08-14')}2022年6月，新园投用。{BODY}",
    f"{HEAD.format('08-14')}计划至今年年底完工，2024年上半年验收。{BODY}",
    f"{HEAD.format('08-14')}2022年4月12日，新园投用。{BODY}",
    f"{HEAD.format('11-05')}{BODY}",  # no year anywhere
    f"某县民生\n截至2021年6月，参保9万人。2022年，新增200人。{BODY}",
    f"某县民生\n须在2023年6月8日前报名。{BODY}",
    f"{HEAD.format('08-14')}8月2日，某县申办2026年某省运动会。{BODY}",
    f"某县民生\n去年，全县支出3亿元，今年支出4亿元。2016年，收入增长目标为3%。{BODY}",  # next year's aim
    f"{HEAD.format('08-14')}2022年，医院门诊60万人次。{BODY}",  # a bare year in the middle of a year
    f"{HEAD.format('08-14')}2021年4月，新园投用。{BODY}",  # long ago
    f"{HEAD.format('08-14')}到2025年，托位将达到4.5个。{BODY}",  # to come
    f"{HEAD.format('08-14')}规划期为2021—2025年。{BODY}",
    f"{HEAD.format('08-14')}喜迎党的二十大，全县干劲足。{BODY}",
    f"2020-01-01\n星期三\n{HEAD.format('11-05')}截至2023年底有托位。{BODY}",  # read before it can have been written
    f"2026-01-26\n星期一\n某县新增托位\n{BODY}",  # only the day on which the page was read
    f"{HEAD.format('13-45')}截至2023年底，有托位。{BODY}",
    BODY,
]


@pytest.mark.parametrize("raw", UNKNOWN)
def test_nothing_is_guessed(raw: str) -> None:
    assert read_text(raw, "a.txt").published is None
