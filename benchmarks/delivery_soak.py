"""Kill a run of sending again and again, at random moments, and look whether anyone is forgotten or has two mails.

    python -m benchmarks.delivery_soak [--kills 60] [--recipients 300] [--seed 1]

A server on this machine counts what it has taken. Each run of `python -m briefing send` is killed with SIGKILL after
a random time and started again; the last one is let to its end. Then every recipient must be sent (and have exactly
one mail) or unknown (and have at most one), and there may be no more unknown ones than kills.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefing.distribution.ledger import State, read_ledger
from tests.distribution.material import MONTH, edition
from tests.distribution.server import Post, serving

_AMONG_MAILS = 0.8  # share of the kills that come while mails are sent; the others come before
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a soak came to."""

    kills: int
    runs: int
    sent: int
    unknown: int
    unknown_received: int
    faults: tuple[str, ...]
    seconds: float


def soak(folder: Path, kills: int, recipients: int, seed: int, pause: float = 0.0) -> Outcome:
    """Kill and restart until `kills` runs were killed in the middle, then let one finish."""
    started = time.monotonic()
    dice = random.Random(seed)
    reports = folder / "reports"
    edition(reports)
    with serving(Post(answer_time=0.004)) as post:
        _write_settings(folder, post.port, recipients, pause)
        killed = runs = 0
        begin = _start_up_time(folder)
        while killed < kills:
            runs += 1
            process = _send(folder)
            wait = begin * dice.uniform(0.0, 1.2)
            if dice.random() < _AMONG_MAILS:
                _wait_for_connection(post, process)
                wait = dice.expovariate(1 / 0.1)
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
                continue
            break  # everything was sent before the kill
        runs += 1
        last = _send(folder)
        code = last.wait()
        received = post.received()
    entries = {entry.key.recipient: entry for entry in read_ledger(reports, MONTH)}
    faults = [f"last run ended with {code}"] if code not in (0, 7) else []
    faults += _faults(entries, received, recipients, killed)
    unknown = [address for address, entry in entries.items() if entry.state is State.UNKNOWN]
    return Outcome(
        killed,
        runs,
        sum(entry.state is State.SENT for entry in entries.values()),
        len(unknown),
        sum(received[address] for address in unknown),
        tuple(faults),
        time.monotonic() - started,
    )


def _wait_for_connection(post: Post, process: subprocess.Popen[bytes]) -> None:
    before = post.connections
    while post.connections == before and process.poll() is None:
        time.sleep(0.002)


def _faults(entries: dict, received: Counter[str], recipients: int, killed: int) -> list[str]:  # type: ignore[type-arg]
    found = []
    if len(entries) != recipients:
        found.append(f"{recipients} recipients, {len(entries)} in the ledger")
    for address, entry in entries.items():
        count = received[address]
        if count > 1:
            found.append(f"{address} has {count} mails")
        if entry.state is State.SENT and count != 1:
            found.append(f"{address} is sent and has {count}")
        if entry.state not in (State.SENT, State.UNKNOWN):
            found.append(f"{address} is {entry.state}")
    unknown = sum(entry.state is State.UNKNOWN for entry in entries.values())
    if unknown > killed:
        found.append(f"{unknown} unknown after {killed} kills")
    return found


def _send(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "briefing", "send", "--month", MONTH, "-q"]
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _start_up_time(folder: Path) -> float:
    """Seconds until a run has read everything: that of one that changes nothing."""
    command = [sys.executable, "-P", "-m", "briefing", "config", "check"]
    started = time.monotonic()
    subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(_ROOT)}, check=True, capture_output=True)
    return time.monotonic() - started


def _write_settings(folder: Path, port: int, recipients: int, pause: float) -> None:
    head = (
        "[delivery]\n"
        f'server = "127.0.0.1"\nport = {port}\ntls = "none"\nbackoff = 0.05\npause = {pause}\n'
        'sender = "briefing@example.gov.cn"\nallowed_domains = ["example.gov.cn"]\noperators = ["ops@example.gov.cn"]\n'
    )
    people = (
        f'[[subscriptions]]\naddress = "r{number}@example.gov.cn"\nregions = ["510403"]\n'
        for number in range(recipients)
    )
    (folder / "briefing.toml").write_text(head + "".join(people), encoding="utf-8")


def main() -> int:
    """Run the soak and print its outcome; 1 when somebody was forgotten or has two mails."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--kills", type=int, default=60)
    arguments.add_argument("--recipients", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        outcome = soak(Path(name), options.kills, options.recipients, options.seed)
    print(outcome)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
