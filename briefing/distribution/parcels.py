"""What goes into each mail: the files a recipient subscribed to and has not had, packed under the size limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Delivery
from briefing.distribution.ledger import Key
from briefing.distribution.subscriptions import Recipient
from briefing.editions import Edition
from briefing.editions.products import Product
from briefing.printing import periods

MEBIBYTE = 1024 * 1024
_LINE_OF_DATA, _LINE_OF_BASE64 = 57, 78  # bytes that a line of base64 carries, and its length with the line break
_PART_HEADERS = 1500  # more than the headers of an attachment need
_BODIES = 16 * 1024  # room kept for the headers of a mail and the frame of its texts
_BODIES_OF_A_PRODUCT = 4 * 1024  # and for each briefing, besides what its points take, twice and encoded
_TEXT_GROWTH = 3.5
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')  # in file names on Windows
_LONGEST_STEM = 80


@dataclass(frozen=True, slots=True)
class Item:
    """A file that a recipient is to have: a briefing in one format."""

    product: Product
    form: str
    path: Path
    sha256: str
    size: int

    @property
    def code(self) -> str:
        """How the ledger names it: `region:510403@1/pdf`."""
        return f"{self.product.key}@{self.product.revision}/{self.form}"

    @property
    def encoded_size(self) -> int:
        """Bytes it takes in a mail."""
        return -(-self.size // _LINE_OF_DATA) * _LINE_OF_BASE64 + _PART_HEADERS

    def file_name(self, month: str) -> str:
        """Its name as an attachment: `攀枝花市西区民生服务对比简报（2026年10月）.pdf`."""
        again = f"第{self.product.revision}版" if self.product.revision > 1 else ""
        stem = f"{self.product.subject}{self.product.publication}（{periods.label(month)}{again}）"
        return f"{_FORBIDDEN.sub('_', stem)[:_LONGEST_STEM]}.{self.form}"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail: what it carries, and its place among the mails that the same set was split into."""

    recipient: Recipient
    edition: Edition
    attached: tuple[Item, ...]
    linked: tuple[Item, ...] = ()
    part: int = 1
    parts: int = 1
    serial: int = 1

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that the recipient has with this mail."""
        return (*self.attached, *self.linked)

    @property
    def key(self) -> Key:
        """Its place in the ledger."""
        products = " ".join(sorted(item.code for item in self.items))
        return Key(self.edition.month, products, self.recipient.address.lower(), self.edition.revision)

    @property
    def names(self) -> dict[str, Item]:
        """What is attached, by file name; a second file of the same name is numbered."""
        named: dict[str, Item] = {}
        for item in self.attached:
            name = item.file_name(self.edition.month)
            stem, _, suffix = name.rpartition(".")
            number = 1
            while name in named:
                number += 1
                name = f"{stem}（{number}）.{suffix}"
            named[name] = item
        return named

    @property
    def products(self) -> tuple[Product, ...]:
        """Its briefings, each once."""
        return tuple({item.product.key: item.product for item in self.items}.values())


def wanted_keys(recipient: Recipient, edition: Edition) -> tuple[str, ...]:
    """The briefings of this edition that are the recipient's: outside readers get the variant without secrets."""
    if not recipient.external:
        return recipient.keys
    made = {*edition.products, *edition.manifest.get("failed", {})}
    return tuple(f"{key}:external" if f"{key}:external" in made else key for key in recipient.keys)


def _bodies_size(items: Iterable[Item]) -> int:
    """At most what the two texts of a mail with these files take."""
    products = {item.product.key: item.product for item in items}.values()
    points = sum(
        len(text.encode("utf-8"))
        for product in products
        for text in (*product.points, product.note, product.correction)
    )
    return _BODIES + len(products) * _BODIES_OF_A_PRODUCT + int(points * _TEXT_GROWTH)


def items_of(recipient: Recipient, edition: Edition, keys: Iterable[str]) -> tuple[Item, ...]:
    """The files of these briefings in the recipient's formats; what the gate finds missing is left out here."""
    items = []
    for key in keys:
        product = edition.products.get(key)
        for form in recipient.formats:
            name = product.files.get(form) if product else None
            if product is None or name is None:
                continue
            path = edition.folder / Path(name).name
            size = path.stat().st_size if path.exists() else 0
            items.append(Item(product, form, path, edition.outputs.get(name, ""), size))
    return tuple(items)


def pack(recipient: Recipient, edition: Edition, items: Sequence[Item], delivery: Delivery) -> tuple[Parcel, ...]:
    """One mail if it stays under the limit; else several, or one that links, as configured.

    A file that is too large for a mail of its own is linked where `link_base` is set, and attached alone otherwise
    (the server will say what it thinks of it).
    """
    limit = int(delivery.largest_mail * MEBIBYTE) - _bodies_size(items)
    if sum(item.encoded_size for item in items) <= limit:
        return (Parcel(recipient, edition, tuple(items)),) if items else ()
    if delivery.oversize == "link":
        return (Parcel(recipient, edition, (), tuple(items)),)
    linked = tuple(item for item in items if item.encoded_size > limit and delivery.link_base)
    groups: list[list[Item]] = []
    room = 0
    for item in (item for item in items if item not in linked):
        if not groups or item.encoded_size > room:
            groups.append([])
            room = limit
        groups[-1].append(item)
        room -= item.encoded_size
    groups = groups or [[]]
    return tuple(
        Parcel(recipient, edition, tuple(group), linked if number == 1 else (), number, len(groups))
        for number, group in enumerate(groups, 1)
    )
