"""What the system and the TOML reader complain of, told in Chinese."""

import errno
import os
import re
import tomllib

import pytest

from briefing.errors import because, toml_fault


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "没有权限"),
        (errno.ENOENT, "不存在"),
        (errno.EISDIR, "是文件夹"),
        (errno.ENOTDIR, "不是文件夹"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "只读"),
        (errno.ENAMETOOLONG, "太长"),
    ],
)
def test_system_errors_are_told_in_chinese(number: int, words: str) -> None:
    told = because(OSError(number, os.strerror(number)))
    assert words in told
    assert not re.search("[A-Za-z]", told)


def test_an_unlisted_system_error_keeps_its_words_in_brackets() -> None:
    assert because(OSError(errno.EPIPE, "Broken pipe")) == f"系统错误 {errno.EPIPE}（Broken pipe）"
    assert because(OSError("odd")) == "系统错误（odd）"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = 1\nb = \n", "第2行第5列"),
        ("[publication\n", "第1行"),
        ('a = "x', "末尾"),
        ("a = 1\na = 2\n", "第2行"),
    ],
)
def test_toml_faults_name_the_line(text: str, words: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    told = toml_fault(caught.value)
    assert words in told
    assert re.match("[一-龥]", told)
    assert re.search(r"（[^（）]*[A-Za-z][^（）]*）$", told), "the library's own words stand in brackets at the end"


def test_text_that_is_not_utf8_is_told() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        b"\xff".decode("utf-8")
    assert toml_fault(caught.value) == "不是 UTF-8 文本"
