"""The sync behaviours that follow what was updated last, and the one of Opted Out, on which consent depends."""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.facts import Fact
from syncwright.platforms.account_engagement.types import rules
from syncwright.platforms.account_engagement.types.told import Told

OPTED_OUT = "optedOut"
PAIR = ("Lead", "Contact")
HELP = "HELP: How Sync Behavior Works"
OFFERED = Fact("the most recently updated field is offered for Opted Out alone", HELP)
HISTORY = Fact(
    "it needs Field History Tracking of the mapped fields, on leads and on contacts, and that the connector's user reads both", HELP
)
RECORD = Fact(
    "whether it is still offered is not documented, and for Opted Out it was withdrawn in 2023", "greenkeydigital.com", certain=False
)
REVERTED = Fact("an unsubscribe is overwritten with Salesforce's value minutes later", "greenkeydigital.com", certain=False)
IN_VAIN = Fact("what sellers change in Email Opt Out is overwritten", "greenkeydigital.com", certain=False)


def findings(catalog: Catalog, told: Sequence[Told]) -> Iterator[Finding]:
    """Of one unit."""
    for one in told:
        there = one.side.there
        if there.wins == "most_recent_record":
            message = f"the record that was updated last is to win in `{one.side.path}`: {RECORD.worded(RECORD.says)}"
            yield rules.MOST_RECENT_RECORD(one.at("wins"), message, help="say `salesforce` or `account_engagement`")
        if there.wins == "most_recent_field" and there.name != OPTED_OUT:
            message = f"the field that was updated last is to win in `{one.side.path}`: {OFFERED.says}"
            yield rules.ONLY_OPTED_OUT(one.at("wins"), message, help="say `salesforce` or `account_engagement`")
    chosen = [one for one in told if one.side.there.name == OPTED_OUT and one.side.object in PAIR]
    if chosen:
        yield from _history(chosen)
        yield from _consent(catalog, chosen)


def _history(chosen: Sequence[Told]) -> Iterator[Finding]:
    recent = [one for one in chosen if one.side.there.wins == "most_recent_field"]
    if not recent:
        return
    there = {one.side.object for one in chosen}
    missing = [f"the {owner.lower()}'s does not sync with `{recent[0].where}`" for owner in PAIR if owner not in there]
    missing += [f"the history of `{one.side.path}` is not kept in this org" for one in recent if one.held is None or not one.held.tracked]
    if missing:
        message = f"the field that was updated last is to win in Opted Out, and {' and '.join(missing)}: {HISTORY.says}"
        help_ = "set Field History Tracking for Email Opt Out on leads and contacts and import the org again, or let one side win"
        yield rules.NO_HISTORY(recent[0].at("wins"), message, help=help_)


def _consent(catalog: Catalog, chosen: Sequence[Told]) -> Iterator[Finding]:
    for one in chosen:
        if one.side.there.wins == "salesforce":
            message = f"Salesforce is to win in Opted Out: {REVERTED.worded(REVERTED.says)}"
            yield rules.OPT_OUT_REVERTED(one.at("wins"), message, help="say `wins: account_engagement` or `wins: most_recent_field`")
    ours = [one for one in chosen if one.side.there.wins == "account_engagement"]
    shown = sorted(
        name
        for name, layout in catalog.org.people.layouts.items()
        for one in ours
        if layout.object == one.side.object and layout.shows.get(one.side.name) == "edit"
    )
    if shown:
        more = f" and {len(shown) - 1:,} more" if len(shown) > 1 else ""
        message = f"Account Engagement is to win in Opted Out, and the layout `{shown[0]}`{more} lets people change it: {IN_VAIN.worded(IN_VAIN.says)}"
        yield rules.OPT_OUT_EDITED(ours[0].at("wins"), message, help="make Email Opt Out read-only on page layouts")
