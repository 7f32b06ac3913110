"""Who receives what: the subscriptions of briefing.toml, checked as a whole so that every mistake shows at once."""

from __future__ import annotations

import ipaddress
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Delivery, Settings, Subscription
from briefing.errors import BriefingError, ConfigurationError, because
from briefing.reference.divisions import resolve
from briefing.reference.themes import resolve_theme

FORMATS = ("pdf", "html", "xlsx")
PASSWORD_VARIABLE = "BRIEFING_SMTP_PASSWORD"  # the variable's name, no secret
_TLS = ("starttls", "tls", "none")
# RFC 5321 dot-atom in ASCII: zhang.san+a@stats.example.gov.cn
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
_LONGEST_LOCAL = 64
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9A-Fa-f:]+")


@dataclass(frozen=True, slots=True)
class Recipient:
    """An enabled subscription: the keys of the briefings wanted, in the order they are attached."""

    address: str
    name: str
    keys: tuple[str, ...]
    formats: tuple[str, ...]
    external: bool

    @property
    def label(self) -> str:
        """The recipient in messages."""
        return f"{self.name} <{self.address}>" if self.name else self.address


def recipients(settings: Settings) -> tuple[Recipient, ...]:
    """The enabled recipients. Raises ConfigurationError that lists everything wrong with delivery and subscriptions."""
    found = list(problems(settings))
    if found:
        more = f"（另有 {len(found) - 1} 处，见 config check）" if len(found) > 1 else ""
        raise ConfigurationError(f"briefing.toml 的投递设置有误：{found[0]}{more}")
    return tuple(_recipient(subscription) for subscription in settings.subscriptions if subscription.enabled)


def problems(settings: Settings) -> Iterator[str]:
    """Every mistake in the delivery settings and subscriptions, a Chinese sentence each."""
    yield from _server_problems(settings.delivery)
    yield from _sender_problems(settings.delivery)
    if not settings.subscriptions:
        yield "没有任何订阅，请至少写一节 [[subscriptions]]。"
    seen: dict[str, int] = {}
    for number, subscription in enumerate(settings.subscriptions, 1):
        where = f"第 {number} 个订阅（{printed(subscription.address)}）"
        yield from (f"{where}{text}" for text in _subscription_problems(subscription, settings.delivery))
        first = seen.setdefault(subscription.address.lower(), number)
        if first != number:
            yield f"{where}与第 {first} 个订阅的地址相同，请合并成一个。"


def address_problem(address: str) -> str:
    """What is wrong with a mail address; empty when nothing is."""
    if not address:
        return "没有写邮件地址。"
    if _CONTROL.search(address):
        return f"的邮件地址 {printed(address)} 中有换行或控制字符。"
    match = _ADDRESS.fullmatch(address)
    if match is None or len(address) > _LONGEST_ADDRESS or len(match["local"]) > _LONGEST_LOCAL:
        return f"的邮件地址 {printed(address)} 不合规范，应写成 zhangsan@example.gov.cn 的样子（只用英文字符）。"
    return ""


def printed(text: str) -> str:
    """`text` for a message: control characters made visible, so that a line stays a line."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text) or "空"


def is_loopback(host: str) -> bool:
    """Whether a host name can only mean this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def password(delivery: Delivery) -> str:
    """The server's password from the environment or the password file; empty when no user name is set.

    Raises ConfigurationError when it is missing or the file may be read by others.
    """
    if not delivery.username:
        return ""
    secret = os.environ.get(PASSWORD_VARIABLE, "")
    if not secret and delivery.password_file:
        secret = _from_file(Path(delivery.password_file))
    if not secret:
        raise ConfigurationError(
            f"设置了 delivery.username 而没有密码。请设置环境变量 {PASSWORD_VARIABLE}，"
            "或把密码写进一个权限为 600 的文件并以 delivery.password_file 指明。"
        )
    if not secret.isascii():
        raise ConfigurationError("邮件服务器的密码含有非英文字符，SMTP 登录不支持，请更换密码。")
    return secret


