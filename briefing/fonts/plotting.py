"""The chart faces in matplotlib, under the names that the page knows them by."""

from __future__ import annotations

from functools import cache

from briefing.fonts.faces import face_catalogue
from briefing.fonts.folder import font_folder


@cache
def matplotlib_families() -> tuple[str, ...]:
    """Register the faces of the role `label` with matplotlib; returns the families for `rcParams["font.family"]`."""
    from matplotlib import font_manager

    folder = font_folder()
    families = face_catalogue().roles["label"].families
    for face in face_catalogue().faces:
        if face.family in families:
            font_manager.fontManager.addfont(folder.faces / face.file)
    return families
