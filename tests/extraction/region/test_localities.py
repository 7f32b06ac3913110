"""A figure of a community or a town is not the county's."""

import pytest

from briefing.documents import read_text
from briefing.extraction import extract
from briefing.extraction.questions import asked

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
    ("期末城镇登记失业率3.2%。", [""]),
    ("年末城镇登记失业人员1200人。", [""]),
    ("大学生返乡创业人员300人。", [""]),
    ("全年送戏下乡1200场。", [""]),
    ("参保城镇居民12万人。", [""]),
    ("新增社区食堂12个。", [""]),
    ("首批社区助餐点20个。", [""]),
    ("依托社区综合体建成助餐点8个。", [""]),
    ("惠民社区食堂6家。", [""]),
    ("创建社区书屋30个。", [""]),
    ("城市社区56个。", [""]),
    ("老年社区食堂3家。", [""]),
    ("集镇污水处理厂2座。", [""]),
    ("农村幸福院20处、村（社区）服务中心46个。", ["", ""]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_the_smaller_place_a_figure_stands_under(text, expected):
    document = read_text(f"奉节县养老服务\n\n{text}\n", "a.txt")
    assert [observation.locality for observation in extract(document).observations] == expected


RULES = [
    ("石桥社区建成助餐点3个。", ["locality 石桥社区"]),
    ("在柳荫镇，村医达到41名。", ["locality 柳荫镇"]),
    ("石桥社区食堂开张。当天，接待老人90名。", ["taken-up 石桥社区"]),
    ("走进柳荫镇，卫生院面貌一新。该镇有床位50张。", ["taken-up 柳荫镇"]),
    ("柳荫镇新增床位20张，全县新增床位300张。", ["locality 柳荫镇", "division 全县"]),
    ("石桥社区、江岸社区建成食堂2家。", ["division 石桥社区"]),
    ("新增托位60个。", ["whole-region "]),
    ("石桥社区环境变美。新增绿地12处。", ["whole-region "]),
]


@pytest.mark.parametrize(("text", "expected"), RULES, ids=[row[0] for row in RULES])
def test_the_rule_and_what_it_saw(text, expected):
    answers = [(f.answers["locality"], f.text) for f in asked(read_text(f"奉节县养老服务\n\n{text}\n", "a.txt"))]
    assert [f"{answer.rule} {text[slice(*(answer.seen or (0, 0)))]}" for answer, text in answers] == expected
