"""What Salesforce cannot grant or hide as it is asked for, and what is granted that nobody should miss."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.platforms.salesforce.pages"

READ_ONLY_FIELD_WRITTEN = Rule("SFC601", "read-only-field-written", "error", PAGES)
PART_OF_COMPOUND = Rule("SFC602", "part-of-compound", "error", PAGES, adjustable=False)
CANNOT_HIDE = Rule("SFC603", "cannot-hide", "error", PAGES)
SECURITY_NOT_DOCUMENTED = Rule("SFC604", "security-not-documented", "warning", PAGES)
OBJECT_WITHOUT_PERMISSIONS = Rule("SFC605", "object-without-permissions", "error", PAGES, adjustable=False)
UNKNOWN_USER_PERMISSION = Rule("SFC606", "unknown-user-permission", "warning", PAGES)
PERMISSION_SET_NAME_TAKEN = Rule("SFC607", "permission-set-name-taken", "error", PAGES, adjustable=False)
ADOPTED_GAP = Rule("SFC608", "adopted-gap", "warning", PAGES)
ADOPTED_ROW_UNFIT = Rule("SFC609", "adopted-row-unfit", "warning", PAGES)
HIDDEN_FIELD_LEAKS = Rule("SFC610", "hidden-field-leaks", "error", PAGES)
ACCESS_NOT_KNOWN = Rule("SFC611", "access-not-known", "note", PAGES)
OVER_GRANT = Rule("SFC612", "over-grant", "warning", PAGES)
NEWER_THAN_API_VERSION = Rule("SFC613", "newer-than-api-version", "error", PAGES)
GROUP_WITHIN_GROUP = Rule("SFC614", "group-within-group", "error", PAGES)
PART_AGAINST_WHOLE = Rule("SFC615", "part-against-whole", "error", PAGES)

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
