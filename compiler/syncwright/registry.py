"""Every rule there is: those of the language, the neutral ones, and each platform's."""

from collections.abc import Mapping, Sequence

from syncwright.candidates import rules as candidate_rules
from syncwright.catalog import rules as catalog_rules
from syncwright.diagnostics import Rule
from syncwright.expression import rules as expression_rules
from syncwright.files.package import data
from syncwright.impact import rules as impact_rules
from syncwright.inventory import rules as inventory_rules
from syncwright.plan.guards import rules as plan_rules
from syncwright.platform import Platform
from syncwright.rules import neutral
from syncwright.sheets import rules as sheet_rules
from syncwright.spec import rules as spec_rules
from syncwright.syntax import rules as syntax_rules

__all__ = ["adjustable_names", "all_rules", "looking_rules", "page"]

_ROOMS = (
    syntax_rules,
    expression_rules,
    spec_rules,
    inventory_rules,
    catalog_rules,
    candidate_rules,
    impact_rules,
    plan_rules,
    sheet_rules,
)


def all_rules(platforms: Mapping[str, Platform]) -> tuple[Rule, ...]:
    """All rules, by id."""
    fixed = [rule for room in _ROOMS for rule in room.RULES]
    theirs = [rule for platform in platforms.values() for rule in platform.rules]
    return tuple(sorted((*fixed, *neutral(), *theirs), key=lambda rule: rule.id))


def adjustable_names(platforms: Mapping[str, Platform]) -> Sequence[str]:
    """Names of the rules whose severity an estate can set, and which can be allowed at a place."""
    return [rule.name for rule in all_rules(platforms) if rule.adjustable]


def looking_rules(platforms: Mapping[str, Platform]) -> Sequence[Rule]:
    """The rules that look at a catalog by themselves."""
    return [rule for rule in all_rules(platforms) if rule.looks is not None or rule.looks_at_part is not None]


def page(rule: Rule) -> str:
    """The rule's page, as Markdown."""
    return data(rule.package, rule.page).decode()
