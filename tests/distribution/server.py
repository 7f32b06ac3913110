"""A mail server on this machine for the tests: it takes mails, or misbehaves where it is told to."""

from __future__ import annotations

import asyncio
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

# What a server may do to the nth attempt (from 1) for a recipient: "" take it, or one of these.
#   busy      4xx to RCPT          refused   5xx to RCPT           sender    4xx to MAIL with 421 and goodbye
#   full      4xx after DATA       spam      5xx after DATA        drop-mail drop at RCPT, before DATA
#   drop-data drop when the message has come, which is kept        drop-lost the same, and it is lost
#   hang      no answer after the message, which is kept
Fault = Callable[[str, int], str]


@dataclass
class Post:
    """What the server has taken and seen."""

    fault: Fault = lambda recipient, attempt: ""
    every_nth_connection: int = 0  # closed as soon as it is made
    hang: float = 5.0
    answering: bool = False  # whoever hangs is answered at once from now on
    answer_time: float = 0.0  # seconds between taking a mail and saying so
    mails: list[tuple[str, bytes]] = field(default_factory=list)
    attempts: Counter[str] = field(default_factory=Counter)
    moments: list[float] = field(default_factory=list)  # of the attempts, seconds
    connections: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def received(self) -> Counter[str]:
        """How many mails each recipient has."""
        with self.lock:
            return Counter(recipient for recipient, _ in self.mails)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's names
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del session, options
        with self.lock:
            self.attempts[address] += 1
            self.moments.append(time.monotonic())
        envelope.rcpt_tos.append(address)
        match self.fault(address, self.attempts[address]):
            case "busy":
                envelope.rcpt_tos.pop()
                return "451 4.3.2 稍后再试"
            case "refused":
                envelope.rcpt_tos.pop()
                return "550 5.1.1 user unknown"
            case "sender":
                envelope.rcpt_tos.pop()
                return "421 4.3.2 closing"
            case "drop-mail":
                self._drop(server)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del session
        (recipient,) = envelope.rcpt_tos
        content = envelope.original_content or b""
        fault = self.fault(recipient, self.attempts[recipient])
        if fault == "full":
            return "452 4.2.2 mailbox full"
        if fault == "spam":
            return "554 5.7.1 rejected"
        if fault == "drop-lost":
            self._drop(server)
            return "250 lost"
        with self.lock:
            self.mails.append((recipient, content))
            self.encrypted.append(bool(server.transport and server.transport.get_extra_info("ssl_object")))
        if fault == "drop-data":
            self._drop(server)
        if fault == "hang":
            until = asyncio.get_running_loop().time() + self.hang
            while not self.answering and asyncio.get_running_loop().time() < until:
                await asyncio.sleep(0.02)
        if self.answer_time:
            await asyncio.sleep(self.answer_time)
        return "250 2.0.0 queued"

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """Take one user."""
        del server, session, envelope, mechanism
        assert isinstance(data, LoginPassword)
        pair = data.login.decode(), data.password.decode()
        self.logins.append(pair)
        return AuthResult(success=pair == ("briefing", "s3cret-Pass"), handled=False)

    @staticmethod
    def _drop(server: SMTP) -> None:
        assert server.transport is not None
        server.transport.abort()


class _Server(Controller):
    def __init__(self, post: Post, **options: Any) -> None:
        super().__init__(post, hostname="127.0.0.1", port=0, ready_timeout=10, **options)
        self.post = post

    def factory(self) -> SMTP:
        post = self.post

        class Counted(SMTP):
            def connection_made(self, transport: Any) -> None:
                first = self.transport is None
                super().connection_made(transport)
                if first:
                    post.connections += 1
                    nth = post.every_nth_connection
                    if nth and post.connections % nth == 0:
                        transport.abort()

        return Counted(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        """The port is chosen by the system: ask which before the first connection."""
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        post_port = self.port
        super()._trigger_server()
        self.post.port = post_port
        self.post.connections = 0


@contextmanager
def serving(post: Post, tls: ssl.SSLContext | None = None, *, implicit: bool = False, **options: Any) -> Iterator[Post]:
    """The server on a port of its own: plain, with STARTTLS, or encrypted from the start (`implicit`)."""
    context = {"ssl_context" if implicit else "tls_context": tls}
    controller = _Server(post, **context, **options)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()
