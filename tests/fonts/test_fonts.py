"""The font folder: what it covers, what it is called, what happens when something is missing."""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefing import fonts
from briefing.errors import ConfigurationError
from briefing.fonts import build, coverage, face_sources, faces, folder, fontconfig
from briefing.fonts.subset import subset

CATALOGUE = faces.face_catalogue()
FOLDER = folder.font_folder()


@pytest.mark.parametrize("face", CATALOGUE.faces, ids=lambda face: face.file)
def test_every_face_has_our_name_and_its_true_weight(face: faces.Face) -> None:
    font = TTFont(FOLDER.faces / face.file, lazy=True)
    assert font["name"].getDebugName(1) == face.family
    assert font["OS/2"].usWeightClass == face.weight
    assert bool(font["head"].macStyle & 1) == (face.weight == 700)


@pytest.mark.parametrize("role", CATALOGUE.roles.values(), ids=lambda role: role.name)
def test_every_role_has_a_face_of_its_weight_and_ends_with_the_widest_family(role: faces.Role) -> None:
    ours = [face for face in CATALOGUE.faces if face.family in role.families]
    assert role.weight in {face.weight for face in ours}
    assert role.families[-1] == "Briefing Rare"
    assert f'"{role.families[0]}"' in fonts.stacks()[role.name]


def test_every_text_family_has_the_whole_of_gb2312() -> None:
    wanted = {ord(character) for row in range(0xB0, 0xF8) for character in build._gb2312_row(row)}
    assert len(wanted) == 6763
    for family in ("Briefing Song", "Briefing Sans", "Briefing Fangsong", "Briefing Hei", "Briefing Kai"):
        covered = {code for first, last in FOLDER.ranges()[family] for code in range(first, last + 1)}
        assert wanted <= covered, family


def test_digits_stand_alone_so_that_quotation_marks_stay_full_width() -> None:
    covered = {chr(code) for first, last in FOLDER.ranges()["Briefing Latin"] for code in range(first, last + 1)}
    assert set("0123456789%,.−×²") <= covered
    assert covered.isdisjoint("“”‘’…—·℃")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("攀枝花市西区每千人口托位数4.6个", ()),
        ("镕喆堃玥翀𬭎", ()),
        ("●▲▼◐○✓≥≤≈①〔〕—“”²㎡·℃％‰", ()),
        ("零宽\u200b空格\u3000换行\n制表\t", ()),
        ("好😀的\ue000😀", ("😀", "\ue000")),
        ("བོད", ("བ", "ོ", "ད")),
    ],
)
def test_missing_characters(text: str, missing: tuple[str, ...]) -> None:
    assert fonts.missing_characters(text) == missing


