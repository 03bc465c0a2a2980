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
NOT_CREATED_YET = Rule("REF414", "not-created-yet", "warning", PAGES)
NOT_RENAMED_YET = Rule("REF415", "not-renamed-yet", "warning", PAGES)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
