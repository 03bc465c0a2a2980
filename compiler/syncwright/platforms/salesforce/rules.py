"""What Salesforce cannot grant as it is asked for."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.platforms.salesforce.pages"

READ_ONLY_FIELD_WRITTEN = Rule("SFC601", "read-only-field-written", "error", PAGES)
PART_OF_COMPOUND = Rule("SFC602", "part-of-compound", "error", PAGES, adjustable=False)
CANNOT_HIDE = Rule("SFC603", "cannot-hide", "error", PAGES)
SECURITY_NOT_DOCUMENTED = Rule("SFC604", "security-not-documented", "warning", PAGES)
OBJECT_WITHOUT_PERMISSIONS = Rule("SFC605", "object-without-permissions", "error", PAGES, adjustable=False)
UNKNOWN_USER_PERMISSION = Rule("SFC606", "unknown-user-permission", "warning", PAGES)
PERMISSION_SET_NAME_TAKEN = Rule("SFC607", "permission-set-name-taken", "error", PAGES, adjustable=False)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