@given(st.text())
def test_missing_characters_are_in_the_text_once_each(text: str) -> None:
    missing = fonts.missing_characters(text)
    assert set(missing) <= set(text)
    assert len(set(missing)) == len(missing)
    assert fonts.missing_characters("".join(missing)) == missing


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A font folder of its own at $BRIEFING_FONTS (files linked to the real ones), with nothing remembered."""
    place = tmp_path / "字体 & fonts"
    (place / "faces").mkdir(parents=True)
    for face in CATALOGUE.faces:
        (place / "faces" / face.file).hardlink_to(FOLDER.faces / face.file)
    for name in (folder.MANIFEST, folder.COVERAGE):
        shutil.copy(FOLDER.path / name, place / name)
    monkeypatch.setenv("BRIEFING_FONTS", str(place))
    monkeypatch.setenv("FONTCONFIG_FILE", os.environ.get("FONTCONFIG_FILE", ""))
    for cached in (folder.font_folder, coverage._covered):
        cached.cache_clear()
    yield place
    for cached in (folder.font_folder, coverage._covered):
        cached.cache_clear()


def _without_folder(place: Path) -> None:
    shutil.rmtree(place)


def _with_truncated_face(place: Path) -> None:
    (place / "faces" / "BriefingKai-Regular.otf").unlink()
    (place / "faces" / "BriefingKai-Regular.otf").write_bytes(b"OTTO")


def _with_old_manifest(place: Path) -> None:
    manifest = json.loads((place / folder.MANIFEST).read_text(encoding="utf-8"))
    (place / folder.MANIFEST).write_text(json.dumps({**manifest, "key": "0"}), encoding="utf-8")


def _with_broken_manifest(place: Path) -> None:
    (place / folder.MANIFEST).write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without_folder, "没有找到简报字体"),
        (_with_truncated_face, "BriefingKai-Regular.otf 缺失或已损坏"),
        (_with_old_manifest, "另一版本"),
        (_with_broken_manifest, "清单.*无法读取"),
    ],
)
def test_a_bad_folder_is_refused_with_the_command_that_mends_it(fresh: Path, damage, message: str) -> None:
    damage(fresh)
    with pytest.raises(ConfigurationError, match=message) as caught:
        fonts.prepare()
    assert folder.build_command() in str(caught.value)


def test_prepare_announces_only_the_folder(fresh: Path) -> None:
    fonts.prepare()
    written = Path(os.environ["FONTCONFIG_FILE"])
    assert written == fresh / "fonts.conf"
    assert "字体 &amp; fonts/faces</dir>" in written.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_uses_the_cache(fresh: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (fresh / "fonts.conf").mkdir()  # stands for a read-only folder, which root could write all the same
    fonts.prepare()
    assert Path(os.environ["FONTCONFIG_FILE"]) == tmp_path / "cache" / "briefing" / "fonts.conf"


def test_subset_keeps_exactly_the_characters_asked_for() -> None:
    source = face_sources._matplotlib_fonts() / "STIXGeneral.ttf"
    font = TTFont(io.BytesIO(subset(source, 0, map(ord, "012%"))))
    assert sorted(map(chr, font.getBestCmap())) == ["%", "0", "1", "2"]


def test_subset_refuses_what_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "x.otf").write_text("no font")
    with pytest.raises(ConfigurationError, match=r"x\.otf"):
        subset(tmp_path / "x.otf", 0, [65])


def test_without_sources_and_apt_the_message_names_what_is_missing(tmp_path: Path, monkeypatch) -> None:
    bare = dataclasses.replace(CATALOGUE, system_folders=(), tex_folders=())
    monkeypatch.setattr(face_sources, "face_catalogue", lambda: bare)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ConfigurationError, match=r"没有 apt.*fonts-noto-cjk.*--from"):
        build.build(tmp_path / "fonts", [], lambda line: None)
    assert not list(tmp_path.glob(".fonts-*"))


def test_a_build_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    old, recent = tmp_path / ".fonts-old", tmp_path / ".fonts-recent"
    for path in (old, recent):
        path.mkdir()
    os.utime(old, (0, 0))
    build._remove_left_over(tmp_path)
    assert list(tmp_path.iterdir()) == [recent]


def test_an_office_face_is_preferred_and_its_neighbours_stay_invisible(tmp_path: Path) -> None:
    """A system folder with FangSong and another font: the body takes the first, nothing ever takes the second."""
    system = tmp_path / "system"
    system.mkdir()
    for file, family in (("simfang.ttf", "FangSong"), ("other.ttf", "Stranger")):
        font = TTFont(FOLDER.faces / "BriefingKai-Regular.otf", lazy=True)
        for number, text in ((1, family), (4, family), (6, family)):
            font["name"].setName(text, number, 3, 1, 0x409)
        font.save(system / file)
    text = fontconfig.configuration(FOLDER.faces, tmp_path / "cache", (system / "simfang.ttf",))
    (tmp_path / "fonts.conf").write_text(text, encoding="utf-8")
    script = (
        "import sys, weasyprint; from briefing.fonts import stacks\n"
        "style = f'p {{font-family: {stacks()[\"body\"]}}} b {{font-family: Stranger}}'\n"
        "html = f'<style>{style}</style><p>仿宋<b>陌生</b>'\n"
        "sys.stdout.buffer.write(weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True))"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    page = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=True).stdout
    assert b"FangSong" in page
    assert b"Stranger" not in page


def test_charts_name_the_families_that_the_page_knows() -> None:
    """Text of a matplotlib SVG comes out of WeasyPrint in the label face, Bold included."""
    script = (
        "import io, sys; from briefing import fonts; fonts.prepare()\n"
        "import matplotlib; matplotlib.use('svg'); from matplotlib import pyplot\n"
        "pyplot.rcParams.update({'font.family': list(fonts.matplotlib_families()), 'svg.fonttype': 'none'})\n"
        "figure = pyplot.figure(); figure.text(0, 0, '托位数4.6'); figure.text(0, 0.5, '粗体', weight='bold')\n"
        "svg = io.StringIO(); figure.savefig(svg, format='svg'); import weasyprint\n"
        "html = '<body>' + svg.getvalue()[svg.getvalue().index('<svg'):]\n"
        "sys.stdout.buffer.write(weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True))"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, check=True)
    assert b"Briefing-Sans" in run.stdout
    assert b"Briefing-Sans-Bold" in run.stdout
    assert b"findfont" not in run.stderr


@pytest.mark.parametrize("file", [face.file for face in faces.face_catalogue().faces if face.file.endswith(".otf")])
def test_a_glyph_is_its_own_cid(file: str) -> None:
    """What WeasyPrint writes as text is glyph indices; a reader of the PDF takes them for CIDs."""
    font = TTFont(FOLDER.faces / file, lazy=True)
    top = font["CFF "].cff[0]
    assert hasattr(top, "ROS")
    assert all(int(name.removeprefix("cid")) == index for index, name in enumerate(top.charset) if index)
