"""What is to be sent now: every recipient's wishes, less what the ledger says they have, less what the gate holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.config import Settings
from briefing.distribution.gate import Gate
from briefing.distribution.ledger import Entry, Key, State
from briefing.distribution.parcels import Parcel, items_of, pack, wanted_keys
from briefing.distribution.subscriptions import Recipient
from briefing.editions import Edition

_TAKEN = (State.SENT, State.UNKNOWN, State.SENDING)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for besides the month."""

    only: str = ""  # one address
    resend_failed: bool = False
    force_resend: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Mails to send, recipients who get nothing for now with the reasons, rows of the ledger that are overtaken."""

    parcels: tuple[Parcel, ...] = ()
    held: dict[str, tuple[str, ...]] = field(default_factory=dict)  # recipient → sentences
    overtaken: tuple[Key, ...] = ()


def make_plan(
    settings: Settings, edition: Edition, chosen: Iterable[Recipient], entries: Sequence[Entry], wish: Wish
) -> Plan:
    """The plan for the chosen recipients, in their order."""
    gate = Gate(edition, frozenset(settings.gate.accepted))
    by_recipient: dict[str, list[Entry]] = {}
    for entry in entries:
        by_recipient.setdefault(entry.key.recipient, []).append(entry)
    parcels: list[Parcel] = []
    held: dict[str, tuple[str, ...]] = {}
    overtaken: list[Key] = []
    for recipient in chosen:
        rows = by_recipient.get(recipient.address.lower(), [])
        wanted = wanted_keys(recipient, edition)
        had = frozenset() if wish.force_resend else _had(rows, resend_failed=wish.resend_failed)
        items = [item for item in items_of(recipient, edition, wanted) if item.code not in had]
        absent = [key for key in wanted if key not in edition.products]
        lacking = [(item.product.key, item.form) for item in items] + [
            (key, form)
            for key in wanted
            for form in recipient.formats
            if key in absent or form not in edition.products[key].files
        ]
        objections = tuple(dict.fromkeys(text for key, form in lacking for text in gate.objections(key, form)))
        if objections:
            held[recipient.label] = objections
            continue
        own = [_numbered(parcel, rows, wish) for parcel in pack(recipient, edition, items, settings.delivery)]
        keys = {parcel.key for parcel in own}
        overtaken += [row.key for row in rows if _is_open(row, wish) and row.key not in keys]
        parcels += own
    return Plan(tuple(parcels), held, tuple(overtaken))


def _had(rows: Sequence[Entry], *, resend_failed: bool) -> frozenset[str]:
    """What a recipient has, may have, or cannot be given."""
    return frozenset(
        item
        for row in rows
        if row.state in _TAKEN or (row.state is State.FAILED and row.permanent and not resend_failed)
        for item in row.items
    )


def _is_open(row: Entry, wish: Wish) -> bool:
    passing = row.state is State.FAILED and (not row.permanent or wish.resend_failed)
    return row.state is State.QUEUED or passing


def _numbered(parcel: Parcel, rows: Sequence[Entry], wish: Wish) -> Parcel:
    """The parcel with its serial: one more each time the same mail is asked for again."""
    row = next((row for row in rows if row.key == parcel.key), None)
    if row is None:
        return parcel
    again = wish.force_resend and row.state is not State.QUEUED
    return replace(parcel, serial=row.serial + again)
