"""Every mistake in the delivery settings is found and named, and no secret is printed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config import Delivery, Settings, load_settings
from briefing.distribution.subscriptions import is_loopback, password, problems, recipients
from briefing.errors import ConfigurationError
from tests.distribution.material import person, settings


def complaints(**delivery: object) -> list[str]:
    return list(problems(settings(**delivery)))


def test_good_settings_have_no_problem() -> None:
    assert complaints() == []
    (recipient,) = recipients(settings(people=[person("a", regions=("攀枝花市西区", "510403"), themes=("养老",))]))
    assert recipient.keys == ("region:510403", "theme:养老")


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("a@example.gov.cn\nBcc: x@evil.com", "换行"),
        ("a@example.gov.cn\r\n", "换行"),
        ("a\x00@example.gov.cn", "控制字符"),
        ("", "没有写邮件地址"),
        ("example.gov.cn", "不合规范"),
        ("a@b", "不合规范"),
        ("a b@example.gov.cn", "不合规范"),
        ("a@@example.gov.cn", "不合规范"),
        (".a@example.gov.cn", "不合规范"),
        ("a@example..cn", "不合规范"),
        ("张三@example.gov.cn", "不合规范"),
        ("<a@example.gov.cn>", "不合规范"),
        ("a@example.gov.cn,b@example.gov.cn", "不合规范"),
        ("a" * 65 + "@example.gov.cn", "不合规范"),
        ("a@evil.com", "允许的收件域"),
        ("a@sub.example.gov.cn", "允许的收件域"),
    ],
)
def test_bad_addresses(address: str, word: str) -> None:
    found = list(problems(settings(people=[replace(person("x"), address=address)])))
    assert len(found) == 1
    assert word in found[0]
    assert "\n" not in found[0]
    assert "\r" not in found[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"regions": ("不存在的地方",)}, "不存在的地方"),
        ({"regions": ("鼓楼区",)}, "鼓楼区"),
        ({"themes": ("航天",)}, "航天"),
        ({"regions": ()}, "没有订阅任何内容"),
        ({"formats": ("docx",)}, "formats"),
        ({"formats": ()}, "formats"),
        ({"edition": "secret"}, "edition"),
        ({"name": "张\n三"}, "姓名"),
    ],
)
def test_bad_subscriptions(changes: dict[str, object], word: str) -> None:
    wrong = replace(person("x"), **changes)  # type: ignore[arg-type]
    found = list(problems(settings(people=[wrong])))
    assert len(found) == 1
    assert word in found[0]


def test_an_address_stands_once() -> None:
    assert "相同" in next(problems(settings(people=[person("a"), person("A")])))


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"server": ""}, "delivery.server"),
        ({"server": "mail server"}, "不是主机名"),
        ({"port": 0}, "delivery.port"),
        ({"tls": "ssl"}, "delivery.tls"),
        ({"tls": "none", "server": "mail.example.gov.cn"}, "只允许用于本机"),
        ({"tls": "none", "server": "10.0.0.1"}, "只允许用于本机"),
        ({"tls": "none", "server": "localhost.example.gov.cn"}, "只允许用于本机"),
        ({"ca_file": "/nowhere/ca.pem"}, "ca_file"),
        ({"timeout": 0.0}, "timeout"),
        ({"retries": -1}, "retries"),
        ({"oversize": "drop"}, "oversize"),
        ({"oversize": "link"}, "link_base"),
        ({"sender": "x"}, "delivery.sender"),
        ({"sender": "a@example.gov.cn\nBcc: b@evil.com"}, "delivery.sender"),
        ({"sender_name": "甲\r\nBcc: b@evil.com"}, "sender_name"),
        ({"reply_to": "x"}, "reply_to"),
        ({"list_id": "a b"}, "list_id"),
        ({"allowed_domains": ()}, "allowed_domains"),
        ({"operators": ()}, "operators"),
        ({"operators": ("ops@evil.com",)}, "operators"),
        ({"username": "briefing"}, "没有密码"),
    ],
)
def test_bad_delivery_settings(changes: dict[str, object], word: str) -> None:
    found = complaints(**changes)
    assert any(word in text for text in found), found
    assert not any("\n" in text or "\r" in text for text in found)


def test_everything_wrong_is_told_at_once() -> None:
    assert len(list(problems(Settings(delivery=Delivery(port=0, tls="x"))))) >= 6


def test_password_from_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "password"
    file.write_text("from-file\n", encoding="utf-8")
    file.chmod(0o600)
    delivery = settings(username="briefing", password_file=str(file)).delivery
    assert password(delivery) == "from-file"
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", "from-environment")
    assert password(delivery) == "from-environment"
    assert "from-environment" not in repr(delivery)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_password_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "password"
    file.write_text("hush-hush\n", encoding="utf-8")
    file.chmod(mode)
    with pytest.raises(ConfigurationError, match="chmod 600") as caught:
        password(settings(username="briefing", password_file=str(file)).delivery)
    assert "hush" not in str(caught.value)


def test_a_password_in_the_settings_is_refused_without_repeating_it(tmp_path: Path) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text('[delivery]\npassword = "hush-hush"\n', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="password") as caught:
        load_settings(file)
    assert "hush" not in str(caught.value)


def test_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.1.2.3", "::1", "localhost")))
    assert not any(map(is_loopback, ("10.0.0.1", "0.0.0.0", "localhost.evil.com", "127.0.0.1.evil.com")))


EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "briefing.example.toml"


def test_the_example_is_valid_and_names_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "BRIEFING_SMTP_PASSWORD", "x")
    monkeypatch.chdir(EXAMPLE.parent)
    loaded = load_settings(EXAMPLE)
    assert list(problems(loaded)) == []
    assert len(recipients(loaded)) >= 3
    text = EXAMPLE.read_text(encoding="utf-8")
    for section in (loaded.publication, loaded.thresholds, loaded.gate, loaded.delivery, loaded.subscriptions[0]):
        for name in section.__dataclass_fields__:
            assert f"{name} = " in text, name
