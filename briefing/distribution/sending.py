"""Sending an edition: plan, enter into the ledger, deliver one by one, and say what became of each."""

from __future__ import annotations

import heapq
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from briefing.config import Delivery, Settings
from briefing.distribution.ledger import Ledger, State, open_ledger, read_ledger
from briefing.distribution.message import Mail, compose, message_id
from briefing.distribution.notices import notice_mail
from briefing.distribution.parcels import Parcel
from briefing.distribution.planning import Plan, Wish, make_plan
from briefing.distribution.report import Report
from briefing.distribution.subscriptions import Recipient, password, recipients
from briefing.distribution.transport import BrokenOffError, Postman, RefusedError, UnreachableError
from briefing.editions import Edition
from briefing.errors import BriefingError, UsageError
from briefing.writing import write_bytes

OUTBOX = "outbox"
_UNSAFE = re.compile(r"[^A-Za-z0-9@._+-]")
Say = Callable[[str], None]


def write_outbox(settings: Settings, reports: Path, edition: Edition, wish: Wish, templates: Path | None) -> Report:
    """Write the mails that would go out as .eml files, and change nothing else. Raises OutputError."""
    plan = make_plan(settings, edition, _chosen(settings, wish.only), read_ledger(reports, edition.month), wish)
    report = Report(edition.label, held=dict(plan.held))
    folder = reports / OUTBOX / edition.folder.name
    if not wish.only:
        _empty(folder)
    for parcel in plan.parcels:
        part = f"-{parcel.part}" if parcel.parts > 1 else ""
        path = folder / f"{_UNSAFE.sub('_', parcel.recipient.address)}{part}.eml"
        write_bytes(path, compose(parcel, settings.delivery, templates).data)
        report.written.append(path)
    return report


def _empty(folder: Path) -> None:
    """Take out the mails of an earlier dry run, so that what lies there is what would go out."""
    for path in folder.glob("*.eml"):
        with suppress(OSError):
            path.unlink()


def send(
    settings: Settings, reports: Path, edition: Edition, wish: Wish, templates: Path | None, say: Say = lambda _: None
) -> Report:
    """Send what is not yet sent; the caller holds the edition's lock.

    Raises ConfigurationError and UsageError before anything is sent, OutputError when the ledger cannot be written.
    """
    chosen = _chosen(settings, wish.only)
    postman = Postman(settings.delivery, password(settings.delivery))
    with open_ledger(reports) as ledger:
        interrupted = ledger.settle_interrupted(edition.month)
        plan = make_plan(settings, edition, chosen, ledger.entries(edition.month), wish)
        report = Report(edition.label, held=dict(plan.held), interrupted=interrupted)
        _enter(plan, ledger, settings.delivery)
        try:
            if plan.parcels:
                _deliver_all(plan.parcels, settings.delivery, ledger, postman, report, templates, say)
            _notify(settings, postman, report)
        finally:
            postman.quit()
        report.doubtful = [e.key.recipient for e in ledger.entries(edition.month) if e.state is State.UNKNOWN]
    return report


def _chosen(settings: Settings, only: str) -> tuple[Recipient, ...]:
    everyone = recipients(settings)
    if not only:
        return everyone
    found = tuple(recipient for recipient in everyone if recipient.address.lower() == only.lower())
    if not found:
        near = get_close_matches(only, [recipient.address for recipient in everyone])
        hint = f"是不是 {'、'.join(near)}？" if near else "请用 config check 查看订阅者。"
        raise UsageError(f"订阅者中没有启用的 {only!r}。{hint}")
    return found


def _enter(plan: Plan, ledger: Ledger, delivery: Delivery) -> None:
    for key in plan.overtaken:
        ledger.withdraw(key)
    for parcel in plan.parcels:
        attachments = {name: item.sha256 for name, item in parcel.names.items()}
        ledger.queue(parcel.key, message_id(parcel, delivery), attachments, parcel.serial)


