"""Header lines as Outlook, QQ, 163 and Coremail read them: Chinese file names above all.

RFC 2231 lets a long parameter be cut into `filename*0*`, `filename*1*` …, which these programs do not put together
again. So a file name is written twice, whole: as `filename*` on one line of its own (RFC 5322 allows 998 characters),
and as RFC 2047 encoded words in `name`, which older programs look at. The other headers are written by the same rules
here and not folded by the library, which cuts long addresses and links into encoded words.
"""

from __future__ import annotations

import base64
from email.message import Message
from email.policy import EmailPolicy
from typing import Any
from urllib.parse import quote

_LONGEST_WORD = 75  # RFC 2047, section 2
_LONGEST_CODED_LINE = 76
_WORD_FRAME = len("=?utf-8?B??=")
_LONGEST_LINE = 998  # RFC 5322, section 2.1.1


class Verbatim(str):
    """A header's value as it goes out; `name` is the header's."""

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, value: str) -> Verbatim:
        """The header `name` with an ASCII value whose folds are already in it."""
        assert value.isascii()
        assert all(len(line) <= _LONGEST_LINE for line in f"{name}: {value}".split("\r\n"))
        made = cls(value)
        made.name = name
        return made


class MailPolicy(EmailPolicy):
    """RFC 5322 lines of at most 76 characters in seven-bit ASCII; verbatim headers untouched."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Keep a verbatim value; parse any other."""
        if isinstance(value, Verbatim):
            return name, value
        return super().header_store_parse(name, value)

    def fold(self, name: str, value: Any) -> str:
        """The header's lines."""
        if isinstance(value, Verbatim):
            return f"{name}: {value}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header's lines as bytes."""
        if isinstance(value, Verbatim):
            return self.fold(name, value).encode("ascii")
        return super().fold_binary(name, value)


POLICY: MailPolicy = MailPolicy(linesep="\r\n", max_line_length=76, cte_type="7bit", utf8=False)


def put(message: Message, name: str, value: str) -> None:
    """Set a header to an ASCII value that is not folded or encoded: an address, a link, an identifier."""
    del message[name]
    message[name] = Verbatim.of(name, value)


def put_text(message: Message, name: str, text: str) -> None:
    """Set a header to a text in any script."""
    put(message, name, "\r\n ".join(encoded_words(text, len(f"{name}: "))))


def put_mailbox(message: Message, name: str, display: str, address: str) -> None:
    """Set a header to a mailbox (ASCII address) with the name that is shown for it."""
    if display:
        words = "\r\n ".join(encoded_words(display, len(f"{name}: ")))
        put(message, name, f"{words}\r\n <{address}>")
    else:
        put(message, name, address)


def name_attachment(part: Message, content_type: str, name: str) -> None:
    """Give a part its type and file name, readable to old and new mail programs alike."""
    words = "\r\n ".join(encoded_words(name, len(' name="'), len('"')))
    put(part, "Content-Type", f'{content_type};\r\n name="{words}"')
    put(part, "Content-Disposition", f"attachment;\r\n filename*=utf-8''{quote(name, safe='')}")


def encoded_words(text: str, before: int = 1, after: int = 0) -> list[str]:
    """RFC 2047 encoded words, a line each, none of which cuts a character.

    `before` and `after`: characters that share the first word's and the last word's line. Lines have at most 76.
    """
    words: list[bytes] = []
    chunk, room = b"", _room(before + after)
    for character in text:
        data = character.encode("utf-8")
        if len(chunk) + len(data) > room:
            words.append(chunk)
            chunk, room = b"", _room(1 + after)
        chunk += data
    return [f"=?utf-8?B?{base64.b64encode(word).decode('ascii')}?=" for word in (*words, chunk) if word]


def _room(taken: int) -> int:
    """Bytes that an encoded word holds on a line of which `taken` characters are taken."""
    return (min(_LONGEST_WORD, _LONGEST_CODED_LINE - taken) - _WORD_FRAME) // 4 * 3
