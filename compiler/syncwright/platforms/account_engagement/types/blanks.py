"""Blanks that do not do what a direction says: a value beats a blank, whichever side is to win. One finding a place, with all its fields."""

from collections.abc import Iterator, Sequence

from syncwright.diagnostics import Finding, Place, Rule
from syncwright.inventory.takes import is_written
from syncwright.platforms.account_engagement.fields import MAPPED
from syncwright.platforms.account_engagement.types import rules
from syncwright.platforms.account_engagement.types.told import Told
from syncwright.rules._fields import listed

_HELP = {
    rules.NEVER_CLEARED.id: "clear values on both sides, or use one that stands for none",
    rules.COMES_BACK.id: "say `blank_salesforce_values_overwrite: true` once Support has switched it on, or clear values on both sides",
}


def findings(told: Sequence[Told]) -> Iterator[Finding]:
    """Of all units of a connector."""
    found: dict[tuple[Rule, Place], dict[str, str]] = {}
    for one in told:
        rule = _rule(one)
        if rule is not None:
            found.setdefault((rule, one.at("wins")), {})[one.side.field.said] = one.where
    for (rule, place), names in found.items():
        where, several = next(iter(names.values())), len(names) > 1
        yield rule(place, _message(rule, listed(sorted(names)), where, several=several), help=_HELP[rule.id])


def _rule(one: Told) -> Rule | None:
    """What is wrong with one field. A checkbox is never blank, and nobody clears what Salesforce works out."""
    side, there = one.side, one.side.there
    if one.held is None or one.held.type == "Checkbox" or not is_written(one.held):
        return None
    if MAPPED[side.object] != "prospect" or there.locked or there.wins_by != "specs":
        return None
    if side.direction == "to-salesforce" and there.wins == "account_engagement":
        return rules.NEVER_CLEARED
    overwrite = one.unit.connector.spec.blank_salesforce_values_overwrite
    return rules.COMES_BACK if side.direction == "from-salesforce" and there.wins == "salesforce" and not overwrite else None


def _message(rule: Rule, names: str, where: str, *, several: bool) -> str:
    verb = "are" if several else "is"
    if rule is rules.NEVER_CLEARED:
        return (
            f"{names} {verb} to go to Salesforce alone, and a value that is cleared in `{where}` comes back from there: a blank never wins"
        )
    return f"{names} {verb} to go from Salesforce alone, and a value that is cleared there is filled again with that of `{where}`: a blank never wins"
