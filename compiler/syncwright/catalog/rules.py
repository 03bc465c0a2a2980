"""What can be wrong with names: what is referred to does not exist, or exists twice."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.catalog.pages"


def _rule(number: int, name: str) -> Rule:
    return Rule(f"REF{number}", name, "error", PAGES, adjustable=False)


NO_ESTATE = _rule(401, "no-estate")
NAME_TAKEN = _rule(402, "name-taken")
UNKNOWN_ENVIRONMENT = _rule(403, "unknown-environment")
NO_INVENTORY = _rule(404, "no-inventory")
UNKNOWN_OWNER = _rule(405, "unknown-owner")
UNKNOWN_CONNECTOR = _rule(406, "unknown-connector")
UNKNOWN_SYNC_USER = _rule(407, "unknown-sync-user")
UNKNOWN_OBJECT = _rule(408, "unknown-object")
UNKNOWN_FIELD = _rule(409, "unknown-field")
FIELD_NAMED_TWICE = _rule(410, "field-named-twice")
OBJECT_CANNOT_SYNC = _rule(411, "object-cannot-sync")
NO_DIRECTION = _rule(412, "no-direction")
UNKNOWN_RULE = _rule(413, "unknown-rule")
NOT_RENAMED_YET = Rule("REF415", "not-renamed-yet", "warning", PAGES)
DEFINED_TWO_WAYS = _rule(416, "defined-two-ways")
CREATED_AND_BANDED = _rule(417, "created-and-banded")
UNKNOWN_VALUE_SET = _rule(420, "unknown-value-set")
UNKNOWN_VALUE = Rule("REF421", "unknown-value", "error", PAGES)
ORDER_NOT_OF_VALUES = _rule(422, "order-not-of-values")
VALUE_CONTRADICTS = _rule(423, "value-contradicts")
NO_PICKLIST = _rule(424, "no-picklist-of-ours")
UNKNOWN_MAP = _rule(425, "unknown-map")
STEP_UNCLEAR = _rule(426, "campaign-step-unclear")
SCHEDULE_UNCLEAR = _rule(427, "campaign-schedule-unclear")
NOT_ABOUT_PEOPLE = _rule(428, "campaign-not-about-people")
NO_FIELD_OF_PEOPLE = _rule(429, "no-field-of-people")
MAP_WITHOUT_VALUES = _rule(430, "map-without-values")
CAMPAIGN_TYPE_NOT_THERE = _rule(431, "campaign-type-not-there")

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
