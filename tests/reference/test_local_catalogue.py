"""catalogue.local.toml: aliases of the office, checked like the catalogue itself."""

from pathlib import Path

import pytest

from briefing.errors import ConfigurationError
from briefing.reference.catalogue import by_id, by_name, catalogue, packaged_catalogue, with_local
from briefing.reference.local_catalogue import Alias, dump_aliases, parse_aliases, read_aliases

PLACES = by_name()["每千人口拥有3岁以下婴幼儿托位数"]
ALIAS = Alias(PLACES.id, "千人托位拥有量", "询问过卫健局", "张某", "2026-11-05")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.local.toml"
    assert read_aliases(file) == ()
    file.write_text(dump_aliases([ALIAS, Alias(PLACES.id, '带"引号\\的', "", "", "")]), encoding="utf-8")
    assert set(read_aliases(file)) == {ALIAS, Alias(PLACES.id, '带"引号\\的', "", "", "")}


def test_an_alias_joins_a_catalogue_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.local.toml"
    assert with_local(file) is packaged_catalogue()
    file.write_text(dump_aliases([ALIAS]), encoding="utf-8")
    joined = with_local(file)
    assert joined.local == (ALIAS,)
    assert ALIAS.name in next(i for i in joined.indicators if i.id == PLACES.id).aliases
    assert ALIAS.name not in by_id()[PLACES.id].aliases


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
        (Alias(PLACES.id, catalogue()[1].name, "", "", ""), catalogue()[1].name),
    ],
)
def test_aliases_that_contradict_the_catalogue(tmp_path: Path, alias: Alias, words: str) -> None:
    assert catalogue()[1].id != PLACES.id
    file = tmp_path / "catalogue.local.toml"
    file.write_text(dump_aliases([alias]), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words):
        with_local(file)
