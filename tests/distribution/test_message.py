"""The mails, read back with a parser that is not the standard library's."""

from __future__ import annotations

import re
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

import fast_mail_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribution.headers import encoded_words
from briefing.distribution.message import compose, compose_notice
from briefing.distribution.parcels import Parcel, items_of, pack
from briefing.distribution.subscriptions import recipients
from briefing.errors import ConfigurationError
from tests.distribution.material import WEST, edition, person, product, settings

LONG = "内蒙古自治区锡林郭勒盟西乌珠穆沁旗及毗邻各旗县市区"


def parcel(reports: Path, **wishes: object) -> Parcel:
    made = edition(reports, [product(), product("theme:养老", LONG), product("overview", "总览")])
    (recipient,) = recipients(settings(people=[person("zhang.san", "张三丰", **wishes)]))
    items = items_of(recipient, made, recipient.keys)
    (found,) = pack(recipient, made, items, settings().delivery)
    return found


@pytest.fixture
def mail(tmp_path: Path) -> bytes:
    return compose(parcel(tmp_path, regions=("510403",), themes=("养老",)), settings().delivery).data


def test_headers_are_read_as_they_were_meant(mail: bytes) -> None:
    read = fast_mail_parser.parse_email(mail)
    headers = {name: values[0] for name, values in read.headers.items()}
    assert read.subject == f"【民生服务对比简报】2026年第10期（2026年10月）攀枝花市西区、{LONG}"
    assert headers["From"] == "市政府政策研究室 <briefing@example.gov.cn>"
    assert headers["To"] == "张三丰 <zhang.san@example.gov.cn>"
    assert headers["Reply-To"] == "briefing@example.gov.cn"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Id"] == "<briefing.example.gov.cn>"
    assert headers["List-Unsubscribe"] == "<mailto:briefing@example.gov.cn?subject=unsubscribe>"
    assert re.fullmatch(r"<2026-10\.1\.[0-9a-f]{32}@example\.gov\.cn>", headers["Message-ID"])
    assert re.search(r"\d\d:\d\d:\d\d [+-]\d{4}", headers["Date"])


def test_attachments_arrive_whole_under_their_chinese_names(mail: bytes, tmp_path: Path) -> None:
    read = fast_mail_parser.parse_email(mail)
    names = [f"{subject}民生服务对比简报（2026年10月）.pdf" for subject in ("攀枝花市西区", LONG)]
    assert [attachment.filename for attachment in read.attachments] == names
    for attachment, file in zip(read.attachments, ("region-510403.pdf", "theme-养老.pdf"), strict=True):
        assert attachment.mimetype == "application/pdf"
        data = (tmp_path / "2026-10" / file).read_bytes()
        assert sha256(attachment.content).hexdigest() == sha256(data).hexdigest()


def test_both_forms_of_the_name_are_there_without_continuations(mail: bytes) -> None:
    parts = [part for part in message_from_bytes(mail).walk() if part.get_content_type() == "application/pdf"]
    raw = mail.decode("ascii")
    assert len(parts) == 2
    assert raw.count("\r\n filename*=utf-8''%E") == 2
    assert raw.count('\r\n name="=?utf-8?B?') == 2
    assert not re.search(r"filename\*\d|name\*\d", raw)


def test_lines_are_short_and_ascii(mail: bytes) -> None:
    assert mail.isascii()
    assert b"\n" not in mail.replace(b"\r\n", b"")
    for line in mail.split(b"\r\n"):
        assert len(line) <= 76 or line.startswith(b" filename*=utf-8''"), line
        assert len(line) <= 998
        for word in re.findall(rb"=\?utf-8\?\S*\?=", line):
            assert len(word) <= 75


def test_the_key_points_are_in_both_bodies(mail: bytes) -> None:
    read = fast_mail_parser.parse_email(mail)
    (plain,), (html,) = read.text_plain, read.text_html
    for text in ("张三丰", "2026年第10期", "托位数2.91个", "养老机构床位811张", "攀枝花市西区民生服务数据对比"):
        assert text in plain
        assert text in html
    parts = [part.get_content_type() for part in message_from_bytes(mail).walk()]
    assert parts[:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]


def test_what_a_document_says_is_no_markup(tmp_path: Path) -> None:
    made = edition(tmp_path, [product(points=("<script>alert(1)</script>&",), title="<b>标题</b>")])
    (recipient,) = recipients(settings(people=[person("a", "<i>某</i>")]))
    (found,) = pack(recipient, made, items_of(recipient, made, [WEST]), settings().delivery)
    read = fast_mail_parser.parse_email(compose(found, settings().delivery).data)
    assert "<script>" not in read.text_html[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in read.text_html[0]
    assert "<script>alert(1)</script>&" in read.text_plain[0]


def test_the_same_mail_is_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793000000")
    made = parcel(tmp_path, regions=("510403",))
    assert compose(made, settings().delivery) == compose(made, settings().delivery)


def test_message_ids_tell_recipients_and_contents_apart(tmp_path: Path) -> None:
    first = parcel(tmp_path, regions=("510403",))
    other = parcel(tmp_path, overview=True)
    assert compose(first, settings().delivery).message_id != compose(other, settings().delivery).message_id


def test_long_addresses_are_not_cut(tmp_path: Path) -> None:
    local = "a" * 60
    made = edition(tmp_path)
    (recipient,) = recipients(settings(people=[person(local, "张三")], allowed_domains=("example.gov.cn",)))
    (found,) = pack(recipient, made, items_of(recipient, made, [WEST]), settings().delivery)
    read = fast_mail_parser.parse_email(compose(found, settings().delivery).data)
    assert read.headers["To"] == [f"张三 <{local}@example.gov.cn>"]


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "mail.html").write_text("{{ nothing.here }}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"mail\.html"):
        compose(parcel(tmp_path, regions=("510403",)), settings().delivery, folder)


def test_a_notice_goes_to_the_operators() -> None:
    delivery = settings(operators=("ops@example.gov.cn", "duty@example.gov.cn")).delivery
    read = fast_mail_parser.parse_email(compose_notice("【投递通知】一封失败", "失败　张三：550\n", delivery, "1").data)
    assert read.headers["To"] == ["ops@example.gov.cn, duty@example.gov.cn"]
    assert read.subject == "【投递通知】一封失败"
    assert "550" in read.text_plain[0]


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=200), st.integers(1, 40))
def test_encoded_words_keep_every_character(text: str, before: int) -> None:
    words = encoded_words(text, before)
    assert all(len(word) <= 75 for word in words)
    assert before + len(words[0]) <= 76
    header = b"Subject: " + "\r\n ".join(words).encode("ascii") + b"\r\n\r\nx"
    assert fast_mail_parser.parse_email(header).subject == text
