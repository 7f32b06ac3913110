"""Shares, rates and changes against the amounts that the text states beside them."""

from __future__ import annotations

import pytest

from tests.comparison.builders import analysed, told


def found(text: str) -> list[tuple[str, bool]]:
    """Of every share, rate and change that is checked, whether it holds."""
    kinds = ("share", "per_capita", "change")
    return [(f.kind, f.passed) for f in analysed(told(text)).reconciliations if f.kind in kinds and not f.inferred]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全市在园幼儿2.4万人，其中公办园在园幼儿1.3万人，占比62%。", "share"),
        ("全市在园幼儿24000人，公办园在园幼儿13000人，公办园在园幼儿占比62%。", "share"),
        ("全市养老机构床位5200张，其中护理型床位2600张，护理型床位占比达到58%。", "share"),
        ("全市养老床位5200张，护理型床位2600张，占养老床位总数的58%。", "share"),
        ("全市现有村医1200人，其中执业(助理)医师260人，占25.65%。", "share"),
        ("全市一般公共预算支出320亿元，民生支出235亿元，占一般公共预算支出的78.2%。", "share"),
        ("全市60岁及以上老年人65万人，失能老年人5.2万人，占老年人的11.5%。", "share"),
        ("全市应届高校毕业生1.2万人，已就业1.02万人，就业率达到91%。", "share"),
        ("全市65岁及以上老年人48万人，签约家庭医生36万人，签约率85%。", "share"),
        ("全市共有残疾人9.8万人，持证残疾人5.2万人，持证率达63%。", "share"),
        ("2024年全市常住人口228万人，每千人口拥有3岁以下婴幼儿托位数4.5个，托位总数达到8200个。", "per_capita"),
        ("2024年，全市3岁以下婴幼儿托位8200个，每千人口托位数达4.5个。", "per_capita"),
        ("2024年全市常住人口228.5万人，执业(助理)医师6800人，每千人口执业(助理)医师3.9人。", "per_capita"),
        ("2024年全市执业(助理)医师6800人，每千人口执业(助理)医师3.9人。", "per_capita"),
        ("全市60岁及以上老年人62.5万人，养老床位1.6万张，每千名老年人拥有养老床位38张。", "per_capita"),
        ("全市注册护士由2023年的6000人增加到2024年的6600人，增长15%。", "change"),
    ],
)
def test_a_rate_that_does_not_fit_its_amounts_is_found(text: str, kind: str) -> None:
    assert found(text) == [(kind, False)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全市在园幼儿2.4万人，其中公办园在园幼儿1.3万人，占比54.2%。", "share"),
        ("全市养老机构床位5200张，其中护理型床位3016张，护理型床位占比达到58%。", "share"),
        ("全市一般公共预算支出320亿元，民生支出250.2亿元，占一般公共预算支出的78.2%。", "share"),
        ("全市应届高校毕业生1.2万人，已就业1.09万人，就业率达到91%。", "share"),
        ("2024年全市常住人口228万人，每千人口拥有3岁以下婴幼儿托位数4.5个，托位总数达到10260个。", "per_capita"),
        ("2024年全市执业(助理)医师6800人，每千人口执业(助理)医师2.95人。", "per_capita"),
    ],
)
def test_a_rate_that_fits_is_told_too(text: str, kind: str) -> None:
    assert found(text) == [(kind, True)]


@pytest.mark.parametrize(
    "text",
    [
        # one amount only
        "全市在园幼儿2.4万人，公办园在园幼儿占比62%。",
        "全市公办园在园幼儿1.3万人，占比62%。",
        # another time
        "2024年全市在园幼儿2.4万人，2023年公办园在园幼儿1.3万人，占比62%。",
        "2024年每千人口托位数4.5个，2022年全市托位总数8200个。",
        # bounds
        "全市在园幼儿2.4万人，其中公办园在园幼儿超1.3万人，占比超62%。",
        # a share of something else
        "全市幼儿园216所，教师3200人，其中本科1200人，普惠性幼儿园覆盖率92%。",
        "全市城镇新增就业1.2万人，失业人员再就业3200人，城镇调查失业率5.1%。",
        "全市学校218所，在校学生32万人，学前教育毛入园率95%。",
        "全市养老机构11家，床位1286张，床位利用率50.06%。",
        "全市城镇新增就业1.2万人，完成年度目标的112%。",
        "全市参保人数226万人，参保率稳定在97%。",
        "全市老年人62.5万人，签约21万人，满意率98%。",
        # some of it beside all of it
        "2024年全市常住人口228万人，托位总数10260个，其中普惠托位8200个，每千人口托位数4.5个。",
        # a change from another time
        "2024年上半年全市城镇新增就业6500人，2023年全年城镇新增就业12000人，同比增长8%。",
        "全市民生支出2024年235亿元，2020年180亿元，同比增长6.2%。",
    ],
)
def test_what_need_not_fit_is_left_alone(text: str) -> None:
    assert (False) not in [passed for _, passed in found(text)]
