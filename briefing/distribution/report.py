"""What a run of sending came to, and how it is told to the one who started it and to the operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Report:
    """The outcome of a run, by recipient."""

    edition: str
    sent: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[str, ...]] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)  # not tried, because the server could not be reached
    unreachable: str = ""
    interrupted: int = 0  # mails that an earlier run was sending when it was killed
    doubtful: list[str] = field(default_factory=list)  # everyone whose mail is unknown, earlier runs included
    notice_failed: dict[str, str] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)

    @property
    def troubled(self) -> bool:
        """Whether somebody has not received what they should have, or may not have."""
        return bool(self.failed or self.unknown or self.held or self.waiting or self.unreachable or self.interrupted)

    @property
    def summary(self) -> str:
        """The run in one sentence."""
        counts = (
            ("写出", len(self.written)),
            ("已发", len(self.sent)),
            ("失败", len(self.failed)),
            ("不明", len(self.unknown)),
            ("暂缓", len(self.held)),
            ("待发", len(self.waiting)),
        )
        told = "，".join(f"{word} {count} 封" for word, count in counts if count)
        return f"{self.edition} 期：{told}。" if told else f"{self.edition} 期没有需要投递的邮件。"

    def troubles(self) -> Iterator[str]:
        """Everything that went wrong, a line each."""
        if self.unreachable:
            yield f"{self.unreachable}还有 {len(self.waiting)} 封留在队列中，下次运行会继续。"
        if self.interrupted:
            yield (
                f"上次运行在发送途中被中止，有 {self.interrupted} 封是否送达不明，不会自动重发；"
                "用 ledger 查看，确认对方没有收到后用 --force-resend --only 地址 补发。"
            )
        for label, reason in self.failed.items():
            yield f"失败　{label}：{reason}"
        for label, reason in self.unknown.items():
            yield f"不明　{label}：{reason}，不会自动重发"
        reasons = list(dict.fromkeys(reason for held in self.held.values() for reason in held))
        for label, held in self.held.items():
            yield f"暂缓　{label}：{'；'.join(held) if len(self.held) == 1 else '见下'}"
        if len(self.held) > 1:
            yield from (f"　　{reason}" for reason in reasons)
        for address, reason in self.notice_failed.items():
            yield f"给管理员 {address} 的通知没有发出：{reason}"
