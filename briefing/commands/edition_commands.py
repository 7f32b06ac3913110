"""Commands on finished editions: diff, send, ledger, config."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing.commands.arguments import this_month
from briefing.commands.briefing_commands import build
from briefing.commands.reporting import folder_of, note, put, say, templates_of
from briefing.errors import ConfigurationError, ExitCode


def compare_editions(options: argparse.Namespace) -> int:
    """Print what changed between two editions."""
    from briefing import editions

    reports = folder_of(options, "reports")
    before, after = (editions.finished(reports, month) for month in (options.before, options.after))
    kept = editions.kept_documents(before.inputs, after.inputs)
    found = editions.changes(before.figures(), after.figures(), kept)
    put(map(editions.sentence, found))
    note(options, f"{before.label} 与 {after.label} 相比，{editions.summary(found)}。")
    return ExitCode.OK


def send_edition(options: argparse.Namespace) -> int:
    """Mail an edition to its subscribers."""
    from briefing import editions
    from briefing.config import load_settings
    from briefing.distribution.planning import Wish
    from briefing.distribution.sending import send, write_outbox
    from briefing.distribution.subscriptions import recipients

    settings = load_settings()
    wanted = recipients(settings)
    month, reports, templates = options.month or this_month(), folder_of(options, "reports"), templates_of(options)
    wish = Wish(options.only, options.resend_failed, options.force_resend)
    built = ExitCode.OK
    if options.dry_run:
        report = write_outbox(settings, reports, editions.finished(reports, month), wish, templates)
    else:
        with editions.working_on(reports, month):
            standing = editions.latest(reports, month)
            if options.build and (standing is None or not standing.frozen):
                options.format = tuple(dict.fromkeys(form for recipient in wanted for form in recipient.formats))
                options.revise, options.note = False, ""
                built = ExitCode(build(options, settings, month))
            told = say if getattr(options, "verbose", False) else (lambda _: None)
            report = send(settings, reports, editions.finished(reports, month), wish, templates, told)
    put(report.written)
    for trouble in report.troubles():
        say(trouble)
    note(options, report.summary)
    return int(ExitCode.DELIVERY_FAILED if report.troubled else built)


def show_ledger(options: argparse.Namespace) -> int:
    """Print what was sent to whom."""
    from briefing.distribution.ledger import State, read_ledger
    from briefing.distribution.listing import lines

    entries = read_ledger(folder_of(options, "reports"), options.month)
    if options.failed:
        entries = [entry for entry in entries if entry.state is not State.SENT]
    put(lines(entries))
    return ExitCode.OK


def check_config(options: argparse.Namespace) -> int:
    """Print what is wrong in the settings."""
    from briefing.comparison.peer_groups import own_groups
    from briefing.config import FILE_NAME, load_settings
    from briefing.distribution.listing import subscription_lines
    from briefing.distribution.subscriptions import problems
    from briefing.reference.catalogue import catalogue
    from briefing.reference.office_values import office_values

    path = options.file or Path(FILE_NAME)
    if not path.exists():
        raise ConfigurationError(f"没有配置文件 {path}。请复制 docs/briefing.example.toml 后修改。")
    settings = load_settings(path)
    own_groups(settings.peers)
    office_values(Path(settings.reference.values), catalogue())
    found = list(problems(settings))
    for problem in found:
        say(f"✗ {problem}")
    if found:
        say(f"{path} 中有 {len(found)} 处需要改正。")
        return ExitCode.CONFIGURATION
    put(subscription_lines(settings))
    note(options, f"{path} 没有问题。")
    return ExitCode.OK
