"""What was sent to whom: one row a mail in an SQLite file, written before and after every attempt.

A row that says `sending` when nobody holds the edition's lock belongs to a run that was killed: whether the server
had taken that mail nobody knows, and it is never sent again by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefing.errors import OutputError, UnreadableInputError

FILE_NAME = "ledger.sqlite3"
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    edition     TEXT NOT NULL,
    products    TEXT NOT NULL,     -- what it carries: overview@1/pdf region:510403@1/pdf
    recipient   TEXT NOT NULL,     -- address in lower case
    revision    INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
    permanent   INTEGER NOT NULL DEFAULT 0,    -- a failure that another attempt cannot mend
    attempts    INTEGER NOT NULL DEFAULT 0,
    serial      INTEGER NOT NULL DEFAULT 1,    -- counts the times it was asked to be sent again
    answer      TEXT NOT NULL DEFAULT '',      -- of the server, or why there was none
    message_id  TEXT NOT NULL DEFAULT '',
    attachments TEXT NOT NULL DEFAULT '{}',    -- file name -> SHA-256
    updated     TEXT NOT NULL,
    PRIMARY KEY (edition, products, recipient, revision)
)
"""


class State(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a delivery one and the same."""

    edition: str
    products: str
    recipient: str
    revision: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger."""

    key: Key
    state: State
    permanent: bool
    attempts: int
    serial: int
    answer: str
    message_id: str
    attachments: dict[str, str]
    updated: str

    @property
    def items(self) -> frozenset[str]:
        """The files that it carries, by product, revision and format."""
        return frozenset(self.key.products.split())


class Ledger:
    """The open ledger. Every method raises OutputError when the file cannot be written."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def entries(self, edition: str | None = None) -> list[Entry]:
        """All rows, or those of one month, in the order of edition, recipient and products."""
        condition, values = ("WHERE edition = ?", (edition,)) if edition else ("", ())
        query = f"SELECT * FROM deliveries {condition} ORDER BY edition, revision, recipient, products"
        with _complaining(self._path):
            return [_entry(row) for row in self._connection.execute(query, values)]

    def settle_interrupted(self, edition: str) -> int:
        """Mark what a killed run was just sending as unknown; returns how many."""
        return self._change(
            "UPDATE deliveries SET state = 'unknown', updated = ?, "
            "answer = '发送途中程序被中止，对方是否收到不明' WHERE edition = ? AND state = 'sending'",
            (_now(), edition),
        )

    def queue(self, key: Key, message_id: str, attachments: Mapping[str, str], serial: int) -> None:
        """Enter a mail as waiting; one that is there already waits again."""
        self._change(
            "INSERT INTO deliveries (edition, products, recipient, revision, state, serial, message_id, attachments, "
            "updated) VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?) "
            "ON CONFLICT (edition, products, recipient, revision) DO UPDATE SET "
            "state = 'queued', permanent = 0, serial = excluded.serial, "
            "message_id = excluded.message_id, attachments = excluded.attachments, updated = excluded.updated",
            (*astuple(key), serial, message_id, json.dumps(dict(attachments), ensure_ascii=False), _now()),
        )

    def withdraw(self, key: Key) -> None:
        """Take out a mail that was never taken by a server and that the plan no longer has."""
        self._change(f"DELETE FROM deliveries WHERE {_WHERE} AND state IN ('queued', 'failed')", astuple(key))

    def begin(self, key: Key) -> None:
        """An attempt starts now."""
        self._set(key, State.SENDING, "", attempts=1)

    def finish(self, key: Key, state: State, answer: str, *, permanent: bool = False) -> None:
        """What the attempt came to."""
        self._set(key, state, answer, permanent=permanent)

    def _set(self, key: Key, state: State, answer: str, *, permanent: bool = False, attempts: int = 0) -> None:
        self._change(
            "UPDATE deliveries SET state = ?, answer = ?, permanent = ?, attempts = attempts + ?, updated = ? "
            f"WHERE {_WHERE}",
            (state.value, answer, int(permanent), attempts, _now(), *astuple(key)),
        )

    def _change(self, statement: str, values: tuple[object, ...]) -> int:
        with _complaining(self._path), self._connection:
            return self._connection.execute(statement, values).rowcount


_WHERE = "edition = ? AND products = ? AND recipient = ? AND revision = ?"


@contextmanager
def open_ledger(reports: Path) -> Iterator[Ledger]:
    """The ledger of a reports folder, made when it is missing. Raises OutputError, UnreadableInputError."""
    path = reports / FILE_NAME
    with _complaining(path):
        connection = sqlite3.connect(path, timeout=30.0)
    try:
        with _complaining(path):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            with connection:
                connection.execute("BEGIN IMMEDIATE")  # an unwritable ledger shows before the first mail
                _check_version(connection, path)
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_VERSION}")
        yield Ledger(connection, path)
    finally:
        connection.close()


def read_ledger(reports: Path, edition: str | None = None) -> list[Entry]:
    """The rows of the ledger, nothing written; none when there is no ledger. Raises OutputError."""
    path = reports / FILE_NAME
    if not path.exists():
        return []
    with _complaining(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30.0)
    try:
        with _complaining(path):
            _check_version(connection, path)
        return Ledger(connection, path).entries(edition)
    finally:
        connection.close()


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise UnreadableInputError(f"台账 {path} 是更新版本的程序写的，请用新版程序运行。")


@contextmanager
def _complaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"台账 {path} 不能读写（{error}）。没有登记就不发信；请检查文件权限和磁盘空间后重新运行，已发的不会重发。"
        ) from error


def _entry(row: tuple[Any, ...]) -> Entry:
    edition, products, recipient, revision, state, permanent, attempts, serial, answer, message_id, files, at = row
    key = Key(edition, products, recipient, revision)
    return Entry(key, State(state), bool(permanent), attempts, serial, answer, message_id, json.loads(files), at)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
