"""Every form of chart as the PDF shows it, held against a picture that somebody has looked at.

`BRIEFING_RENEW_PICTURES=1 pytest tests/charts/test_pictures.py` draws the pictures again; look at them before a commit.
"""

from __future__ import annotations

import os
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from briefing.model import Chart
from briefing.rendering import pdf_bytes
from tests.charts.test_charts import FORMS, ranked

PICTURES = Path(__file__).resolve().parents[1] / "data" / "charts"
DPI = 72
SLIGHT = 1.5  # of 255: mean difference that another version of a library may make
STRONG, FEW = 60, 0.002  # share of the blurred points that may differ strongly


def picture(chart: Chart) -> Image.Image:
    """The chart in grey, through the whole chain: SVG, page, PDF, raster."""
    height = float(ET.fromstring(chart.svg).attrib["height"].removesuffix("pt"))
    style = f"@page {{ size: 156mm {height}pt; margin: 0 }} body {{ margin: 0 }} img {{ display: block; width: 156mm }}"
    url = "briefing:/chart.svg"
    page = f"<html lang='zh-CN'><title>图</title><style>{style}</style><img alt='图' src='{url}'></html>"
    document = pypdfium2.PdfDocument(pdf_bytes(page, {url: chart.svg}))
    return document[0].render(scale=DPI / 72).to_pil().convert("L")


def difference(left: Image.Image, right: Image.Image) -> tuple[float, float]:
    """Mean difference (0–255) and share of strongly different points, blurred against shifts of less than a point."""
    if left.size != right.size:
        return 255.0, 1.0
    soft = [np.asarray(image.filter(ImageFilter.GaussianBlur(1)), dtype=float) for image in (left, right)]
    apart = np.abs(soft[0] - soft[1])
    return float(apart.mean()), float((apart > STRONG).mean())


@pytest.mark.parametrize("draw", FORMS, ids=lambda draw: draw.__name__)
def test_the_chart_looks_as_it_did(draw: Callable[[], Chart]) -> None:
    path = PICTURES / f"{draw.__name__}.png"
    drawn = picture(draw())
    if os.environ.get("BRIEFING_RENEW_PICTURES"):
        path.parent.mkdir(parents=True, exist_ok=True)
        drawn.quantize(16).save(path, optimize=True)
    mean, strong = difference(drawn, Image.open(path).convert("L"))
    assert mean <= SLIGHT
    assert strong <= FEW


@pytest.mark.parametrize("change", [{"value": 5.0}, {"solid": False, "value": 4.97}, {"name": "西域省胡杨市"}])
def test_a_small_change_of_a_chart_is_seen(change: dict[str, object]) -> None:
    mean, strong = difference(picture(ranked(**change)), picture(ranked()))  # type: ignore[arg-type]
    assert mean > SLIGHT or strong > FEW
