"""The mail itself: headers, the key points as text and HTML, the briefings attached."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from io import BytesIO
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from briefing.config import Delivery
from briefing.distribution.headers import POLICY, name_attachment, put, put_mailbox, put_text
from briefing.distribution.parcels import Parcel
from briefing.errors import ConfigurationError, OutputError, because
from briefing.machine.template_folder import searched
from briefing.printing import periods

CONTENT_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail ready to go: its bytes, and what the ledger keeps of it."""

    message_id: str
    data: bytes
    attachments: dict[str, str]  # file name → SHA-256


def message_id(parcel: Parcel, delivery: Delivery) -> str:
    """The same for the same edition, revision, recipient and contents, so that a mail that comes twice is known."""
    key = parcel.key
    text = "\n".join((key.edition, str(key.revision), key.recipient, key.products, str(parcel.serial)))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
    return f"<{key.edition}.{key.revision}.{digest}@{delivery.sender.rpartition('@')[2].lower()}>"


def compose(parcel: Parcel, delivery: Delivery, templates: Path | None = None) -> Mail:
    """The mail of a parcel. Raises ConfigurationError for a broken template, OutputError for a file that is gone."""
    name = message_id(parcel, delivery)
    message = _headed(_subject(parcel), name, delivery)
    put_mailbox(message, "To", parcel.recipient.name, parcel.recipient.address)
    put(message, "List-Id", f"<{delivery.list_id or 'briefing.' + delivery.sender.rpartition('@')[2]}>")
    put(message, "List-Unsubscribe", f"<mailto:{quote(_replies(delivery), safe='@')}?subject=unsubscribe>")
    context = _context(parcel, delivery)
    message.set_content(_rendered("mail.txt", context, templates), cte="base64")
    message.add_alternative(_rendered("mail.html", context, templates), subtype="html", cte="base64")
    attachments = {}
    for file, item in parcel.names.items():
        try:
            data = item.path.read_bytes()
        except OSError as error:
            raise OutputError(f"附件 {item.path} 读不出（{because(error)}）。请重新生成这一期。") from error
        main, _, sub = CONTENT_TYPES[item.form].partition("/")
        message.add_attachment(data, main, sub, cte="base64")
        name_attachment(list(message.iter_attachments())[-1], CONTENT_TYPES[item.form], file)
        attachments[file] = hashlib.sha256(data).hexdigest()
    return Mail(name, _bytes(message, name), attachments)


def compose_notice(subject: str, text: str, delivery: Delivery, serial: str) -> Mail:
    """A plain mail to the operators. `serial` tells it from the notices before it."""
    digest = hashlib.sha256(f"{serial}\n{text}".encode()).hexdigest()[:32]
    name = f"<notice.{digest}@{delivery.sender.rpartition('@')[2].lower()}>"
    message = _headed(subject, name, delivery)
    put(message, "To", ",\r\n ".join(delivery.operators))
    message.set_content(text, cte="base64")
    return Mail(name, _bytes(message, name), {})


def _headed(subject: str, name: str, delivery: Delivery) -> EmailMessage:
    message = EmailMessage(POLICY)
    put_mailbox(message, "From", delivery.sender_name, delivery.sender)
    put_text(message, "Subject", subject)
    put(message, "Message-ID", name)
    put(message, "Date", format_datetime(_now()))
    put(message, "Reply-To", _replies(delivery))
    put(message, "Auto-Submitted", "auto-generated")
    return message


def _now() -> datetime:
    """This moment; that of SOURCE_DATE_EPOCH where it is set, for mails that can be compared."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now().astimezone()


def _replies(delivery: Delivery) -> str:
    return delivery.reply_to or delivery.sender


def _subject(parcel: Parcel) -> str:
    """`【民生服务对比简报】2026年第10期（2026年10月）攀枝花市西区等3份`: every month another, so no thread forms."""
    products = parcel.products
    names = "、".join(product.subject for product in products[:2])
    more = f"等{len(products)}份" if len(products) > 2 else ""
    again = f"（第{parcel.edition.revision}版，更正）" if any(p.revision > 1 for p in products) else ""
    part = f"（{parcel.part}/{parcel.parts}）" if parcel.parts > 1 else ""
    month = periods.label(parcel.edition.month)
    text = f"【{products[0].publication}】{products[0].issue}（{month}）{names}{more}{again}{part}"
    return _SPACES.sub(" ", text)


def _context(parcel: Parcel, delivery: Delivery) -> dict[str, Any]:
    first = parcel.products[0]
    base = delivery.link_base.rstrip("/\\")
    separator = "\\" if base.startswith("\\\\") else "/"
    folder = parcel.edition.folder.name
    return {
        "recipient": parcel.recipient.name,
        "publication": first.publication,
        "office": first.office or delivery.sender_name,
        "issue": first.issue,
        "month": periods.label(parcel.edition.month),
        "products": parcel.products,
        "attached": list(parcel.names),
        "links": [separator.join((base, folder, item.path.name)) for item in parcel.linked],
        "part": parcel.part,
        "parts": parcel.parts,
        "external": parcel.recipient.external,
        "reply_to": _replies(delivery),
    }


def _rendered(name: str, context: Mapping[str, Any], templates: Path | None) -> str:
    try:
        return _environment(templates).get_template(name).render(context)
    except (TemplateError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"邮件模板 {name} 有误（{error}），请改正或去掉 --templates。") from error


@lru_cache(maxsize=4)
def _environment(templates: Path | None) -> Environment:
    return Environment(
        loader=FileSystemLoader(searched(templates), encoding="utf-8"),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _bytes(message: EmailMessage, name: str) -> bytes:
    """The message on the wire, with boundaries that depend on nothing but its name."""
    _bound(message, hashlib.sha256(name.encode("ascii")).hexdigest()[:24], [0])
    buffer = BytesIO()
    BytesGenerator(buffer, policy=POLICY, mangle_from_=False).flatten(message)
    return buffer.getvalue()


def _bound(message: EmailMessage, seed: str, count: list[int]) -> None:
    if not message.is_multipart():
        return
    count[0] += 1
    message.set_boundary(f"=_{seed}.{count[0]}")
    parts: Sequence[Any] = message.get_payload()  # type: ignore[assignment]
    for part in parts:
        _bound(part, seed, count)
