"""Health resources of a county level place may serve more people than live there, and the page says so."""

import pytest

from briefing.comparison import analyse
from tests.comparison.builders import XIQU, ZIYANG, obs


def texts(*observations):
    return [c.text for f in analyse([], observations).derived for c in f.caveats if c.code == "R09"]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([obs("市级医院", 1, "家"), obs("企业医院", 1, "家")], ["含市级、企业等驻区机构，服务范围可能大于本区。"]),
        ([obs("省人民医院", 1, "家")], ["含省级等驻区机构，服务范围可能大于本区。"]),
        ([obs("社区卫生服务中心", 4, "家")], ["驻区医疗机构的服务范围可能大于本区。"]),
        ([obs("市级医院", 1, "家", document="b.txt")], ["驻区医疗机构的服务范围可能大于本区。"]),
    ],
)
def test_doctors_of_a_district(others, expected):
    assert texts(obs("执业(助理)医师数", 505), *others) == expected


def test_a_prefecture_and_other_sectors_need_no_such_caveat():
    assert texts(obs("执业(助理)医师数", 5050, region=ZIYANG)) == []
    assert texts(obs("养老机构床位", 811, "张", sector="elderly", region=XIQU)) == []