def _from_file(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise ConfigurationError(f"密码文件 {path} 的权限过宽，请运行 chmod 600 {path}。")
            return file.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = because(error) if isinstance(error, OSError) else "不是文本"
        raise ConfigurationError(f"密码文件 {path} 读不出（{reason}）。请检查 delivery.password_file。") from error


def _server_problems(delivery: Delivery) -> Iterator[str]:
    if not delivery.server:
        yield "没有写邮件服务器 delivery.server。"
    elif not _HOST.fullmatch(delivery.server):
        yield f"delivery.server “{printed(delivery.server)}”不是主机名。"
    if not 1 <= delivery.port <= 65535:
        yield f"delivery.port 应为 1 至 65535，现为 {delivery.port}。"
    if delivery.tls not in _TLS:
        yield f"delivery.tls 应为 {'、'.join(_TLS)} 之一，现为“{printed(delivery.tls)}”。"
    elif delivery.tls == "none" and not is_loopback(delivery.server):
        yield 'delivery.tls = "none" 只允许用于本机（127.0.0.1、::1、localhost），连其他服务器必须加密。'
    if delivery.ca_file and not Path(delivery.ca_file).is_file():
        yield f"delivery.ca_file 指明的 {delivery.ca_file} 不存在。"
    yield from _number_problems(delivery)
    try:
        password(delivery)
    except BriefingError as error:
        yield str(error)


def _number_problems(delivery: Delivery) -> Iterator[str]:
    for name in ("timeout", "largest_mail"):
        if getattr(delivery, name) <= 0:
            yield f"delivery.{name} 应大于 0。"
    for name in ("retries", "backoff", "pause"):
        if getattr(delivery, name) < 0:
            yield f"delivery.{name} 不能为负数。"
    if delivery.oversize not in ("split", "link"):
        yield f"delivery.oversize 应为 split 或 link，现为“{printed(delivery.oversize)}”。"
    elif delivery.oversize == "link" and not delivery.link_base:
        yield 'delivery.oversize = "link" 时须写明 delivery.link_base（读者打开成品文件夹的地址）。'


def _sender_problems(delivery: Delivery) -> Iterator[str]:
    for name, address in (("sender", delivery.sender), ("reply_to", delivery.reply_to or delivery.sender)):
        problem = address_problem(address)
        if problem:
            yield f"delivery.{name} {problem.removeprefix('的邮件地址 ')}"
    for name in ("sender_name", "list_id", "link_base"):
        if _CONTROL.search(getattr(delivery, name)):
            yield f"delivery.{name} 中有换行或控制字符。"
    if delivery.list_id and not re.fullmatch(rf"{_LABEL}(?:\.{_LABEL})+", delivery.list_id):
        yield f"delivery.list_id “{printed(delivery.list_id)}”应写成域名的样子，如 briefing.example.gov.cn。"
    if not delivery.allowed_domains:
        yield '没有写允许的收件域 delivery.allowed_domains，如 ["example.gov.cn"]。'
    if not delivery.operators:
        yield "没有写接收故障通知的 delivery.operators。"
    for address in delivery.operators:
        problem = address_problem(address) or _domain_problem(address, delivery)
        if problem:
            yield f"delivery.operators {problem}"


def _domain_problem(address: str, delivery: Delivery) -> str:
    domain = address.rpartition("@")[2].lower()
    if domain in {allowed.lower() for allowed in delivery.allowed_domains}:
        return ""
    return f"的地址 {address} 不在允许的收件域（{'、'.join(delivery.allowed_domains)}）之内。"


def _subscription_problems(subscription: Subscription, delivery: Delivery) -> Iterator[str]:
    problem = address_problem(subscription.address)
    if not problem and delivery.allowed_domains:
        problem = _domain_problem(subscription.address, delivery)
    if problem:
        yield problem
    if _CONTROL.search(subscription.name):
        yield f"的姓名 {printed(subscription.name)} 中有换行或控制字符。"
    for find, names in ((resolve, subscription.regions), (resolve_theme, subscription.themes)):
        for name in names:
            try:
                find(name)
            except BriefingError as error:
                yield f"：{error}"
    if not (subscription.regions or subscription.themes or subscription.overview):
        yield "没有订阅任何内容，请写 regions、themes 或 overview = true。"
    unknown = [form for form in subscription.formats if form not in FORMATS]
    if unknown or not subscription.formats:
        yield f"的 formats 应取自 {'、'.join(FORMATS)}，现为“{printed('、'.join(subscription.formats))}”。"
    if subscription.edition not in ("internal", "external"):
        yield f"的 edition 应为 internal 或 external，现为“{printed(subscription.edition)}”。"


def _recipient(subscription: Subscription) -> Recipient:
    keys = ["overview"] if subscription.overview else []
    keys += [f"region:{resolve(name).code}" for name in subscription.regions]
    keys += [f"theme:{resolve_theme(name).name}" for name in subscription.themes]
    return Recipient(
        subscription.address,
        subscription.name,
        tuple(dict.fromkeys(keys)),
        tuple(dict.fromkeys(subscription.formats)),
        subscription.edition == "external",
    )
