"""Sending to a real server on this machine, well-behaved and not: everyone has one mail, or it is known why not."""

from __future__ import annotations

import random
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import fast_mail_parser
import pytest

from briefing.distribution.ledger import State, read_ledger
from briefing.distribution.planning import Wish
from briefing.distribution.report import Report
from briefing.distribution.sending import send
from tests.distribution.material import MONTH, edition, person, settings
from tests.distribution.server import Post, serving

OPERATOR = "ops@example.gov.cn"


def deliver(reports: Path, post: Post, people: list, wish: Wish | None = None, **delivery: object) -> Report:  # type: ignore[type-arg]
    from briefing.editions import finished

    return send(settings(post.port, people, **delivery), reports, finished(reports, MONTH), wish or Wish(), None)


def states(reports: Path) -> dict[str, State]:
    return {entry.key.recipient.partition("@")[0]: entry.state for entry in read_ledger(reports, MONTH)}


def test_each_recipient_has_one_mail_and_a_second_run_sends_nothing(tmp_path: Path) -> None:
    edition(tmp_path)
    people = [person("zhang", "张三"), person("li", overview=True, themes=("养老",)), person("off", enabled=False)]
    with serving(Post()) as post:
        report = deliver(tmp_path, post, people)
        assert report.sent == ["张三 <zhang@example.gov.cn>", "li@example.gov.cn"]
        assert not report.troubled
        again = deliver(tmp_path, post, people)
        assert (again.sent, again.troubled) == ([], False)
        assert post.received() == {"zhang@example.gov.cn": 1, "li@example.gov.cn": 1}
        assert post.connections == 1  # one connection for all mails of a run
    assert states(tmp_path) == {"zhang": State.SENT, "li": State.SENT}
    assert (tmp_path / MONTH / "sent.json").exists()


def test_the_ledger_knows_what_was_attached(tmp_path: Path) -> None:
    edition(tmp_path)
    with serving(Post()) as post:
        deliver(tmp_path, post, [person("li", overview=True, themes=("养老",))])
        ((_, data),) = post.mails
    read = fast_mail_parser.parse_email(data)
    (entry,) = read_ledger(tmp_path)
    assert entry.attachments == {a.filename: sha256(a.content).hexdigest() for a in read.attachments}
    assert entry.message_id == read.headers["Message-ID"][0]
    assert entry.answer == "250 2.0.0 queued"


def test_attempts_come_at_growing_intervals_and_others_need_not_wait(tmp_path: Path) -> None:
    edition(tmp_path)
    with serving(Post(fault=lambda to, nth: "busy" if to.startswith("bad") else "")) as post:
        deliver(tmp_path, post, [person("bad"), person("z")], backoff=0.1, retries=3)
        first, other, *later = post.moments[:5]
    assert other - first < 0.1
    gaps = [b - a for a, b in pairwise([first, *later])]
    assert [gap >= least for gap, least in zip(gaps, (0.1, 0.2, 0.4), strict=True)] == [True] * 3


def test_a_pause_between_mails(tmp_path: Path) -> None:
    edition(tmp_path)
    with serving(Post()) as post:
        deliver(tmp_path, post, [person(f"r{number}") for number in range(3)], pause=0.15)
        assert all(b - a >= 0.15 for a, b in pairwise(post.moments))


