"""Totals and their stated parts: sentence → (figure, figure of its total or None)."""

import pytest

from briefing.extraction.name.wholes import Wholes
from tests.extraction.figures import measured, passage


def totals(text: str) -> list[tuple[str, str | None]]:
    """(figure, its total) of the figures in the one sentence of `text`."""
    wholes, (sentence,) = Wholes(), measured(passage(text)).sentences
    wholes.enter_sentence(sentence)
    found = [(figure, wholes.whole_of(figure).value) for figure in sentence.figures]
    return [(figure.written, None if whole is None else whole.written) for figure, whole in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县有教师980人，其中高级教师210人。", [("980人", None), ("210人", "980人")]),
        (
            "建成养老机构9个、床位640张，其中公办3个、床位240张，民办6个、床位400张。",
            [("9个", None), ("640张", None), ("3个", "9个"), ("240张", "640张"), ("6个", "9个"), ("400张", "640张")],
        ),
        (
            "享受补贴132户，其中二孩127户，三孩6户（同时享受1户）。",
            [("132户", None), ("127户", "132户"), ("6户", "132户"), ("1户", "132户")],
        ),
        ("幼儿园85所（公办32所、民办53所）。", [("85所", None), ("32所", "85所"), ("53所", "85所")]),
        (
            "提供学位1980个，初中学位1440个、高中学位540个。",
            [("1980个", None), ("1440个", "1980个"), ("540个", "1980个")],
        ),
        ("享受补贴132户，其中二孩127户，发放补贴98.5万元。", [("132户", None), ("127户", "132户"), ("98.5万元", None)]),
        # Not parts: another unit, more than the total, a list that does not add up, a share.
        ("有医院5家、床位800张。", [("5家", None), ("800张", None)]),
        ("去年培训300人，其中今年培训400人。", [("300人", None), ("400人", None)]),
        ("有幼儿园12所、小学8所、初中3所。", [("12所", None), ("8所", None), ("3所", None)]),
        ("签约3.2万人，其中老年人占45%。", [("3.2万人", None), ("45%", None)]),
    ],
)
def test_parts(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert totals(text) == expected


@pytest.mark.parametrize(
    ("text", "rule", "seen"),
    [
        ("青溪县有村医320人，其中女村医110人。", "part-word", "其中"),
        ("云岭镇危房改造96户，其中重建41户。", "part-word", "其中"),
        ("柳河县文化站18个（新建5个）。", "part-in-bracket", "（新建"),
        ("白水县敬老院12所（公办9所）。", "part-in-bracket", "（公办"),
        ("青溪县小学46所（城区11所、乡村30所）。", "part-in-list", "、乡村"),
        ("云岭镇护理员80人（持证52人、实习9人）。", "part-in-list", "、实习"),
        ("柳河县提供学位900个，小学学位600个、初中学位300个。", "exact-sum", "900个"),
        ("白水县招聘教师70名，语文教师40名、数学教师30名。", "exact-sum", "70名"),
        ("青溪县有医院5家、床位800张。", "whole", None),
        ("云岭镇去年培训300人。", "whole", None),
    ],
)
def test_what_made_it_a_part_is_kept(text: str, rule: str, seen: str | None) -> None:
    wholes, (sentence,) = Wholes(), measured(passage(text)).sentences
    wholes.enter_sentence(sentence)
    answer = wholes.whole_of(sentence.figures[-1])
    assert (answer.rule, answer.seen and sentence.text[slice(*answer.seen)]) == (rule, seen)
