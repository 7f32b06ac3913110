"""A small edition, made with the records of a real one, and settings for a server on this machine."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pikepdf import ObjectStreamMode, Pdf, Stream, String

from briefing.config import Delivery, Gate, Settings, Subscription
from briefing.editions import Edition, finished
from briefing.editions.products import Product, record

MONTH = "2026-10"
WEST = "region:510403"


def pdf(text: str, pages: int = 1, padding: int = 0) -> bytes:
    """A small PDF with its page objects in a packed stream, as the typesetter writes them."""
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(100, 100))
    made.Root.Said = String(text)
    made.Root.Padding = Stream(made, b"%" * padding)
    buffer = io.BytesIO()
    made.save(buffer, object_stream_mode=ObjectStreamMode.generate, compress_streams=False, deterministic_id=True)
    return buffer.getvalue()


def product(key: str = WEST, subject: str = "攀枝花市西区", **changes: object) -> Product:
    """A briefing's record."""
    made = Product(
        key=key,
        kind=key.partition(":")[0],
        subject=subject,
        title=f"{subject}民生服务数据对比",
        publication="民生服务对比简报",
        office="市政府政策研究室",
        issue="2026年第10期",
        points=("每千人口拥有3岁以下婴幼儿托位数2.91个，较“十四五”全国目标4.5个低1.59个。", "养老机构床位811张。"),
        figures=12,
        pages=1,
        files={"pdf": re.sub(r"\W", "-", key) + ".pdf"},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ALL = (product(), product("theme:养老", "养老"), product("overview", "总览"))


def edition(reports: Path, products: Sequence[Product] = ALL, *, revision: int = 1, padding: int = 0) -> Edition:
    """Write an edition's folder and read it back."""
    folder = reports / (MONTH if revision == 1 else f"{MONTH}-r{revision}")
    folder.mkdir(parents=True, exist_ok=True)
    outputs = {}
    for made in products:
        for form, name in made.files.items():
            data = pdf(f"{made.title}{made.revision}", made.pages, padding) if form == "pdf" else made.title.encode()
            (folder / name).write_bytes(data)
            outputs[name] = sha256(data).hexdigest()
    manifest = {
        "month": MONTH,
        "revision": revision,
        "inputs": {},
        "outputs": outputs,
        "products": [record(made) for made in products],
        "failed": {},
        "options": {"note": ""},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    return finished(reports, MONTH)


def settings(port: int = 1, people: Sequence[Subscription] = (), **delivery: object) -> Settings:
    """Settings for a plain server on this machine that lose no time."""
    known = Delivery(
        server="127.0.0.1",
        port=port,
        tls="none",
        timeout=5.0,
        retries=3,
        backoff=0.01,
        pause=0.0,
        sender="briefing@example.gov.cn",
        sender_name="市政府政策研究室",
        allowed_domains=("example.gov.cn",),
        operators=("ops@example.gov.cn",),
    )
    chosen = tuple(people) or (person("zhang", "张三"),)
    return Settings(gate=Gate(), delivery=replace(known, **delivery), subscriptions=chosen)  # type: ignore[arg-type]


def person(local: str, name: str = "", **wishes: object) -> Subscription:
    """Someone who wants the briefing of one region, or what is said."""
    wanted: dict[str, object] = (
        {"regions": ("510403",)} if not wishes.keys() & {"regions", "themes", "overview"} else {}
    )
    return Subscription(address=f"{local}@example.gov.cn", name=name, **(wanted | wishes))  # type: ignore[arg-type]
