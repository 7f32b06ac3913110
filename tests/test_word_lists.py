"""Word lists say a word once: what a list takes in from shared_words.toml it does not say again."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "briefing"
SHARED = tomllib.loads((PACKAGE / "reference/data/shared_words.toml").read_text(encoding="utf-8"))


def lists(value: Any) -> Iterator[list[str]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from lists(inner)
    elif isinstance(value, list) and any(isinstance(word, str) and word[1:-1] in SHARED for word in value):
        yield value


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("data/*.toml")), ids=lambda file: file.stem)
def test_no_list_says_again_what_it_takes_in(file: Path) -> None:
    for found in lists(tomllib.loads(file.read_text(encoding="utf-8"))):
        taken_in = [word for name in found for word in SHARED.get(name[1:-1], ())]
        own = [word for word in found if word[1:-1] not in SHARED]
        assert [word for word in own if word in taken_in or own.count(word) > 1] == []
