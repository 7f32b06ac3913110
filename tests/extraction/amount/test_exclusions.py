"""Numbers that are no quantities, by kind, each beside near relatives that are."""

import csv
from importlib.resources import files

import pytest

from briefing.extraction.amount.quantities import find_quantities

NOTHING = {
    "geography": ["县城距离省城约300公里。", "两地相距45公里。", "学校距县医院不足500米。"],
    "dates and years": [
        "2022年",
        "截至2023年底",
        "3月15日",
        "2021—2025年",
        "二〇二一年",
        "去年11月份",
        "1至10月",
        "2023-08-14 06:34:00",
        "截至2022所有学校均已开学",
        "2023个人所得税汇算",
    ],
    "clock times": [
        "上午8时30分",
        "14:30—17:30",
        "下午3点",
        "24小时热线",
        "8点30分集合",
    ],
    "ages": [
        "0至3岁婴幼儿",
        "60岁以上老年人",
        "3周岁",
        "年满16周岁不足80周岁",
        "三岁多",
        "65岁及以上",
    ],
    "ordinals": [
        "第六中学",
        "第04版",
        "第七次全国人口普查",
        "第二季度",
        "第3批名单",
        "全国第15个全民健身日",
        "第一产业",
        "第二轮报名",
    ],
    "names and labels": [
        "八年级1班",
        "三甲医院",
        "生育二孩、三孩",
        "“两癌”筛查",
        "“十四五”期间",
        "5G网络",
        "2型糖尿病",
        "“一站式”服务",
        "双一流高校",
        "“3+N”体系",
        "1+6+N",
        "“80.50”成果",
        "3号楼",
        "4A级景区",
        "500强企业",
        "一等奖",
        "二期工程",
        "1号文件",
        "2024届毕业生",
        "三三制",
        "7人制足球",
        "三对三篮球赛",
        "“15分钟服务圈”",
        "“1元菜”",
        "N95口罩",
        "12345热线",
    ],
    "rhetoric": [
        "五大专项行动",
        "三大难题",
        "八个方面",
        "四个维度",
        "三项制度",
        "“五个一”",
        "五个坚持",
        "10个方面",
        "两个确立",
        "三个环节",
        "十项行动",
        "三方面",
        "六大板块",
        "三道防线",
    ],
    "durations": [
        "连续5年",
        "连续三年",
        "3年来",
        "两个月内",
        "15分钟",
        "15天内",
        "五年来",
        "一学期",
        "三个季度",
        "运营期限5年",
        "近三年",
    ],
    "articles": [
        "一个平台",
        "一名记者",
        "一座城市",
        "一系列",
        "一项项",
        "一条龙",
        "一张张",
        "一把手",
        "一户一档",
        "一个家庭",
        "一批实事",
        "一次性",
        "一家人",
        "一部分",
    ],
    "words with numerals": [
        "百姓",
        "万一",
        "万众创新",
        "一些",
        "一定",
        "一体化",
        "统一",
        "千方百计",
        "千家万户",
        "万家灯火",
        "四川",
        "三峡",
        "百色",
        "千阳",
        "九龙坡",
        "十分重要",
        "唯一",
        "四处奔走",
    ],
    "indefinite": [
        "数十家",
        "几十名",
        "数百人",
        "几个",
        "数十万家庭",
        "好几家",
    ],
    "codes": [
        "028-26920110",
        "蜀ICP备16009751号-1",
        "川公网安备 51200202000058号",
        "〔2023〕15号",
        "阅读次数：123次",
        "第14版",
        "TT0002",
        "http://a.cn/646741/68.html",
        "第二百三十七条",
    ],
    "rates' denominators": [
        "每百名老人",
        "每15分钟",
        "每千人口",
        "每10万人口",
        "每2个村",
    ],
    "titles": [
        "《关于3项制度的通知》",
        "《促消费20条措施》",
        "“六个100工程”",
    ],
    "races and scores": [
        "100米跑",
        "4×100米接力",
        "男子200米决赛",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NOTHING.items() for text in texts])
def test_nothing(kind: str, text: str) -> None:
    assert find_quantities(text) == [], kind


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("在园幼儿2022人", "2022人"),
        ("建成1所学校", "1所"),
        ("新建一所幼儿园", "一所"),
        ("至少一名校医", "至少一名"),
        ("提高一倍", "一倍"),
        ("三家医院", "三家"),
        ("百余名教师", "百余名"),
        ("位列全省第四", "第四"),
        ("办理时间缩短至3个工作日", "3个工作日"),
        ("人均预期寿命78.6岁", "78.6岁"),
        ("开设5个班", "5个"),
        ("志愿服务时长12万小时", "12万小时"),
        ("占GDP4%", "4%"),
        ("设有两个院区", "两个"),
        ("五个社区服务中心投入使用", "五个"),
        ("三个服务站", "三个"),
        ("为残疾人发放两项补贴", None),
        ("建成百米以上高楼3栋", "3栋"),
        ("路面宽4.5米", "4.5米"),
        ("本科生一百二十名", "一百二十名"),
        ("四处站点改造", None),
    ],
)
def test_near_relatives(text: str, printed: str | None) -> None:
    assert [text[q.start : q.end] for q in find_quantities(text)][-1:] == ([printed] if printed else [])


def test_names_of_divisions_hold_no_quantities() -> None:
    """三台县, 九台区, 五家渠市, 三门峡市, 二道区: no division's name is read as a count."""
    table = (files("briefing.reference") / "data" / "divisions.csv").read_text(encoding="utf-8-sig")
    names = {row["name"] for row in csv.DictReader(table.splitlines())}
    assert len(names) > 2000
    assert not [name for name in names if find_quantities(f"在{name}，{name}建成幼儿园")]
