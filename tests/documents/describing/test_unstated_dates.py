"""Dates in addresses and names of files, and the years of work reports."""

from __future__ import annotations

import pytest

from briefing.documents import read_text

OPENING = "各位代表：\n\n现在，我代表县人民政府作工作报告，请予审议。\n\n"
BODY = "\n\n我县坚持办好民生实事，新增学位1200个，全县群众受益，投入加大。\n\n"
REPORTS = [
    ("一、2012年工作回顾", "二、主要任务", "2013"),
    ("一、2012年工作回顾", "二、2013年工作安排", "2013"),
    ("一、“十二五”时期工作回顾", "三、2016年主要工作", "2016"),
    ("2005年和“十五”发展回顾", "“十一五”时期目标", "2006"),
    ("一、工作回顾", "二、2019年重点工作", "2019"),
    # chapters that disagree, or tell nothing
    ("一、2012年工作回顾", "二、2016年工作安排", None),
    ("一、工作回顾", "二、主要任务", None),
]


@pytest.mark.parametrize(("review", "plan", "year"), REPORTS)
def test_the_year_by_the_chapters(review: str, plan: str, year: str | None) -> None:
    document = read_text(OPENING + review + BODY + plan + BODY, "a.txt")
    assert document.published == year
    assert document.published_inferred is (year is not None)


def test_the_year_by_the_title_or_the_file() -> None:
    assert read_text("某县2024年政府工作报告\n\n" + OPENING + BODY, "a.txt").published == "2024"
    assert read_text(OPENING + BODY, "报告/某县2024年政府工作报告.docx").published == "2024"


def test_other_texts_have_no_such_year() -> None:
    assert read_text("一、2012年工作回顾" + BODY, "a.txt").published is None


NAMED = [
    ("https://example.cn/2024/0423/c12345.html", "a.txt", "2024-04-23"),
    ("https://example.cn/t20240423_123456.html", "a.txt", "2024-04-23"),
    ("", "报告/2024-04-23 某县新增托位.txt", "2024-04-23"),
    ("", "某县新增托位20240423.txt", "2024-04-23"),
    # numbers that are no dates
    ("https://example.cn/20241345/c2024.html", "a.txt", None),
    ("", "808330557446f8dc-120240423.txt", None),
]


@pytest.mark.parametrize(("url", "name", "expected"), NAMED)
def test_dates_in_addresses_and_names(url: str, name: str, expected: str | None) -> None:
    document = read_text(f"我县新增学位1200个，全县受益。\n{url}" if url else BODY, name)
    assert (document.published, document.published_inferred) == (expected, expected is not None)


def test_what_the_text_states_is_above_the_name_of_its_file() -> None:
    raw = "某县新增学位\n发布时间：2024年4月23日\n我县新增学位1200个，全县受益，投入加大。"
    assert read_text(raw, "20200101.txt").published == "2024-04-23"