def _deliver_all(
    parcels: Sequence[Parcel],
    delivery: Delivery,
    ledger: Ledger,
    postman: Postman,
    report: Report,
    templates: Path | None,
    say: Say,
) -> None:
    """Deliver in order; what failed for the moment waits behind the others until its next attempt is due."""
    waiting = [(0.0, number) for number in range(len(parcels))]
    failures = dict.fromkeys(range(len(parcels)), 0)
    while waiting:
        due, number = heapq.heappop(waiting)
        time.sleep(max(0.0, due - time.monotonic()))
        parcel = parcels[number]
        mail = compose(parcel, delivery, templates)
        try:
            _open(postman, delivery)
        except UnreachableError as error:
            report.unreachable = str(error)
            report.waiting = [parcels[other].recipient.label for _, other in sorted([*waiting, (due, number)])]
            return
        parcel.edition.freeze()
        passing = _attempt(parcel, mail, ledger, postman, report)
        if passing is not None:
            failures[number] += 1
            if failures[number] > delivery.retries:
                ledger.finish(parcel.key, State.FAILED, passing)
                report.failed[parcel.recipient.label] = f"{passing}（试了 {failures[number]} 次）"
            else:
                ledger.finish(parcel.key, State.QUEUED, passing)
                moment = time.monotonic() + delivery.backoff * 2 ** (failures[number] - 1)
                heapq.heappush(waiting, (moment, number))
        say(f"{parcel.recipient.label}：{passing or '处理完毕'}")
        if waiting and delivery.pause:
            time.sleep(delivery.pause)


def _open(postman: Postman, delivery: Delivery) -> None:
    """A connection, after as many tries as are configured. Raises UnreachableError."""
    for attempt in range(delivery.retries + 1):
        try:
            postman.ready()
        except UnreachableError as error:
            if not error.passing or attempt == delivery.retries:
                raise
            time.sleep(delivery.backoff * 2**attempt)
        else:
            return


def _attempt(parcel: Parcel, mail: Mail, ledger: Ledger, postman: Postman, report: Report) -> str | None:
    """One attempt with its marks in the ledger; returns the answer to a failure that may pass, else None."""
    postman.in_doubt = False
    ledger.begin(parcel.key)
    try:
        answer = postman.deliver(parcel.recipient.address, mail.data)
    except RefusedError as refusal:
        if not refusal.permanent:
            return refusal.answer
        ledger.finish(parcel.key, State.FAILED, refusal.answer, permanent=True)
        report.failed[parcel.recipient.label] = refusal.answer
    except BrokenOffError as broken:
        if not broken.in_doubt:
            return f"投递中途断开（{broken.answer}）"
        ledger.finish(parcel.key, State.UNKNOWN, f"正文发出后连接断开（{broken.answer}），对方是否收到不明")
        report.unknown[parcel.recipient.label] = f"正文发出后连接断开（{broken.answer}）"
    except BaseException:  # interrupted: the ledger must say what is known before the program ends
        with suppress(BriefingError):
            state = State.UNKNOWN if postman.in_doubt else State.QUEUED
            ledger.finish(parcel.key, state, "发送途中程序被中止")
        raise
    else:
        ledger.finish(parcel.key, State.SENT, answer)
        report.sent.append(parcel.recipient.label)
    return None


def _notify(settings: Settings, postman: Postman, report: Report) -> None:
    """Tell the operators what went wrong in this run, in one mail; nobody when nothing did."""
    if not report.troubled or report.unreachable:
        return
    mail = notice_mail(report, settings.delivery)
    for address in settings.delivery.operators:
        try:
            postman.ready()
            postman.deliver(address, mail.data)
        except (RefusedError, BrokenOffError) as error:
            report.notice_failed[address] = error.answer
        except UnreachableError as error:
            report.notice_failed[address] = str(error)
            return
