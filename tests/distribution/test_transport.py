"""Encryption, login and the line to the server: what is not safe is not used, and nothing is sent then."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.config import Delivery
from briefing.distribution.transport import BrokenOffError, Postman, RefusedError, UnreachableError
from tests.distribution.certificates import Certificates, make
from tests.distribution.material import settings
from tests.distribution.server import Post, serving

DATA = b"From: a@example.gov.cn\r\nSubject: x\r\n\r\n.one dot\r\n..two\r\nlast\r\n"
LOGIN = ("briefing", "s3cret-Pass")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make(tmp_path_factory.mktemp("tls"))


def deliver(delivery: Delivery, secret: str = "") -> str:
    postman = Postman(delivery, secret)
    try:
        postman.ready()
        return postman.deliver("a@example.gov.cn", DATA)
    finally:
        postman.quit()


def to(post: Post, certificates: Certificates | None = None, **changes: object) -> Delivery:
    known = settings(post.port, tls="starttls", **({"ca_file": str(certificates.authority)} if certificates else {}))
    return replace(known.delivery, **changes)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server does not see that its port is encrypted throughout
@pytest.mark.parametrize("implicit", [False, True])
def test_encrypted_and_logged_in(certificates: Certificates, implicit: bool) -> None:
    post = Post()
    options = {"auth_required": True, "authenticator": post.authenticate}
    with serving(post, certificates.context, implicit=implicit, auth_require_tls=not implicit, **options):
        delivery = to(post, certificates, tls="tls" if implicit else "starttls", username=LOGIN[0])
        assert deliver(delivery, LOGIN[1]).startswith("250")
    assert post.logins == [LOGIN]
    assert post.encrypted == [True]
    assert [data for _, data in post.mails] == [DATA]  # leading dots arrive as they were


def test_a_wrong_password_is_told_without_repeating_it(certificates: Certificates) -> None:
    post = Post()
    with serving(post, certificates.context, auth_required=True, authenticator=post.authenticate):
        with pytest.raises(UnreachableError, match="拒绝登录") as caught:
            deliver(to(post, certificates, username="briefing"), "wrong-Pass")
        assert not caught.value.passing
    assert "wrong-Pass" not in str(caught.value)
    assert not post.mails


def test_no_login_where_the_server_has_none(certificates: Certificates) -> None:
    with serving(Post(), certificates.context) as post, pytest.raises(UnreachableError):
        deliver(to(post, certificates, username="briefing"), "x")
    assert not post.mails


def test_a_server_without_encryption_gets_nothing() -> None:
    with serving(Post()) as post, pytest.raises(UnreachableError, match="STARTTLS") as caught:
        deliver(to(post))
    assert not caught.value.passing
    assert not post.mails


@pytest.mark.parametrize("trouble", ["unknown authority", "wrong host", "expired"])
@pytest.mark.parametrize("implicit", [False, True])
def test_certificates_are_verified(tmp_path: Path, certificates: Certificates, trouble: str, implicit: bool) -> None:
    theirs = make(
        tmp_path,
        host="mail.example.gov.cn" if trouble == "wrong host" else "127.0.0.1",
        days=-1 if trouble == "expired" else 2,
    )
    trusted = certificates if trouble == "unknown authority" else theirs
    with serving(Post(), theirs.context, implicit=implicit) as post:
        with pytest.raises(UnreachableError, match="证书没有通过验证") as caught:
            deliver(to(post, trusted, tls="tls" if implicit else "starttls"))
        assert not caught.value.passing
    assert not post.mails


def test_a_ca_file_that_is_none(tmp_path: Path, certificates: Certificates) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("这不是证书", encoding="utf-8")
    with serving(Post(), certificates.context) as post, pytest.raises(UnreachableError, match="CA 文件"):
        deliver(to(post, ca_file=str(broken)))


def test_plain_text_leaves_this_machine_never() -> None:
    delivery = replace(settings().delivery, server="192.0.2.1", timeout=0.1)
    with pytest.raises(UnreachableError):
        deliver(delivery)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UnreachableError, match="连接被拒绝") as caught:
        deliver(settings(port).delivery)
    assert caught.value.passing


@pytest.fixture
def silent() -> Iterator[int]:
    """A server that takes connections and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        taken: list[socket.socket] = []
        threading.Thread(target=lambda: taken.append(listening.accept()[0]), daemon=True).start()
        yield listening.getsockname()[1]
        for connection in taken:
            connection.close()


def test_a_server_that_says_nothing(silent: int) -> None:
    with pytest.raises(UnreachableError, match="超时"):
        deliver(settings(silent, timeout=0.2).delivery)


def test_a_mail_above_the_servers_limit_is_not_sent() -> None:
    with serving(Post(), data_size_limit=20) as post, pytest.raises(RefusedError, match="上限") as caught:
        deliver(settings(post.port).delivery)
    assert caught.value.permanent
    assert not post.attempts


def test_what_is_known_when_the_line_breaks() -> None:
    for fault, in_doubt in (("drop-mail", False), ("drop-data", True)):
        with serving(Post(fault=lambda to, nth, what=fault: what)) as post, pytest.raises(BrokenOffError) as caught:  # type: ignore[misc]
            deliver(settings(post.port).delivery)
        assert caught.value.in_doubt is in_doubt


def test_the_secret_shows_nowhere() -> None:
    assert "s3cret" not in repr(Postman(settings().delivery, "s3cret-Pass"))
