"""The conversation with the mail server, step by step, so that it is known how far it came when it breaks off."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from briefing.config import Delivery
from briefing.distribution.subscriptions import is_loopback
from briefing.errors import DeliveryError

_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
_IDLE = 5.0  # seconds after which the connection is tried before it is used
_LONGEST_ANSWER = 300
_CLOSING = 421  # service closing its channel (RFC 5321, 4.2.3)


class RefusedError(Exception):
    """The server answered, and did not take the mail."""

    def __init__(self, answer: str, *, permanent: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.permanent = permanent


class BrokenOffError(Exception):
    """The connection was lost. `in_doubt`: after the server had asked for the message, so it may have taken it."""

    def __init__(self, answer: str, *, in_doubt: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.in_doubt = in_doubt


class UnreachableError(DeliveryError):
    """No conversation can be begun: no connection, no encryption, no login. `passing`: another try may help."""

    def __init__(self, message: str, *, passing: bool) -> None:
        super().__init__(message)
        self.passing = passing


@dataclass(slots=True)
class Postman:
    """One connection that is used for many mails; opened when it is first needed."""

    delivery: Delivery
    secret: str = field(repr=False)
    in_doubt: bool = False  # the last mail's message went on its way: only its answer tells what became of it
    _smtp: smtplib.SMTP | None = None
    _used: float = 0.0

    def ready(self) -> None:
        """Have a connection, encrypted and logged in. Raises UnreachableError."""
        if self._smtp is not None and time.monotonic() - self._used > _IDLE and not self._agrees(smtplib.SMTP.noop):
            self.close()
        if self._smtp is None:
            self._smtp = self._connected()
        self._used = time.monotonic()

    def deliver(self, recipient: str, data: bytes) -> str:
        """Hand over one mail; returns the server's answer. Raises RefusedError, BrokenOffError."""
        assert self._smtp is not None
        self.in_doubt = False
        largest = self._smtp.esmtp_features.get("size", "")
        if largest.isdecimal() and 0 < int(largest) < len(data):
            raise RefusedError(f"邮件 {len(data)} 字节，超过服务器的上限 {largest} 字节，没有投出", permanent=True)
        try:
            return self._transaction(self._smtp, recipient, data)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise BrokenOffError(_reason(error), in_doubt=self.in_doubt) from error
        finally:
            self._used = time.monotonic()

    def close(self) -> None:
        """End the connection."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def quit(self) -> None:
        """Take leave of the server, then end the connection."""
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):  # everything is said: how the line ends does not matter
                self._smtp.quit()
            self.close()

    def _transaction(self, smtp: smtplib.SMTP, recipient: str, data: bytes) -> str:
        sized = [f"SIZE={len(data)}"] if smtp.has_extn("size") else []
        self._step(lambda: smtp.mail(self.delivery.sender, sized), (250,))
        self._step(lambda: smtp.rcpt(recipient), (250, 251))
        self._step(lambda: smtp.docmd("DATA"), (354,))
        self.in_doubt = True
        smtp.send(_LEADING_DOT.sub(b"..", data.removesuffix(b"\r\n")) + b"\r\n.\r\n")
        return self._step(smtp.getreply, (250,))

    def _step(self, ask: Callable[[], tuple[int, bytes]], good: tuple[int, ...]) -> str:
        code, text = ask()
        answer = f"{code} {_shown(text)}"
        if code in good:
            return answer
        if code < 0 or not 400 <= code < 600:
            raise smtplib.SMTPServerDisconnected(answer)
        self.in_doubt = False
        if code == _CLOSING or not self._agrees(smtplib.SMTP.rset):
            self.close()
        raise RefusedError(answer, permanent=code >= 500)

    def _agrees(self, ask: Callable[[smtplib.SMTP], tuple[int, bytes]]) -> bool:
        try:
            return self._smtp is not None and ask(self._smtp)[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _connected(self) -> smtplib.SMTP:
        where = f"{self.delivery.server}:{self.delivery.port}"
        smtp: smtplib.SMTP | None = None
        try:
            smtp = self._opened()
            smtp.ehlo_or_helo_if_needed()
            self._log_in(smtp)
        except ssl.SSLCertVerificationError as error:
            _drop(smtp)
            raise UnreachableError(
                f"邮件服务器 {where} 的证书没有通过验证（{error.verify_message}），没有发信。"
                "单位自建的证书请以 delivery.ca_file 指明其 CA 文件。",
                passing=False,
            ) from error
        except UnreachableError:
            _drop(smtp)
            raise
        except smtplib.SMTPAuthenticationError as error:
            _drop(smtp)
            raise UnreachableError(
                f"邮件服务器 {where} 拒绝登录（{error.smtp_code}），没有发信。请检查用户名和密码。",
                passing=400 <= error.smtp_code < 500,
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            _drop(smtp)
            raise UnreachableError(
                f"连不上邮件服务器 {where}（{_reason(error)}）。请检查 delivery.server、port、tls 和网络。",
                passing=True,
            ) from error
        return smtp

    def _opened(self) -> smtplib.SMTP:
        host, port, timeout = self.delivery.server, self.delivery.port, self.delivery.timeout
        if self.delivery.tls == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=timeout, context=self._context())
        smtp = smtplib.SMTP(host, port, timeout=timeout)
        if self.delivery.tls == "starttls":
            smtp.ehlo_or_helo_if_needed()
            if not smtp.has_extn("starttls"):
                _drop(smtp)
                raise UnreachableError(
                    f'邮件服务器 {host}:{port} 不支持 STARTTLS 加密，没有发信。请改用加密的端口，或 tls = "tls"。',
                    passing=False,
                )
            smtp.starttls(context=self._context())
        elif not is_loopback(host):  # the settings forbid it; so does the last line before the network
            _drop(smtp)
            raise UnreachableError(f"不加密只允许用于本机，{host} 不是本机，没有发信。", passing=False)
        return smtp

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.delivery.ca_file or None)
        except (OSError, ssl.SSLError) as error:
            raise UnreachableError(
                f"CA 文件 {self.delivery.ca_file} 读不出或不是 PEM 格式的证书，没有发信。", passing=False
            ) from error

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if not self.delivery.username:
            return
        if not smtp.has_extn("auth"):
            raise UnreachableError("邮件服务器不接受登录（没有 AUTH），请去掉 delivery.username。", passing=False)
        smtp.login(self.delivery.username, self.secret)


def _drop(smtp: Any) -> None:
    if smtp is not None:
        smtp.close()


def _shown(text: bytes) -> str:
    return " ".join(text.decode("utf-8", "replace").split())[:_LONGEST_ANSWER]


def _reason(error: Exception) -> str:
    if isinstance(error, (TimeoutError, socket.timeout)) or "timed out" in str(error):
        return "等待应答超时"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "对方断开了连接"
    if isinstance(error, ConnectionRefusedError):
        return "连接被拒绝"
    if isinstance(error, socket.gaierror):
        return "找不到这个主机名"
    return " ".join(str(error).split())[:_LONGEST_ANSWER] or type(error).__name__
