"""corrections.toml: what is written is read again, nonsense gets one sentence, nothing is applied to another figure."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import corrections
from briefing.corrections import apply, description, dump, load, mismatch, parse
from briefing.errors import ConfigurationError
from briefing.intake.corpus import read_corpus
from briefing.model import Bound, Correction, Observation, Sector, Status
from briefing.printing import numbers

FIGURE = Observation(
    "a.txt", 10, 17, "超过2200人", "新招录教师", 2200, "人", Sector.EDUCATION, bound=Bound.AT_LEAST, region="512000"
)
GOOD = """
[[correction]]
document = "a.txt"
start = 10
text = "超过2200人"
expect = { value = 2200, unit = "人" }
set = { value = 2253 }
reason = "来函核对"
author = "张某"
date = "2026-11-05"
"""


def correction(**fields: object) -> Correction:
    known = parse(GOOD)[0]
    return replace(known, **fields)  # type: ignore[arg-type]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@given(
    document=TEXTS,
    start=st.integers(0, 10**9),
    text=TEXTS,
    value=st.floats(allow_nan=False, allow_infinity=False),
    unit=TEXTS,
    reason=TEXTS,
    author=TEXTS,
    drop=st.booleans(),
)
def test_what_is_written_is_read_again(
    document: str, start: int, text: str, value: float, unit: str, reason: str, author: str, drop: bool
) -> None:
    changes = () if drop else (("value", value), ("unit", unit), ("region", ""), ("status", "planned"))
    expected = (("value", value), ("unit", unit), ("region", "510403"), ("status", "actual"))
    written = Correction(document, start, text, expected, changes, reason, author, "2026-11-05", drop)
    assert parse(dump([written])) == (written,)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("这不是 TOML", "TOML"),
        ("[[correction]]\n", "document"),
        ("correction = 3", "[[correction]]"),
        ("correction = [3]", "第 1 条"),
        ("[other]\n", "other"),
        (GOOD.replace("start = 10", "start = -1"), "start"),
        (GOOD.replace("start = 10", "start = true"), "start"),
        (GOOD.replace("value = 2253", 'value = "2253"'), "set.value"),
        (GOOD.replace("value = 2253", "value = nan"), "set.value"),
        (GOOD.replace("value = 2253", 'region = "999999"'), "999999"),
        (GOOD.replace("value = 2253", 'period = "去年"'), "去年"),
        (GOOD.replace("value = 2253", 'period = "2024-13/2020"'), "2024-13/2020"),
        (GOOD.replace("value = 2253", 'status = "maybe"'), "maybe"),
        (GOOD.replace("value = 2253", 'colour = "red"'), "colour"),
        (GOOD.replace("value = 2253", 'indicator = "师生比"'), "indicator"),
        (GOOD.replace("value = 2253", 'unit = " "'), "不能为空"),
        (GOOD.replace("set = { value = 2253 }", ""), "没有写明"),
        (GOOD + "drop = true\n", "剔除"),
        (GOOD.replace('unit = "人"', ""), "不合 TOML 格式"),
        (GOOD.replace(', unit = "人"', ""), "unit"),
        (GOOD.replace("2026-11-05", "昨天"), "date"),
        (GOOD.replace('reason = "来函核对"', 'reason = ""'), "reason"),
        (GOOD.replace('author = "张某"\n', ""), "author"),
        (GOOD + "note = 1\n", "note"),
        (GOOD + GOOD, "第 2 条"),
        ("[" * 5000, "TOML"),
    ],
)
def test_nonsense_gets_one_sentence(content: str, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse(content)
    message = str(caught.value)
    assert words in message
    assert "corrections.toml" in message
    assert "\n" not in message or "TOML" in message


def test_files_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    assert load(file) == ()
    file.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load(file)
    file.write_bytes(b"#" * 16_000_001)
    with pytest.raises(ConfigurationError, match="16 MB"):
        load(file)
    file.unlink()
    file.mkdir()
    with pytest.raises(ConfigurationError):
        load(file)


def test_a_corrected_value_is_exact_and_remembers_what_was_said() -> None:
    found = apply([FIGURE], [correction()], "c.toml").observations[0]
    assert (found.value, found.bound, found.upper) == (2253, Bound.EXACT, None)
    assert (found.text, found.start, found.indicator) == (FIGURE.text, FIGURE.start, FIGURE.indicator)
    assert numbers.phrase(found) == "2,253人"
    assert numbers.figure(found) == "2,253"
    assert found.corrected == correction()
    assert description(correction()) == "人工核定，数值由2200改为2253（来函核对）"


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ((("unit", "名"),), "unit", "名"),
        ((("region", "510403"),), "region", "510403"),
        ((("region", ""),), "region", None),
        ((("period", "2021/2025"),), "period", "2021/2025"),
        ((("period", ""),), "period", None),
        ((("status", "planned"),), "status", Status.PLANNED),
        ((("indicator", "每千人口拥有3岁以下婴幼儿托位数"),), "sector", Sector.CHILDCARE),
    ],
)
def test_each_field_can_be_corrected(changes: tuple[tuple[str, str]], field: str, value: object) -> None:
    wanted = correction(changes=changes, expected=corrections.extracted(FIGURE, ["value", "unit", changes[0][0]]))
    assert getattr(apply([FIGURE], [wanted], "c.toml").observations[0], field) == value


def test_a_dropped_figure_is_gone_but_recorded() -> None:
    other = replace(FIGURE, start=99)
    applied = apply([FIGURE, other], [correction(changes=(), drop=True)], "c.toml")
    assert applied.observations == [other]
    assert [observation.id for observation in applied.dropped] == [FIGURE.id]


@pytest.mark.parametrize(
    "now",
    [
        replace(FIGURE, text="超过2300人"),
        replace(FIGURE, value=2300),
        replace(FIGURE, unit="名"),
        replace(FIGURE, start=11),
    ],
)
def test_an_expectation_that_no_longer_holds_stops(now: Observation) -> None:
    with pytest.raises(ConfigurationError, match=r"a\.txt:10"):
        apply([now], [correction()], "c.toml")


def test_what_a_correction_does_not_touch_may_change() -> None:
    assert mismatch(replace(FIGURE, indicator="教师", region=None), correction()) == ""


def test_a_correction_is_part_of_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青禾县民生\n2023-05-06 青禾日报\n全县建成养老机构12家。\n", encoding="utf-8")
    figure = next(o for o in read_corpus(tmp_path).observations if o.text == "12家")
    wanted = correction(
        start=figure.start,
        text="12家",
        expected=corrections.extracted(figure, ["value", "unit"]),
        changes=(("value", 13.0),),
    )
    assert [o.value for o in read_corpus(tmp_path, None, [wanted]).observations if o.text == "12家"] == [13]
    assert read_corpus(tmp_path, None, [replace(wanted, changes=(), drop=True)]).dropped[0].text == "12家"
    with pytest.raises(ConfigurationError, match=r"b\.txt"):
        read_corpus(tmp_path, None, [replace(wanted, document="b.txt")])


def test_documents_after_the_month_need_no_correction(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "青禾县民生实事\n2023-05-06 来源：青禾日报\n截至4月底，全县建成养老机构12家。\n", encoding="utf-8"
    )
    assert read_corpus(tmp_path, "2023-04", [correction(start=1)]).observations == ()


def test_a_correction_of_an_unread_document_waits(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("养老机构12家。\n", encoding="utf-8")
    assert len(read_corpus(tmp_path, None, [correction()]).problems) == 1