@pytest.mark.parametrize(
    ("fault", "state", "received"),
    [
        ("busy", State.FAILED, 0),
        ("full", State.FAILED, 0),
        ("sender", State.FAILED, 0),
        ("refused", State.FAILED, 0),
        ("spam", State.FAILED, 0),
        ("drop-mail", State.FAILED, 0),
        ("drop-data", State.UNKNOWN, 1),
        ("drop-lost", State.UNKNOWN, 0),
        ("hang", State.UNKNOWN, 1),
    ],
)
@pytest.mark.parametrize("always", [False, True])
def test_faults(tmp_path: Path, fault: str, state: State, received: int, always: bool) -> None:
    """A fault of the first attempt only, and one that stays."""
    edition(tmp_path)
    passing = fault in ("busy", "full", "sender", "drop-mail")

    def misbehave(recipient: str, attempt: int) -> str:
        return fault if recipient.startswith("bad") and (always or attempt == 1) else ""

    people = [person("a"), person("bad"), person("z")]
    with serving(Post(fault=misbehave, hang=1.0)) as post:
        report = deliver(tmp_path, post, people, timeout=0.4)
        found = post.received()
    if passing and not always:
        state, received = State.SENT, 1
    assert states(tmp_path) == {"a": State.SENT, "bad": state, "z": State.SENT}
    assert found["bad@example.gov.cn"] == received
    assert (found["a@example.gov.cn"], found["z@example.gov.cn"]) == (1, 1)
    assert found[OPERATOR] == (0 if state is State.SENT else 1)
    assert report.troubled is (state is not State.SENT)
    attempts = {e.key.recipient: e.attempts for e in read_ledger(tmp_path)}["bad@example.gov.cn"]
    assert attempts == (4 if passing and always else 2 if passing else 1)


def test_five_hundred_recipients_with_faults(tmp_path: Path) -> None:
    """Every recipient ends in one of sent, failed, unknown; nobody has two mails; the ledger says what is true."""
    edition(tmp_path)
    kinds = ("busy", "full", "sender", "refused", "spam", "drop-mail", "drop-data", "drop-lost")
    dice = random.Random(20261010)
    fates = {
        f"r{number}@example.gov.cn": [dice.choice(kinds) if dice.random() < 0.25 else "" for _ in range(8)]
        for number in range(500)
    }
    people = [person(address.partition("@")[0]) for address in fates]
    with serving(Post(fault=lambda to, nth: fates[to][nth - 1] if to in fates and nth <= 8 else "")) as post:
        post.every_nth_connection = 3
        report = deliver(tmp_path, post, people)
        found = post.received()
        assert not report.waiting
        del found[OPERATOR]
        ledger = {entry.key.recipient: entry for entry in read_ledger(tmp_path, MONTH)}
        assert set(ledger) == set(fates)
        assert max(found.values()) == 1
        for address, entry in ledger.items():
            assert entry.state in (State.SENT, State.FAILED, State.UNKNOWN)
            if entry.state is not State.UNKNOWN:
                assert found[address] == (entry.state is State.SENT), (address, entry)
        counts = Counter(entry.state for entry in ledger.values())
        assert counts[State.SENT] > 350
        assert counts[State.UNKNOWN] > 10
        assert counts[State.FAILED] > 10
        deliver(tmp_path, post, people)  # what was only busy is tried again; nobody gets a second mail
        again = post.received()
        del again[OPERATOR]
        assert max(again.values()) == 1


def test_resending(tmp_path: Path) -> None:
    edition(tmp_path)
    fault = {"a@example.gov.cn": "refused", "b@example.gov.cn": "drop-data"}
    people = [person("a"), person("b"), person("c")]
    with serving(Post(fault=lambda to, nth: fault.get(to, ""))) as post:
        deliver(tmp_path, post, people)
        assert states(tmp_path) == {"a": State.FAILED, "b": State.UNKNOWN, "c": State.SENT}
        fault.clear()
        deliver(tmp_path, post, people)
        assert states(tmp_path) == {"a": State.FAILED, "b": State.UNKNOWN, "c": State.SENT}
        deliver(tmp_path, post, people, Wish(resend_failed=True))
        assert states(tmp_path) == {"a": State.SENT, "b": State.UNKNOWN, "c": State.SENT}
        deliver(tmp_path, post, people, Wish(only="B@example.gov.cn", force_resend=True))
        assert states(tmp_path) == {"a": State.SENT, "b": State.SENT, "c": State.SENT}
        found = post.received()
        assert (found["a@example.gov.cn"], found["b@example.gov.cn"], found["c@example.gov.cn"]) == (1, 2, 1)
        names = [data.partition(b"Message-ID: ")[2].split(b"\r\n")[0] for to, data in post.mails if to.startswith("b@")]
        assert len(set(names)) == 2  # a mail that is asked for again must not be taken for the first one's double
