"""What becomes of a field whose values differ on both sides, by its sync behaviour: a truth table. Pure; knows no catalog and no access.

Sources: HELP = Salesforce Help, "How Sync Behavior Works"; the behaviour of the most recently updated record is known from third parties alone.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.facts import Fact
from syncwright.records import Struct

Wins = Literal["salesforce", "account_engagement", "most_recent_field", "most_recent_record"]
Side = Literal["salesforce", "account_engagement"]

HELP = "HELP: How Sync Behavior Works"
#: What people choose, as the page calls it.
TITLES: Mapping[str, str] = {
    "salesforce": "Use Salesforce's value",
    "account_engagement": "Use Account Engagement's value",
    "most_recent_field": "Use the Most Recently Updated Field",
    "most_recent_record": "Use the most recently updated record",
}
SAME = Fact("both sides have the same value", HELP)
ITS_VALUE = Fact("where the values differ, Account Engagement's is written to Salesforce", HELP)
ITS_BLANK = Fact("a blank value of Account Engagement does not win: Salesforce's fills it", HELP)
OURS = Fact("where the values differ, Salesforce's is written to Account Engagement", HELP)
OUR_BLANK = Fact("a blank value of Salesforce does not win: Account Engagement's fills it", HELP)
OVERWRITTEN = Fact(
    "a blank value of Salesforce blanks Account Engagement's, as Support has switched on that blank Salesforce values overwrite", HELP
)
RECENT = Fact("where the values differ, that of the field updated last is written to the other side", HELP)
RECENT_BLANK = Fact("where the field updated last is blank, the other side's value fills it", HELP)
RECENT_RECORD = Fact("where the values differ, that of the record updated last is written to the other side", "ebq.com", certain=False)
RECENT_RECORD_BLANK = Fact(
    "that a blank value of the record updated last is filled is known of the most recently updated field alone", HELP, certain=False
)
RECENT_OVERWRITTEN = Fact(
    "what a blank value of Salesforce does where the last update wins and blank Salesforce values overwrite is not documented",
    "not documented",
    certain=False,
)
WHICH_IS_NEWER = Fact("which side was updated last decides, and that is not known here", HELP, certain=False)
NOT_SAID = Fact(
    "nobody has said whose value wins; in most cases Salesforce is the primary system",
    "HELP: Default Prospect Field Mapping",
    certain=False,
)


class Settled(Struct, frozen=True):
    """What one sync makes of a field. `written`: the side that gets another value; None where nothing changes, or where that is not known.

    `value`: what both sides have afterwards, None for a blank. `known`: whether the outcome is.
    """

    written: Side | None
    value: str | None
    fact: Fact
    known: bool = True


def settle(wins: Wins | None, there: str | None, here: str | None, *, overwrite: bool = False, newer: Side | None = None) -> Settled:
    """`there`: Account Engagement's value; `here`: Salesforce's; an empty text is a blank. `overwrite`: blank Salesforce values overwrite.

    `newer`: the side that was updated last, where somebody knows.
    """
    there, here = there or None, here or None
    if there == here:
        return Settled(None, here, SAME)
    match wins:
        case "account_engagement":
            return _to_salesforce(there, ITS_VALUE) if there is not None else _to_there(here, ITS_BLANK)
        case "salesforce":
            return _ours(there, here, overwrite=overwrite)
        case "most_recent_field" | "most_recent_record":
            return _recent(wins, there, here, overwrite=overwrite, newer=newer)
        case None:
            return Settled(None, None, NOT_SAID, known=False)


class Row(Struct, frozen=True):
    """One line of the table: which sides have a value, and what one sync makes of them. `newer` where that decides."""

    there: bool
    here: bool
    newer: Side | None
    settled: Settled


def table(wins: Wins, *, overwrite: bool = False) -> Iterator[Row]:
    """The truth table of a behaviour, for people to read: values that differ, and a blank on either side."""
    recent = wins in ("most_recent_field", "most_recent_record")
    for there, here in ((True, True), (True, False), (False, True)):
        decides: tuple[Side | None, ...] = ("account_engagement", "salesforce") if recent and there and here else (None,)
        for newer in decides:
            settled = settle(wins, "A" if there else None, "S" if here else None, overwrite=overwrite, newer=newer)
            yield Row(there, here, newer, settled)


def may_write(wins: Wins | None, *, overwrite: bool = False) -> bool:
    """Whether a behaviour ever writes to Salesforce: all do, but for Salesforce's value where its blanks overwrite."""
    return not (wins == "salesforce" and overwrite)


def _ours(there: str | None, here: str | None, *, overwrite: bool) -> Settled:
    if here is not None:
        return _to_there(here, OURS)
    return _to_there(None, OVERWRITTEN) if overwrite else _to_salesforce(there, OUR_BLANK)


def _recent(wins: Wins, there: str | None, here: str | None, *, overwrite: bool, newer: Side | None) -> Settled:
    field = wins == "most_recent_field"
    if here is None and overwrite:
        return Settled(None, None, RECENT_OVERWRITTEN, known=False)
    if there is None or here is None:
        # Whichever was updated last: a blank never wins, so that the value does.
        fact = RECENT_BLANK if field else RECENT_RECORD_BLANK
        return _to_there(here, fact) if there is None else _to_salesforce(there, fact)
    if newer is None:
        return Settled(None, None, WHICH_IS_NEWER, known=False)
    fact = RECENT if field else RECENT_RECORD
    return _to_salesforce(there, fact) if newer == "account_engagement" else _to_there(here, fact)


def _to_salesforce(value: str | None, fact: Fact) -> Settled:
    return Settled("salesforce", value, fact)


def _to_there(value: str | None, fact: Fact) -> Settled:
    return Settled("account_engagement", value, fact)
