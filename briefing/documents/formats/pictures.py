"""Pictures of text: PNG, JPEG and TIFF scans and photographs."""

from __future__ import annotations

import io
import warnings

from briefing.documents.extracted import Extracted
from briefing.documents.formats import recognition
from briefing.documents.pages.page_layout import lay_out
from briefing.documents.pages.printed import PrintedPage
from briefing.errors import UnreadableInputError

_MOST_PIXELS = 60_000_000
_LARGEST_SIDE = 4000  # larger pictures are made smaller: recognition gains nothing, and takes longer
_MOST_PAGES = 100


def read_picture(data: bytes, name: str) -> Extracted:
    """The text in a picture. Raises UnreadableInputError: recogniser missing, picture broken, huge or without text."""
    from PIL import Image, ImageOps, ImageSequence

    if not recognition.is_available():
        raise UnreadableInputError(f"{name} 是图片；{recognition.REMEDY}。")
    import numpy as np

    pages = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise UnreadableInputError(
                        f"{name} 有 {picture.width}×{picture.height} 像素，太大，请缩小后再放入。"
                    )
                for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                    if number > _MOST_PAGES:
                        raise UnreadableInputError(f"{name} 超过 {_MOST_PAGES} 页，请拆分后再放入。")
                    upright = ImageOps.exif_transpose(frame).convert("RGB")
                    scale = min(1.0, _LARGEST_SIDE / max(upright.size))
                    if scale < 1:
                        upright = upright.resize((round(upright.width * scale), round(upright.height * scale)))
                    stretches = recognition.recognise(np.asarray(upright)[:, :, ::-1], scale)
                    pages.append(PrintedPage(number, upright.width / scale, upright.height / scale, stretches))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnreadableInputError(f"{name} 这张图片已损坏或不完整，请重新扫描或导出。") from None
    found = lay_out(pages).finished()
    if not found.blocks:
        raise UnreadableInputError(f"{name} 这张图片里没有认出文字，请检查是否清晰。")
    found.notes = [recognition.caveat([stretch for page in pages for stretch in page.stretches])]
    return found
