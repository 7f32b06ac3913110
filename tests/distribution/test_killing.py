"""A run of sending that is killed at any moment, or asked to stop, and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.delivery_soak import soak
from briefing.distribution.ledger import State, read_ledger
from tests.distribution.material import MONTH, edition
from tests.distribution.server import Post, serving

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (
    '[delivery]\nserver = "127.0.0.1"\nport = {port}\ntls = "none"\nbackoff = 0.01\npause = 0.0\ntimeout = 5\n'
    'sender = "briefing@example.gov.cn"\nallowed_domains = ["example.gov.cn"]\noperators = ["ops@example.gov.cn"]\n'
    '[[subscriptions]]\naddress = "a@example.gov.cn"\nregions = ["510403"]\n'
    '[[subscriptions]]\naddress = "b@example.gov.cn"\nregions = ["510403"]\n'
)


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Few kills, to be quick; python -m benchmarks.delivery_soak does sixty."""
    outcome = soak(tmp_path, kills=5, recipients=40, seed=int(time.time()))
    assert outcome.kills >= 1
    assert outcome.faults == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    edition(tmp_path / "reports")
    return tmp_path


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "briefing", "send", "--month", MONTH, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(post: Post, mails: int) -> None:
    until = time.monotonic() + 20
    while len(post.mails) < mails and time.monotonic() < until:
        time.sleep(0.01)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_while_the_server_thinks(folder: Path, number: signal.Signals, code: int) -> None:
    """The message is with the server and the answer is not: unknown, whoever stopped the run."""
    with serving(Post(fault=lambda to, nth: "hang" if to.startswith("a@") else "", hang=1.5)) as post:
        (folder / "briefing.toml").write_text(SETTINGS.format(port=post.port), encoding="utf-8")
        process = start(folder)
        wait_for(post, 1)
        process.send_signal(number)
        _, err = process.communicate(timeout=20)
        assert process.returncode == code
        assert "Traceback" not in err
        again = start(folder)
        _, err = again.communicate(timeout=20)
        assert again.returncode == (7 if number == signal.SIGKILL else 0), err
        found = {entry.key.recipient: entry.state for entry in read_ledger(folder / "reports")}
        assert found == {"a@example.gov.cn": State.UNKNOWN, "b@example.gov.cn": State.SENT}
        received = post.received()
        del received["ops@example.gov.cn"]
        assert received == {"a@example.gov.cn": 1, "b@example.gov.cn": 1}


def test_a_second_run_at_the_same_time_leaves(folder: Path) -> None:
    with serving(Post(fault=lambda to, nth: "hang" if to.startswith("a@") else "", hang=60.0)) as post:
        settings = SETTINGS.replace(
            "timeout = 5", "timeout = 60"
        )  # the first waits while a slow machine starts another
        (folder / "briefing.toml").write_text(settings.format(port=post.port), encoding="utf-8")
        first = start(folder)
        wait_for(post, 1)
        second = start(folder)
        _, err = second.communicate(timeout=50)
        post.answering = True
        assert second.returncode == 75
        assert err.startswith("错误：另一个进程正在处理")
        first.communicate(timeout=20)
        assert first.returncode == 0
        assert post.received() == {"a@example.gov.cn": 1, "b@example.gov.cn": 1}
