"""catalogue.local.toml: aliases of the office, checked like the catalogue itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import ConfigurationError
from briefing.reference import catalogue
from briefing.reference.local_catalogue import Alias, dump_aliases, parse_aliases, read_aliases

PLACES = catalogue.by_name()["每千人口拥有3岁以下婴幼儿托位数"]
ALIAS = Alias(PLACES.id, "千人托位拥有量", "询问过卫健局", "张某", "2026-11-05")


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    catalogue.use_local(None)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.local.toml"
    assert read_aliases(file) == ()
    file.write_text(dump_aliases([ALIAS, Alias(PLACES.id, '带"引号\\的', "", "", "")]), encoding="utf-8")
    assert set(read_aliases(file)) == {ALIAS, Alias(PLACES.id, '带"引号\\的', "", "", "")}


def test_an_alias_joins_the_catalogue_and_leaves_it_again(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.local.toml"
    file.write_text(dump_aliases([ALIAS]), encoding="utf-8")
    catalogue.use_local(file)
    assert ALIAS.name in catalogue.by_id()[PLACES.id].aliases
    assert catalogue.local_aliases() == (ALIAS,)
    catalogue.use_local(None)
    assert ALIAS.name not in catalogue.by_id()[PLACES.id].aliases


def test_the_file_stays_the_same_when_the_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("l.toml").write_text(dump_aliases([ALIAS]), encoding="utf-8")
    catalogue.use_local(Path("l.toml"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert ALIAS.name in catalogue.by_id()[PLACES.id].aliases
    catalogue.use_local(Path("l.toml"))  # there is none here
    assert ALIAS.name not in catalogue.by_id()[PLACES.id].aliases


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("乱写", "TOML"),
        ("[[alias]]\n", "indicator"),
        ("alias = 1", "[[alias]]"),
        ("alias = [1]", "第 1 条"),
        ("[[alias]]\nindicator = 'x'\nname = 3\n", "name"),
        ("[[alias]]\nindicator = 'x'\nname = 'y'\ncolour = 1\n", "colour"),
    ],
)
def test_nonsense_gets_one_sentence(content: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=r"l\.toml") as caught:
        parse_aliases(content, "l.toml")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        (Alias("no_such", "甲", "", "", ""), "no_such"),
        (Alias(PLACES.id, catalogue.catalogue()[1].name, "", "", ""), catalogue.catalogue()[1].name),
    ],
)
def test_aliases_that_contradict_the_catalogue(tmp_path: Path, alias: Alias, words: str) -> None:
    assert catalogue.catalogue()[1].id != PLACES.id
    file = tmp_path / "catalogue.local.toml"
    file.write_text(dump_aliases([alias]), encoding="utf-8")
    catalogue.use_local(file)
    with pytest.raises(ConfigurationError, match=words):
        catalogue.catalogue()
