"""What a document is, by its title, its opening and its layout."""

from __future__ import annotations

import pytest

from briefing.documents import read_text
from briefing.model import Genre
from briefing.printing.terms import term

TEXTS = [
    ("某县2024年政府工作报告\n\n一、2023年工作回顾\n\n全县新增学位1200个。\n", Genre.WORK_REPORT),
    (
        "各位代表：\n\n现在，我向大会报告工作，请予审议。\n\n过去一年，新增托位300个。\n",
        Genre.WORK_REPORT,
    ),
    ("某市2023年国民经济和社会发展统计公报[1]\n\n年末全市有医院36个。\n", Genre.BULLETIN),
    ("某区2025年民生实事项目清单\n\n1. 新建幼儿园3所。\n", Genre.PROJECT_LIST),
    ("某省养老服务发展三年行动计划（2024—2026年）\n\n到2026年，养老床位达到12万张。\n", Genre.PLAN),
    ("关于印发某市残疾人两项补贴实施办法的通知\n\n困难残疾人生活补贴每人每月100元。\n", Genre.NOTICE),
    ("高龄津贴\n\n第一条 为落实政策。\n\n第二条 每人每月50元。\n\n第三条 自发布之日起施行。\n", Genre.NOTICE),
    ("某省召开养老服务新闻发布会\n\n会上介绍，全省有养老床位28万张。\n", Genre.PRESS_CONFERENCE),
    ("托位多了\n\n本报讯（记者 张三）全市新增托位900个。\n", Genre.NEWS),
    ("助餐点进社区\n\n8月6日，某街道新建助餐点2个。\n", Genre.NEWS),
    ("老有所养\n\n全县有养老机构18家。\n", None),
]


@pytest.mark.parametrize(("text", "genre"), TEXTS)
def test_what_a_document_is(text: str, genre: Genre | None) -> None:
    assert read_text(text, "a.txt").genre is genre


def test_people_name_their_files() -> None:
    assert (
        read_text("一、2023年工作回顾\n\n新增学位1200个。\n", "某县2024年政府工作报告.txt").genre is Genre.WORK_REPORT
    )


def test_every_genre_has_a_name() -> None:
    assert all(term(genre) for genre in Genre)
