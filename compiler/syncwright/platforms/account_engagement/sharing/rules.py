"""The rules about Marketing Data Sharing. What looks for them is imported where there is a filter or a partition: most estates have none."""

from collections.abc import Callable, Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

PAGES = "syncwright.platforms.account_engagement.pages"

RULE_WITHOUT_DATA_SHARING = Rule("AEN804", "rule-without-data-sharing", "error", PAGES)
#: Not adjustable: a unit cannot hold two, so nobody could say which of them is meant.
SEVERAL_SHARING_RULES = Rule("AEN805", "several-sharing-rules", "error", PAGES, adjustable=False)
RULE_WITHOUT_ITS_PAIR = Rule("AEN806", "sharing-rule-without-its-pair", "error", PAGES)
UNIT_WITHOUT_SHARING_RULE = Rule("AEN807", "unit-without-sharing-rule", "error", PAGES)
UNITS_SHARE_RECORDS = Rule("AEN808", "units-share-records", "error", PAGES)
UNITS_NOT_TOLD_APART = Rule("AEN809", "units-not-told-apart", "warning", PAGES)
OBJECT_WITHOUT_SHARING_RULES = Rule("AEN810", "object-without-sharing-rules", "error", PAGES)
LOST_AT_CONVERSION = Rule("AEN811", "sharing-field-lost-at-conversion", "warning", PAGES)
DEFAULT_FIELD = Rule("AEN812", "default-field-in-sharing-rule", "warning", PAGES)
SHARING_RULE_SHAPE = Rule("FIL945", "sharing-rule-shape", "error", PAGES)
SHARING_FIELD_MAPPED = Rule("FIL946", "sharing-field-mapped", "error", PAGES)
SHARING_FIELD_NOT_EDITED = Rule("FIL947", "sharing-field-not-edited", "warning", PAGES)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))

Check = Callable[[Catalog], Iterator[Finding]]


def _looked_for(rule: Rule) -> None:
    @rule.check
    def _look(catalog: Catalog) -> Iterator[Finding]:
        if catalog.filters or catalog.partitions:
            from syncwright.platforms.account_engagement.sharing import checks, field_checks

            yield from {**checks.CHECKS, **field_checks.CHECKS}[rule.id](catalog)


for each in RULES:
    _looked_for(each)
