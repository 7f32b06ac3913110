"""What must not go out: every file is looked at once more before the first mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing.editions import Edition
from briefing.editions.pages import page_count
from briefing.editions.products import Fault, Product
from briefing.editions.records import sha256
from briefing.errors import because
from briefing.reference.divisions import full_name


@dataclass(slots=True)
class Gate:
    """The faults of an edition's briefings; a briefing is looked at when it is first asked for."""

    edition: Edition
    accepted: frozenset[str] = frozenset()  # codes of faults that an operator has looked at
    _seen: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def objections(self, key: str, form: str) -> tuple[str, ...]:
        """Why this briefing may not go out in this format, a sentence each; empty when it may."""
        if (key, form) not in self._seen:
            self._seen[key, form] = tuple(self._look(key, form))
        return self._seen[key, form]

    def _look(self, key: str, form: str) -> Iterator[str]:
        name = label(key)
        product = self.edition.products.get(key)
        if product is None:
            reason = self.edition.manifest.get("failed", {}).get(key)
            why = f"未能生成（{reason}）" if reason else "本期没有（文献中没有它的数字）"
            yield f"{name}：{why}"
            return
        for fault in product.faults:
            code = fault.code(self.edition.month, key)
            if code not in self.accepted:
                yield f"{name}：{fault.text}（查明无误后可把 {code} 写入 gate.accepted）"
        file = product.files.get(form)
        if file is None:
            yield f"{name}：没有 {form} 格式，请用 --format 加上它重新生成"
            return
        yield from (f"{name}：{fault.text}" for fault in self._file_faults(product, form, Path(file).name))

    def _file_faults(self, product: Product, form: str, file: str) -> Iterator[Fault]:
        path = self.edition.folder / file
        try:
            digest = sha256(path)
        except OSError as error:
            yield Fault("缺页", f"文件 {file} 读不出（{because(error)}）")
            return
        if digest != self.edition.outputs.get(file):
            yield Fault("缺页", f"文件 {file} 与清单不符，可能被改动过，请重新生成这一期")
        elif form == "pdf":
            pages = page_count(path.read_bytes())
            if not pages or pages != product.pages:
                yield Fault("缺页", f"文件 {file} 有 {pages} 页，应有 {product.pages} 页")


def label(key: str) -> str:
    """What a briefing is called in messages."""
    kind, _, subject = key.partition(":")
    if kind == "overview":
        return "总览"
    code, _, external = subject.partition(":")
    return f"地区 {full_name(code)}{'（对外）' if external else ''}" if kind == "region" else f"主题 {subject}"
