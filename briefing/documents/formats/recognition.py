"""Pictures of text (scans, photographs): recognised with RapidOCR, whose models come with the package.

Optional: `pip install '.[ocr]'`. Everything recognised carries how sure the recogniser was.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Sequence
from functools import cache
from statistics import median
from typing import Any

from briefing.documents.pages.printed import Stretch

REMEDY = "读图片里的文字要先安装识别组件，在本程序的文件夹里运行：pip install '.[ocr]'"
# 2023-11-0709:26: the recogniser drops the space between date and time
_GLUED_TIME = re.compile(r"((?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{2}日?)(?=\d{1,2}[:：]\d{2})")
_WIDE_COLON = re.compile(r"(?<=\d)：(?=\d{2}(?!\d))")  # 08：15
_LEAST_SURE = 0.5  # recognised text below is noise
_told: list[Callable[[], None]] = []  # called after each page, which gives the next one its time


def is_available() -> bool:
    """Whether the recogniser is installed."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


def after_each_page(tell: Callable[[], None]) -> None:
    """Have `tell` called whenever a page is done."""
    _told[:] = [tell]


def _tell() -> None:
    for tell in _told:
        tell()


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def recognise(picture: Any, scale: float = 1.0) -> tuple[Stretch, ...]:
    """The lines of a picture (numpy array, RGB or grey); boxes divided by `scale`."""
    engine = _engine()
    _tell()  # loading the models is not the page's time
    result, _ = engine(picture)
    stretches = []
    for corners, text, confidence in result or ():
        if float(confidence) < _LEAST_SURE or not text.strip():
            continue
        xs, ys = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
        height = max(ys) - min(ys)
        text = _WIDE_COLON.sub(":", _GLUED_TIME.sub(r"\1 ", text.strip()))
        stretches.append(Stretch(text, min(xs), min(ys), max(xs), max(ys), 0.75 * height, float(confidence)))
    _tell()
    return _with_even_sizes(stretches)


def _with_even_sizes(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Boxes of one size of type vary by a pixel or two: sizes near the usual one are made the usual one."""
    from dataclasses import replace

    if not stretches:
        return ()
    usual = median(stretch.size for stretch in stretches)
    return tuple(replace(s, size=usual) if abs(s.size - usual) < 0.25 * usual else s for s in stretches)


def caveat(stretches: Sequence[Stretch]) -> str:
    """The note for a document whose text was recognised: how sure, and to look at the original."""
    marks = [s.confidence for s in stretches if s.confidence is not None]
    if not marks:
        return "文字由图片识别而来，没有认出任何文字。"
    return (
        f"文字由图片识别而来（平均置信度 {sum(marks) / len(marks):.0%}，最低 {min(marks):.0%}），数字请对照原件核对。"
    )
