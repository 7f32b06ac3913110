"""The ledger: durable, honest when it cannot be written, and nothing is sent then."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from briefing.distribution import ledger as module
from briefing.distribution.ledger import FILE_NAME, Key, Ledger, State, open_ledger, read_ledger
from briefing.distribution.listing import lines
from briefing.distribution.planning import Wish
from briefing.distribution.sending import send
from briefing.errors import OutputError, UnreadableInputError
from tests.distribution.material import MONTH, edition, person, settings
from tests.distribution.server import Post, serving

KEY = Key(MONTH, "overview@1/pdf region:510403@1/pdf", "a@example.gov.cn", 1)


def test_the_states_of_a_mail(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        ledger.queue(KEY, "<1@example.gov.cn>", {"总览.pdf": "ab"}, 1)
        ledger.begin(KEY)
        (entry,) = ledger.entries(MONTH)
        assert (entry.state, entry.attempts) == (State.SENDING, 1)
        ledger.finish(KEY, State.QUEUED, "451 稍后")
        ledger.begin(KEY)
        ledger.finish(KEY, State.SENT, "250 好")
    (entry,) = read_ledger(tmp_path)
    assert (entry.state, entry.attempts, entry.answer) == (State.SENT, 2, "250 好")
    assert entry.attachments == {"总览.pdf": "ab"}
    assert entry.items == {"overview@1/pdf", "region:510403@1/pdf"}
    assert read_ledger(tmp_path, "2026-09") == []


def test_it_is_written_ahead_and_flushed(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        connection = ledger._connection
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_reading_makes_nothing(tmp_path: Path) -> None:
    assert read_ledger(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_listing(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        ledger.queue(KEY, "<1@example.gov.cn>", {}, 1)
        ledger.finish(KEY, State.FAILED, "550 user unknown", permanent=True)
    head, row, closing = lines(read_ledger(tmp_path))
    assert head.split() == ["期", "版", "状态", "收件人", "次数", "时间", "内容", "对方答复"]
    for word in (MONTH, "失败", "a@example.gov.cn", "总览、地区 攀枝花市西区", "550 user unknown"):
        assert word in row
    assert closing == "共 1 封：失败 1。"
    assert list(lines([])) == ["没有投递记录。"]


@pytest.mark.parametrize("trouble", ["folder", "no database", "newer version"])
def test_a_ledger_that_cannot_be_used_stops_everything(tmp_path: Path, trouble: str) -> None:
    made = edition(tmp_path)
    path = tmp_path / FILE_NAME
    if trouble == "folder":
        path.mkdir()
    elif trouble == "no database":
        path.write_bytes(b"this is no database" * 100)
    else:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    with serving(Post()) as post:
        with pytest.raises((OutputError, UnreadableInputError), match="ledger"):
            send(settings(post.port, [person("a")]), tmp_path, made, Wish(), None)
        assert not post.mails


def test_a_full_disk_after_a_mail_leaves_it_in_doubt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was sent cannot be written down: the next run calls it unknown and does not send it again."""
    made = edition(tmp_path)
    finish = Ledger.finish

    def failing(self: Ledger, key: Key, state: State, answer: str, *, permanent: bool = False) -> None:
        with module._complaining(self._path):
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "finish", failing)
    people = [person("a"), person("b")]
    with serving(Post()) as post:
        with pytest.raises(OutputError, match="full"):
            send(settings(post.port, people), tmp_path, made, Wish(), None)
        monkeypatch.setattr(Ledger, "finish", finish)
        send(settings(post.port, people), tmp_path, made, Wish(), None)
        assert post.received() == {f"{name}@example.gov.cn": 1 for name in ("a", "b", "ops")}
    assert [entry.state for entry in read_ledger(tmp_path)] == [State.UNKNOWN, State.SENT]


def test_a_full_disk_stops_before_the_next_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own answer to a full disk, after some mails: what was sent is known, nothing more is sent."""
    made = edition(tmp_path)
    begin = Ledger.begin
    count = 0

    def filling(self: Ledger, key: Key) -> None:
        nonlocal count
        count += 1
        if count == 4:
            pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
            self._connection.execute(f"PRAGMA max_page_count = {pages}")
            with module._complaining(self._path), self._connection:
                self._connection.execute("CREATE TABLE filler AS SELECT zeroblob(1000000)")
        begin(self, key)

    monkeypatch.setattr(Ledger, "begin", filling)
    people = [person(f"r{number}") for number in range(8)]
    with serving(Post()) as post:
        with pytest.raises(OutputError, match="full"):
            send(settings(post.port, people), tmp_path, made, Wish(), None)
        assert len(post.mails) == 3
        monkeypatch.setattr(Ledger, "begin", begin)
        send(settings(post.port, people), tmp_path, made, Wish(), None)
        assert post.received() == {f"r{number}@example.gov.cn": 1 for number in range(8)}
