"""A figure of a community or a town is not the county's."""

import pytest

from briefing.documents import read_text
from briefing.extraction import extract

ROWS = [
    ("奉节县朝阳社区定制食谱25款。", ["朝阳社区"]),
    ("如：朝阳社区根据老人需要，开设助餐点2个。", ["朝阳社区"]),
    ("7月25日，鱼复街道明良社区食堂开张。当天，食堂接待老人90名。", ["鱼复街道明良社区"]),
    ("在黄埭镇，日均为1000多名老人提供助餐服务，累计服务53万人次。", ["黄埭镇", "黄埭镇"]),
    ("湖铁社区共有房屋105栋、2499户。全县共有社区46个。", ["湖铁社区", "湖铁社区", ""]),
    ("其中赫山街道4个食堂，桃花仑街道2个食堂，金银山街道、会龙山街道各1个食堂。", ["赫山街道", "桃花仑街道", ""]),
    ("走进城关镇，卫生院有床位50张。今年以来，全县新增床位300张。", ["城关镇", ""]),
    # classes of places, verbs, other words
    ("全县农村专业服务队伍5个。", [""]),
    ("打造社区食堂12个。", [""]),
    ("乡镇卫生院20所、村卫生室330所。", ["", ""]),
    ("城镇新增就业2.4万余人。", [""]),
    ("组建乡村医生队伍，有村医436名。", [""]),
    ("各社区建成助餐点66处。", [""]),
    ("示范社区达到30个。", [""]),
    ("返乡入乡市场主体1.4万家。", [""]),
    ("农村幸福院20处、村（社区）服务中心46个。", ["", ""]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_smaller_place_a_figure_stands_under(text, expected):
    document = read_text(f"奉节县养老服务\n\n{text}\n", "a.txt")
    assert [observation.locality for observation in extract(document)] == expected
