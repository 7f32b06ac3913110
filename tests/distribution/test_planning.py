"""Who gets what in this run: nobody twice, nobody what the gate holds, later wishes and corrections by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import fast_mail_parser
import pytest

from briefing.config import Settings
from briefing.distribution.ledger import Key, State, open_ledger, read_ledger
from briefing.distribution.planning import Plan, Wish, make_plan
from briefing.distribution.sending import send, write_outbox
from briefing.distribution.subscriptions import recipients
from briefing.editions import Edition, finished
from briefing.editions.products import Fault
from briefing.errors import UsageError
from tests.distribution.material import MONTH, WEST, edition, person, product, settings
from tests.distribution.server import Post, serving


def plan(made: Edition, chosen: Settings, wish: Wish | None = None) -> Plan:
    entries = read_ledger(made.folder.parent, MONTH)
    return make_plan(chosen, made, recipients(chosen), entries, wish or Wish())


def contents(found: Plan) -> list[list[str]]:
    return [[item.code for item in parcel.items] for parcel in found.parcels]


def test_a_later_wish_brings_only_what_is_new(tmp_path: Path) -> None:
    made = edition(tmp_path)
    with serving(Post()) as post:
        send(settings(post.port, [person("a")]), tmp_path, made, Wish(), None)
        more = settings(post.port, [person("a", regions=("510403",), themes=("养老",))])
        assert contents(plan(made, more)) == [["theme:养老@1/pdf"]]
        send(more, tmp_path, made, Wish(), None)
        assert contents(plan(made, more)) == []
        assert post.received() == {"a@example.gov.cn": 2}
        ids = {entry.message_id for entry in read_ledger(tmp_path)}
        assert len(ids) == 2


def test_a_correction_goes_to_those_whom_it_concerns(tmp_path: Path) -> None:
    first = edition(tmp_path)
    people = [person("a"), person("b", overview=True), person("c", overview=True, regions=("510403",))]
    with serving(Post()) as post:
        send(settings(post.port, people), tmp_path, first, Wish(), None)
        corrected = product(revision=2, correction="更正说明：养老机构床位数 811张 → 821张。", title="更正")
        second = edition(tmp_path, [corrected, product("theme:养老", "养老"), product("overview", "总览")], revision=2)
        found = plan(second, settings(post.port, people))
        assert contents(found) == [["region:510403@2/pdf"], ["region:510403@2/pdf"]]
        send(settings(post.port, people), tmp_path, second, Wish(), None)
        assert post.received() == {f"{name}@example.gov.cn": count for name, count in (("a", 2), ("b", 1), ("c", 2))}
        read = fast_mail_parser.parse_email(post.mails[-1][1])
        assert "（第2版，更正）" in read.subject
        assert "811张 → 821张" in read.text_plain[0]
        assert read.attachments[0].filename == "攀枝花市西区民生服务对比简报（2026年10月第2版）.pdf"


def test_outside_readers_get_the_variant_for_them(tmp_path: Path) -> None:
    outside = product(f"{WEST}:external")
    made = edition(tmp_path, [product(), outside])
    people = [person("in", edition="internal"), person("out", edition="external")]
    assert contents(plan(made, settings(people=people))) == [[f"{WEST}@1/pdf"], [f"{WEST}:external@1/pdf"]]


def test_who_did_not_say_which_edition_gets_the_one_without_secrets(tmp_path: Path) -> None:
    made = edition(tmp_path, [product(), product(f"{WEST}:external")])
    assert contents(plan(made, settings(people=[person("in")]))) == [[f"{WEST}:external@1/pdf"]]


def test_a_failed_external_variant_is_not_replaced_by_the_internal_one(tmp_path: Path) -> None:
    made = edition(tmp_path, [product()])
    made.manifest["failed"][f"{WEST}:external"] = "字体缺字"  # type: ignore[index]
    found = plan(made, settings(people=[person("out", edition="external")]))
    assert not found.parcels
    assert "字体缺字" in next(iter(found.held.values()))[0]


@pytest.mark.parametrize("kind", ["空表", "缺图", "缺字", "无数字", "勾稽", "变动", "锐减"])
def test_the_gate_holds_the_whole_mail(tmp_path: Path, kind: str) -> None:
    faulty = product(faults=(Fault(kind, f"{kind}的说明"),))
    made = edition(tmp_path, [faulty, product("overview", "总览")])
    people = [person("a", regions=("510403",), overview=True), person("b", overview=True)]
    found = plan(made, settings(people=people))
    assert contents(found) == [["overview@1/pdf"]]
    ((label, reasons),) = found.held.items()
    assert label == "a@example.gov.cn"
    assert f"{kind}的说明" in reasons[0]
    code = faulty.faults[0].code(MONTH, WEST)
    assert code in reasons[0]
    chosen = settings(people=people)
    accepted = replace(chosen, gate=replace(chosen.gate, accepted=(code,)))
    assert len(plan(made, accepted).parcels) == 2


@pytest.mark.parametrize("damage", ["missing", "changed", "truncated", "fewer pages"])
def test_the_gate_looks_at_the_files(tmp_path: Path, damage: str) -> None:
    made = edition(tmp_path, [product(pages=2)])
    file = made.folder / "region-510403.pdf"
    if damage == "missing":
        file.unlink()
    elif damage == "changed":
        file.write_bytes(file.read_bytes() + b"%x\n%%EOF\n")
    elif damage == "truncated":
        file.write_bytes(file.read_bytes()[:100])
    else:
        manifest = made.folder / "manifest.json"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace('"pages": 2', '"pages": 3'), encoding="utf-8")
        made = finished(tmp_path, MONTH)
    found = plan(made, settings(people=[person("a")]))
    assert not found.parcels
    assert "region-510403.pdf" in next(iter(found.held.values()))[0]


def test_what_the_edition_has_not_is_held(tmp_path: Path) -> None:
    made = edition(tmp_path, [product()])
    made.manifest["failed"]["theme:养老"] = "磁盘已满"  # type: ignore[index]
    people = [person("a", regions=("512000",)), person("b", themes=("养老",)), person("c", formats=("xlsx",))]
    held = plan(made, settings(people=people)).held
    reasons = ["".join(texts) for texts in held.values()]
    assert ["本期没有" in reasons[0], "磁盘已满" in reasons[1], "xlsx" in reasons[2]] == [True, True, True]


def test_held_recipients_get_nothing_and_the_operator_one_notice(tmp_path: Path) -> None:
    made = edition(tmp_path, [product(faults=(Fault("空表", "“托育”中有空表"),))])
    with serving(Post()) as post:
        report = send(settings(post.port, [person("a"), person("b")]), tmp_path, made, Wish(), None)
        assert report.troubled
        assert post.received() == {"ops@example.gov.cn": 1}
        read = fast_mail_parser.parse_email(post.mails[0][1])
        assert "空表" in read.text_plain[0]
        assert not read.attachments
    assert not (made.folder / "sent.json").exists()  # nothing was sent: the edition may be made anew


def test_a_large_set_is_split_and_each_part_is_one_mail(tmp_path: Path) -> None:
    made = edition(tmp_path, padding=60_000)
    people = [person("a", regions=("510403",), themes=("养老",), overview=True)]
    with serving(Post()) as post:
        chosen = settings(post.port, people, largest_mail=0.25)
        send(chosen, tmp_path, made, Wish(), None)
        send(chosen, tmp_path, made, Wish(), None)
        assert len(post.mails) == 2
        assert all(len(data) <= 0.25 * 1024 * 1024 for _, data in post.mails)
        read = [fast_mail_parser.parse_email(data) for _, data in post.mails]
        assert [len(mail.attachments) for mail in read] == [2, 1]
        assert [mail.subject[-5:] for mail in read] == ["（1/2）", "（2/2）"]


@pytest.mark.parametrize("base", ["https://files.example.gov.cn/briefing/", "\\\\files\\briefing"])
def test_a_large_set_is_linked_where_that_is_wished(tmp_path: Path, base: str) -> None:
    made = edition(tmp_path, padding=200_000)
    with serving(Post()) as post:
        chosen = settings(post.port, [person("a")], largest_mail=0.2, oversize="link", link_base=base)
        send(chosen, tmp_path, made, Wish(), None)
        read = fast_mail_parser.parse_email(post.mails[0][1])
        assert not read.attachments
        mark = "\\" if base.startswith("\\") else "/"
        link = f"{base.rstrip(mark)}{mark}2026-10{mark}region-510403.pdf"
        assert link in read.text_plain[0]
        assert link in read.text_html[0]


def test_dry_run_writes_the_mails_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793000000")
    made = edition(tmp_path)
    chosen = settings(people=[person("a"), person("b", overview=True)])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    report = write_outbox(chosen, tmp_path, made, Wish(), None)
    assert [path.relative_to(tmp_path).as_posix() for path in report.written] == [
        "outbox/2026-10/a@example.gov.cn.eml",
        "outbox/2026-10/b@example.gov.cn.eml",
    ]
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert {path for path in tmp_path.rglob("*") if path.is_file()} - set(before) == set(report.written)
    with serving(Post()) as post:
        real = replace(chosen, delivery=replace(chosen.delivery, port=post.port))
        send(real, tmp_path, made, Wish(), None)
        assert [data for _, data in post.mails] == [path.read_bytes() for path in report.written]
    assert write_outbox(chosen, tmp_path, made, Wish(), None).written == []


def test_only_one_recipient(tmp_path: Path) -> None:
    made = edition(tmp_path)
    with serving(Post()) as post:
        chosen = settings(post.port, [person("zhang"), person("li"), person("off", enabled=False)])
        send(chosen, tmp_path, made, Wish(only="li@example.gov.cn"), None)
        assert post.received() == {"li@example.gov.cn": 1}
        for unknown in ("zang@example.gov.cn", "off@example.gov.cn"):
            with pytest.raises(UsageError, match=unknown.partition("@")[0]):
                send(chosen, tmp_path, made, Wish(only=unknown), None)


def test_a_mail_that_a_killed_run_was_sending_is_unknown_and_never_sent_again(tmp_path: Path) -> None:
    made = edition(tmp_path)
    key = Key(MONTH, f"{WEST}@1/pdf", "a@example.gov.cn", 1)
    with open_ledger(tmp_path) as ledger:
        ledger.queue(key, "<x@example.gov.cn>", {}, 1)
        ledger.begin(key)
    with serving(Post()) as post:
        report = send(settings(post.port, [person("a")]), tmp_path, made, Wish(), None)
        assert report.interrupted == 1
        assert report.troubled
        assert post.received() == {"ops@example.gov.cn": 1}
        (entry,) = read_ledger(tmp_path)
        assert entry.state is State.UNKNOWN
        again = send(settings(post.port, [person("a")]), tmp_path, made, Wish(), None)
        assert not again.troubled
        assert again.doubtful == ["a@example.gov.cn"]
        assert post.received() == {"ops@example.gov.cn": 1}
