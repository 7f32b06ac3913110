"""Themes are found by name, alias and field, and a wrong word gets a useful answer."""

import pytest

from briefing.errors import UsageError
from briefing.model import Sector
from briefing.reference.catalogue import catalogue
from briefing.reference.themes import resolve_theme, themes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("养老", "养老"),
        ("老有所养", "养老"),
        ("养老服务", "养老"),
        ("托育", "托育"),
        ("幼有所育", "托育"),
        ("病有所医", "医疗"),
        ("医疗卫生", "医疗"),
        ("就业主题", "就业"),
        ("一老一小", "一老一小"),
        ("托育和养老", "一老一小"),
        ("养老、托育", "一老一小"),
        (" 教育 ", "教育"),
    ],
)
def test_a_word_leads_to_its_theme(text, name):
    assert resolve_theme(text).name == name


@pytest.mark.parametrize(("text", "near"), [("养老院床位", "养老"), ("医", "医疗"), ("就业率", "就业")])
def test_a_near_word_is_answered_with_what_was_meant(text, near):
    with pytest.raises(UsageError) as caught:
        resolve_theme(text)
    assert near in str(caught.value).partition("可用的主题")[0]


@pytest.mark.parametrize("text", ["", "xyz", "航天"])
def test_an_unknown_word_lists_the_choices(text):
    with pytest.raises(UsageError, match="可用的主题：托育、养老"):
        resolve_theme(text)


def test_every_field_has_a_theme_and_every_catalogue_theme_exists():
    covered = {sector for theme in themes() for sector in theme.sectors}
    assert covered == set(Sector) - {Sector.OTHER}
    names = {theme.name for theme in themes()}
    assert {i.theme for i in catalogue() if i.sector is not Sector.OTHER} <= names
