"""The mail that tells the operators what went wrong: one a run, never to the recipients."""

from __future__ import annotations

from datetime import datetime

from briefing.config import Delivery
from briefing.distribution.message import Mail, compose_notice
from briefing.distribution.report import Report


def notice_mail(report: Report, delivery: Delivery) -> Mail:
    """The summary of a run that left somebody without their mail."""
    lines = [
        f"{report.edition} 期简报的投递有下列情况需要处理。",
        report.summary,
        "",
        *report.troubles(),
        "",
        "查看台账：python -m briefing ledger --month " + report.edition[:7],
        "补发失败的：python -m briefing send --month " + report.edition[:7] + " --resend-failed",
        "补发给一个人：python -m briefing send --month " + report.edition[:7] + " --force-resend --only 地址",
        "“不明”的邮件不会自动重发，请先与对方确认。",
    ]
    subject = f"【投递通知】{report.edition} 期：{len(report.failed)} 封失败，{len(report.unknown)} 封不明"
    if report.held:
        subject += f"，{len(report.held)} 封暂缓"
    return compose_notice(subject, "\n".join(lines) + "\n", delivery, datetime.now().isoformat())
