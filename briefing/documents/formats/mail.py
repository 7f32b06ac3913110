"""Mails (.eml) with their attachments, and web pages saved whole as MHTML, which are written like mails."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from briefing.documents.extracted import Declared
from briefing.documents.formats.encoding import decode
from briefing.errors import UnreadableInputError

_MOST_PARTS = 500
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|回复|答复|转发)\s*[:：]\s*)+", re.I)
_CALLS_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?(?P<name>[\w-]+)", re.I)


@dataclass(slots=True)
class Mail:
    """A mail's texts (plain or HTML), the best first, its attachments, and what its head says."""

    texts: list[str] = field(default_factory=list)
    attachments: list[tuple[str, bytes]] = field(default_factory=list)
    fields: dict[str, Declared] = field(default_factory=dict)


def read_mail(data: bytes, name: str) -> Mail:
    """The parts of a mail or MHTML page. Raises UnreadableInputError when it is broken or has too many parts."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        found = Mail(fields=_fields(message))
        plain: list[str] = []
        for number, part in enumerate(_parts(message)):
            if number > _MOST_PARTS:
                raise UnreadableInputError(f"{name} 里有 {_MOST_PARTS} 个以上的部分，请只留需要的附件。")
            _take(part, found, plain, name)
    except UnreadableInputError:
        raise
    except Exception:  # the standard library's parser fails in any way on hostile mails: nested brackets, huge years
        raise UnreadableInputError(f"{name} 这封邮件已损坏，请重新导出。") from None
    has_table = any("<table" in text.lower() for text in found.texts)
    found.texts = [*found.texts, *plain] if has_table or not plain else [*plain, *found.texts]
    return found


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for part in message.walk():
        if not part.is_multipart() and isinstance(part, EmailMessage):
            yield part


def _take(part: EmailMessage, found: Mail, plain: list[str], name: str) -> None:
    file_name = part.get_filename()
    kind = part.get_content_type()
    if kind in ("text/plain", "text/html") and not (file_name and part.get_content_disposition() == "attachment"):
        text = _text(part, name)
        if text.strip():
            (found.texts if kind == "text/html" else plain).append(text)
    elif file_name:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and (part.get_content_disposition() == "attachment" or _is_document(kind)):
            found.attachments.append((file_name, payload))


def _is_document(kind: str) -> bool:
    """Pictures that stand in the text are ornaments; other files are documents even without a disposition."""
    return not kind.startswith(("image/", "text/css", "application/javascript", "font/", "text/javascript"))


def _text(part: EmailMessage, name: str) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    declared = part.get_content_charset()
    if declared is None and (match := _CALLS_CHARSET.search(payload[:4000])):
        declared = match["name"].decode("ascii")
    if declared:
        charset = "gb18030" if declared.lower() in ("gb2312", "gbk") else declared
        try:
            return payload.decode(charset)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(payload, name)


def _head(message: EmailMessage, name: str) -> str:
    """A field of a mail's head; empty where the library breaks on what it holds: the mail is read without it."""
    try:
        return str(message.get(name) or "").strip()
    except Exception:  # nested brackets, huge years: the parser fails in any way
        return ""


def _fields(message: EmailMessage) -> dict[str, Declared]:
    fields: dict[str, Declared] = {}
    subject = _REPLY.sub("", _head(message, "Subject"))
    if subject:
        fields["title"] = Declared(" ".join(subject.split()), "邮件主题")
    url = _head(message, "Snapshot-Content-Location")
    if url.startswith(("http://", "https://")):
        fields["url"] = Declared(url, "网页存档的地址")
        return fields  # the date of an archived page is the day it was saved
    sender, _ = parseaddr(_head(message, "From"))
    if sender:
        fields["author"] = Declared(sender, "发件人")
    try:
        sent = parsedate_to_datetime(_head(message, "Date"))
    except (ValueError, TypeError, OverflowError):
        return fields
    fields["sent"] = Declared(sent.date().isoformat(), "邮件的发送日期")
    return fields
