"""Classes of population: every division with a census figure has one, and its words say what it holds."""

import pytest

from briefing.reference.divisions import NATION, regions
from briefing.reference.population import populations
from briefing.reference.population_classes import class_label, population_class


@pytest.mark.parametrize(
    ("code", "number", "label"),
    [
        ("510403", 0, "20万以下"),  # 攀枝花市西区 129,406
        ("500236", 2, "50万—100万"),  # 奉节县 744,836
        ("510703", 3, "100万以上"),  # 绵阳市涪城区
        ("512000", 1, "150万—300万"),  # 资阳市 2,308,631
        ("510000", 3, "6500万以上"),  # 四川省
        ("710000", None, ""),
    ],
)
def test_classes_by_level(code, number, label):
    assert (population_class(code), class_label(code)) == (number, label)


def test_every_counted_division_has_a_class():
    assert [
        code for code in populations() if code in regions() and code != NATION and population_class(code) is None
    ] == []
