"""How Account Engagement has a filter or a partition on one object: as a rule of each unit that it is for, or why there is none."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogFilter, CatalogPartition
from syncwright.platform import Form
from syncwright.platforms.account_engagement.sharing.form import Refused
from syncwright.platforms.account_engagement.sharing.rule import SharingRule, asked, rule_of


def forms(catalog: Catalog, one: CatalogFilter | CatalogPartition, owner: str) -> Iterator[Form]:
    """The rule of each unit; of a partition case by case."""
    for each in asked(catalog):
        if each.of is not one or each.object != owner:
            continue
        kind = f"Marketing Data Sharing rule of {each.unit.address}"
        match rule_of(catalog, each):
            case SharingRule() as rule:
                yield Form(kind, f"{rule.field} equals {rule.text}", case=each.case)
            case Refused(says):
                yield Form(kind, "", case=each.case, refused=f"it {says} (FIL945)")
