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
