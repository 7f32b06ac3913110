"""Mails: what their heads may hold without the letter being lost."""

from __future__ import annotations

import pytest

from briefing.documents.formats.mail import read_mail
from briefing.errors import UnreadableInputError

MAIL = """From: a@b.cn
To: c@d.cn
Subject: 民生
Date: Mon, 6 Nov 2023 08:00:00 +0800
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

床位830张。
"""
BRACKETS = "(" * 5000


@pytest.mark.parametrize(
    ("written", "instead", "sent"),
    [
        ("a@b.cn", BRACKETS, "2023-11-06"),
        ("c@d.cn", BRACKETS, "2023-11-06"),
        ("1.0", BRACKETS, "2023-11-06"),
        ("Mon, 6 Nov 2023 08:00:00 +0800", BRACKETS, None),
        ("2023", "9" * 30, None),
        ("2023", "9" * 5000, None),
        ("+0800", "+99999999", None),
        ("+0800", "+" + "9" * 30, None),
    ],
)
def test_a_field_that_nobody_can_read_costs_only_itself(written: str, instead: str, sent: str | None) -> None:
    found = read_mail(MAIL.replace(written, instead).encode(), "a.eml")
    assert found.texts == ["床位830张。\n"]
    assert found.fields["title"].value == "民生"
    assert (found.fields["sent"].value if "sent" in found.fields else None) == sent


@pytest.mark.parametrize(
    "mail",
    [
        MAIL.replace("text/plain; charset=utf-8", BRACKETS),
        MAIL.replace("MIME", f"Content-Disposition: attachment; filename={BRACKETS}\nMIME"),
        MAIL.replace("Content-Type: text/plain; charset=utf-8\n\n", "Content-Type: message/rfc822\n\n" * 1500),
    ],
)
def test_a_mail_that_nobody_can_take_apart_is_refused_in_one_sentence(mail: str) -> None:
    with pytest.raises(UnreadableInputError, match=r"a\.eml 这封邮件已损坏"):
        read_mail(mail.encode(), "a.eml")
