"""send, ledger and config as the user meets them: exit codes, one sentence a trouble, no secrets, quiet when well."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli import main
from tests.distribution.certificates import make
from tests.distribution.material import MONTH, edition
from tests.distribution.server import Post, serving

SECRET = "s3cret-Pass"
SETTINGS = """
[delivery]
server = "{server}"
port = {port}
tls = "{tls}"
ca_file = "{ca}"
username = "{user}"
timeout = 3
retries = 1
backoff = 0.01
pause = 0.0
sender = "briefing@example.gov.cn"
allowed_domains = ["example.gov.cn"]
operators = ["ops@example.gov.cn"]
[[subscriptions]]
address = "a@example.gov.cn"
name = "张三"
regions = ["{region}"]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, port: int = 1, **changes: str) -> None:
    values = {"server": "127.0.0.1", "tls": "none", "ca": "", "user": "", "region": "攀枝花市西区"} | changes
    (folder / "briefing.toml").write_text(SETTINGS.format(port=port, **values), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def test_sent_quietly_and_shown_in_the_ledger(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition(place / "reports")
    with serving(Post()) as post:
        write(place, post.port)
        assert run(capsys, "send", "--month", MONTH, "-q") == (0, "", "")
        assert run(capsys, "send", "--month", MONTH) == (0, "", "2026-10 期没有需要投递的邮件。\n")
        assert post.received() == {"a@example.gov.cn": 1}
    code, out, err = run(capsys, "ledger", "--month", MONTH)
    assert (code, err) == (0, "")
    assert "a@example.gov.cn" in out
    assert "共 1 封：已发 1。" in out
    assert run(capsys, "ledger", "--failed")[1] == "没有投递记录。\n"


def test_the_secret_reaches_the_server_and_nothing_else(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", SECRET)
    edition(place / "reports")
    certificates = make(place)
    post = Post()
    with serving(post, certificates.context, auth_required=True, authenticator=post.authenticate):
        write(place, post.port, tls="starttls", ca=str(certificates.authority), user="briefing")
        code, out, err = run(capsys, "send", "--month", MONTH, "-v")
        assert code == 0, err
        assert post.logins == [("briefing", SECRET)]
        assert post.encrypted == [True]
    assert SECRET not in out + err
    for path in place.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("user", ["", "briefing"])
def test_an_unreachable_server(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, user: str
) -> None:
    monkeypatch.setenv("BRIEFING_SMTP_PASSWORD", SECRET)
    edition(place / "reports")
    write(place, 1, user=user)
    code, out, err = run(capsys, "send", "--month", MONTH, "-q")
    assert (code, out) == (7, "")
    assert err.count("\n") == 1
    assert "连接被拒绝" in err
    assert "还有 1 封留在队列中" in err
    assert SECRET not in err
    assert "待发 1" in run(capsys, "ledger")[1]
    with serving(Post()) as post:
        write(place, post.port)
        assert run(capsys, "send", "--month", MONTH, "-q")[0] == 0
        assert post.received() == {"a@example.gov.cn": 1}


def test_a_refused_recipient(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition(place / "reports")
    with serving(Post(fault=lambda to, nth: "refused" if to.startswith("a@") else "")) as post:
        write(place, post.port)
        code, _, err = run(capsys, "send", "--month", MONTH, "-q")
    assert code == 7
    assert err == "失败　张三 <a@example.gov.cn>：550 5.1.1 user unknown\n"


def test_a_missing_edition(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place)
    for arguments in (["send", "--month", "2025-01"], ["send", "--month", "2025-01", "--dry-run"]):
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (3, "")
        assert "--all --month 2025-01" in err
        assert err.count("\n") == 1


def test_a_damaged_manifest(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition(place / "reports")
    write(place)
    for content in ("{", "[]", "{}", '{"products": [{}], "inputs": {}, "outputs": {}}'):
        (place / "reports" / MONTH / "manifest.json").write_text(content, encoding="utf-8")
        code, _, err = run(capsys, "send", "--month", MONTH)
        assert code == 4
        assert "manifest.json" in err
        assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"region": "不存在的地方"}, "不存在的地方"),
        ({"server": "mail.example.gov.cn"}, "只允许用于本机"),
        ({"tls": "ssl"}, "delivery.tls"),
    ],
)
def test_wrong_settings(place: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], word: str) -> None:
    edition(place / "reports")
    write(place, **changes)
    code, _, err = run(capsys, "send", "--month", MONTH)
    assert code == 6
    assert word in err
    assert err.count("\n") == 1
    code, _, err = run(capsys, "config", "check")
    assert code == 6
    assert word in err


def test_config_check(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "config", "check")
    assert code == 6
    assert "briefing.example.toml" in err
    write(place)
    code, out, err = run(capsys, "config", "check")
    assert (code, err) == (0, "briefing.toml 没有问题。\n")
    assert "张三 <a@example.gov.cn>  地区 攀枝花市西区（对外版，pdf）" in out


def test_a_disk_that_takes_no_mail(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition(place / "reports")
    write(place)
    (place / "reports" / "outbox").write_text("这里是文件，不是文件夹", encoding="utf-8")
    code, out, err = run(capsys, "send", "--month", MONTH, "--dry-run")
    assert (code, out) == (5, "")
    assert err.count("\n") == 1


def test_an_unwritable_ledger(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edition(place / "reports")
    (place / "reports" / "ledger.sqlite3").mkdir()
    with serving(Post()) as post:
        write(place, post.port)
        code, _, err = run(capsys, "send", "--month", MONTH)
        assert code == 5
        assert "台账" in err
        assert err.count("\n") == 1
        assert not post.mails


def test_build_and_send_in_one_command(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cron runs every day: makes and sends once; documents that come later belong to a revision or next month."""
    (place / "seeds").mkdir()
    text = "攀枝花市西区就业稳定\n2026-10-05 来源：攀枝花日报\n\n截至9月底，攀枝花市西区城镇新增就业2100人。\n"
    (place / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    arguments = ["send", "--build", "--month", MONTH, "--jobs", "1", "-q"]
    with serving(Post()) as post:
        write(place, post.port)
        with (place / "briefing.toml").open("a", encoding="utf-8") as file:
            file.write('formats = ["html"]\n')
        assert run(capsys, *arguments) == (0, "", "")
        later = text.replace("2100", "2200").replace("10-05", "10-25")
        (place / "seeds" / "b.txt").write_text(later, encoding="utf-8")
        assert run(capsys, *arguments) == (0, "", "")
        assert post.received() == {"a@example.gov.cn": 1}
        made = ["--all", "--month", MONTH, "--format", "html", "--jobs", "1", "-q"]
        assert run(capsys, *made)[0] == 5
        assert run(capsys, *made, "--revise")[0] == 0
        assert run(capsys, *arguments) == (0, "", "")
        assert post.received() == {"a@example.gov.cn": 2}
