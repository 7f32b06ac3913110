"""The data files that come with the package: one loader, and one sentence when a file is missing or wrong.

Paths are relative to the package: `extraction/data/units.toml`. Standard library only: the set-up reads with it too.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from briefing.errors import ConfigurationError, because, toml_fault

_PACKAGE = Path(__file__).parent
_SHARED = "reference/data/shared_words.toml"
_LISTED = re.compile(r"(?<!\?P)<([\w|]+)(\^?)>")


class Table(dict[str, Any]):
    """A table of a TOML file that says, when a key is missing, of which file."""

    def __init__(self, file: str, content: dict[str, Any]) -> None:
        super().__init__({key: _wrapped(file, value) for key, value in content.items()})
        self._file = file

    def __missing__(self, key: str) -> Any:
        raise broken(self._file, f"缺少“{key}”")


def _wrapped(file: str, value: Any) -> Any:
    if isinstance(value, list):
        return [word for item in value for word in _words(file, item)]
    return Table(file, value) if isinstance(value, dict) else value


def _words(file: str, item: Any) -> list[Any]:
    """An entry of a list; for <name> the words of the list that several files share."""
    shared = _LISTED.fullmatch(item) if isinstance(item, str) else None
    return list(toml_file(_SHARED)[shared[1]]) if shared else [_wrapped(file, item)]


def broken(file: str, problem: str) -> ConfigurationError:
    """The error for a data file with a fault that only a new installation mends."""
    return ConfigurationError(f"数据文件 {Path(file).name} {problem}，请重新安装本软件。")


def text_file(file: str) -> str:
    """The text of a data file. Raises ConfigurationError when it is missing or no text."""
    try:
        return (_PACKAGE / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigurationError(f"缺少数据文件 {Path(file).name}，请重新安装本软件。") from None
    except UnicodeDecodeError as error:
        raise broken(file, toml_fault(error)) from None
    except OSError as error:
        raise broken(file, f"无法读取（{because(error)}）") from None


@cache
def toml_file(file: str) -> Table:
    """A TOML data file; in its lists <name> stands for the words of that list of shared_words.toml.

    Raises ConfigurationError when it is missing or broken, or lacks a key asked for.
    """
    try:
        return Table(file, tomllib.loads(text_file(file)))
    except tomllib.TOMLDecodeError as error:
        raise broken(file, toml_fault(error)) from None


def csv_rows(
    file: str, columns: Sequence[str] = (), unique: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV data file with their line numbers.

    Raises ConfigurationError when the file is missing or cut, or lacks one of the `columns`, and for a row that has
    what another has in the columns of `unique`.
    """
    reader = csv.DictReader(io.StringIO(text_file(file)))
    for name in (*columns, *unique):
        if name not in (reader.fieldnames or ()):
            raise broken(file, f"第 1 行缺少“{name}”一列")
    seen: set[tuple[str, ...]] = set()
    for row in reader:
        if None in row or None in row.values():
            raise broken(file, f"第 {reader.line_num} 行列数不对")
        key = tuple([row[name] for name in unique])
        if key and key in seen:
            raise broken(file, f"第 {reader.line_num} 行与前面的行重复（{'，'.join(key)}）")
        seen.add(key)
        yield reader.line_num, row


@contextmanager
def reading_row(file: str, line: int) -> Iterator[None]:
    """Tell a value that cannot be read with its file and line. Raises ConfigurationError."""
    try:
        yield
    except ValueError:
        raise broken(file, f"第 {line} 行有无法识别的值") from None


def one_of(words: Iterable[str]) -> str:
    """A regex group that matches any of `words`, the longest first."""
    rests: dict[str, list[str]] = {}  # words that begin alike are passed over at one look
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        rests.setdefault(re.escape(word[:1]), []).append(re.escape(word[1:]))
    alternatives = (first + (f"(?:{'|'.join(of)})" if len(of) > 1 else of[0]) for first, of in rests.items())
    return f"(?:{'|'.join(alternatives)})"


@cache
def word_pattern(file: str, form: str) -> re.Pattern[str]:
    """`form` as a pattern; <list> in it stands for any of the words of that list in the data file.

    <one|other> stands for the words of both lists, <list^> for the characters that they begin with: a look-ahead at
    those lets a search pass over all others, where the rest of the pattern does not begin with plain words.
    """
    lists = toml_file(file)

    def any_of(match: re.Match[str]) -> str:
        words = [word for name in match[1].split("|") for word in lists[name]]
        return one_of(word[0] for word in words) if match[2] else one_of(words)

    return re.compile(_LISTED.sub(any_of, form))
