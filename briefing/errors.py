"""Every failure a user can meet: one class a kind, with its exit code and a Chinese sentence that says what to do."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line (docs/operations.md)."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    NOTHING_FOUND = 3
    UNREADABLE_INPUT = 4
    OUTPUT_FAILED = 5
    CONFIGURATION = 6
    DELIVERY_FAILED = 7
    LOCKED = 75
    INTERRUPTED = 130
    TERMINATED = 143


class BriefingError(Exception):
    """A failure whose message is one clear Chinese sentence: what went wrong, where, and what to do."""

    exit_code = ExitCode.UNEXPECTED


class UsageError(BriefingError):
    """The command line asks for something that does not exist or is malformed."""

    exit_code = ExitCode.USAGE


class NothingFoundError(BriefingError):
    """What was asked for exists, but no document says anything about it."""

    exit_code = ExitCode.NOTHING_FOUND


class UnreadableInputError(BriefingError):
    """One document cannot be read; the others still are."""

    exit_code = ExitCode.UNREADABLE_INPUT


class OutputError(BriefingError):
    """A result could not be written; nothing half-written is left behind."""

    exit_code = ExitCode.OUTPUT_FAILED


class ConfigurationError(BriefingError):
    """A data file, setting, font or library is missing or wrong."""

    exit_code = ExitCode.CONFIGURATION


class FrozenEditionError(OutputError):
    """An edition that was sent would change without being revised."""


class DeliveryError(BriefingError):
    """Mails could not be delivered to someone; the others were."""

    exit_code = ExitCode.DELIVERY_FAILED


class LockedError(BriefingError):
    """Another run is working on the same edition."""

    exit_code = ExitCode.LOCKED
