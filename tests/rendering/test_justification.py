"""Chinese lines reach both edges, under the one version of WeasyPrint whose inner functions we know."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from briefing.rendering.justification import VERSION, justify_chinese
from briefing.rendering.typesetter import typesetter

TEXT = "全区已建成养老机构11个、床位811张，其中“公办”养老机构4个（床位304张），民办养老机构7个。" * 4


def lines(text: str) -> list[tuple[float, float, float]]:
    """Left edge, right edge and right limit of every line of a paragraph 300 px wide."""
    weasyprint = typesetter()
    style = "@page { size: 400px 800px; margin: 50px } p { font: 16px 'Briefing Song'; text-align: justify }"
    document = weasyprint.HTML(string=f"<style>{style}</style><p>{text}</p>").render()

    def found(box: Any) -> Any:
        if type(box).__name__ == "LineBox":
            yield box
        for child in getattr(box, "children", ()):
            yield from found(child)

    boxes = [line for page in document.pages for line in found(page._page_box)]
    edges = [[child for child in line.children if hasattr(child, "text")] for line in boxes]
    return [(row[0].position_x, row[-1].position_x + row[-1].width, 350.0) for row in edges if row]


def test_lines_end_at_the_right_edge() -> None:
    found = lines(TEXT)
    assert len(found) > 5
    assert [right for _, right, _ in found[:-1]] == pytest.approx([limit for _, _, limit in found[:-1]], abs=8)
    assert found[-1][1] < 340


def test_a_line_that_lacks_much_is_left_ragged() -> None:
    first, *_ = lines("短行<br>" + TEXT)
    assert first[1] < 120


def test_another_version_is_not_touched() -> None:
    other = ModuleType("weasyprint")
    other.__version__ = "71.0"  # type: ignore[attr-defined]
    assert not justify_chinese(other)


def test_the_version_in_use_is_known() -> None:
    """When this fails, look whether the replaced functions still do what the module expects, then raise VERSION."""
    assert typesetter().__version__ == VERSION
