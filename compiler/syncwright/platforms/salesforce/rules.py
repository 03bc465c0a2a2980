"""What Salesforce cannot grant or hide as it is asked for, and what is granted that nobody should miss."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding, Rule

PAGES = "syncwright.platforms.salesforce.pages"

READ_ONLY_FIELD_WRITTEN = Rule("SFC601", "read-only-field-written", "error", PAGES)
PART_OF_COMPOUND = Rule("SFC602", "part-of-compound", "error", PAGES, adjustable=False)
CANNOT_HIDE = Rule("SFC603", "cannot-hide", "error", PAGES, in_outline=True)
SECURITY_NOT_DOCUMENTED = Rule("SFC604", "security-not-documented", "warning", PAGES, in_outline=True)
OBJECT_WITHOUT_PERMISSIONS = Rule("SFC605", "object-without-permissions", "error", PAGES, adjustable=False)
UNKNOWN_USER_PERMISSION = Rule("SFC606", "unknown-user-permission", "warning", PAGES)
PERMISSION_SET_NAME_TAKEN = Rule("SFC607", "permission-set-name-taken", "error", PAGES, adjustable=False)
ADOPTED_GAP = Rule("SFC608", "adopted-gap", "warning", PAGES)
ADOPTED_ROW_UNFIT = Rule("SFC609", "adopted-row-unfit", "warning", PAGES)
HIDDEN_FIELD_LEAKS = Rule("SFC610", "hidden-field-leaks", "error", PAGES, in_outline=True)
ACCESS_NOT_KNOWN = Rule("SFC611", "access-not-known", "note", PAGES)
OVER_GRANT = Rule("SFC612", "over-grant", "warning", PAGES)
NEWER_THAN_API_VERSION = Rule("SFC613", "newer-than-api-version", "error", PAGES)
GROUP_WITHIN_GROUP = Rule("SFC614", "group-within-group", "error", PAGES)
PART_AGAINST_WHOLE = Rule("SFC615", "part-against-whole", "error", PAGES)
UNKNOWN_FIELD_TYPE = Rule("SFC616", "unknown-field-type", "error", PAGES, adjustable=False)
ATTRIBUTE_MISSING = Rule("SFC617", "attribute-missing", "error", PAGES, adjustable=False)
ATTRIBUTE_NOT_OF_TYPE = Rule("SFC618", "attribute-not-of-type", "error", PAGES, adjustable=False)
BEYOND_LIMIT = Rule("SFC619", "beyond-limit", "error", PAGES, adjustable=False)
CUSTOM_FIELD_NAME = Rule("SFC620", "custom-field-name", "error", PAGES)
OBJECT_TAKES_NO_FIELD = Rule("SFC621", "object-takes-no-field", "error", PAGES, adjustable=False)
FORMULA_TOO_LONG = Rule("SFC622", "formula-too-long", "error", PAGES, adjustable=False)
FORMULA_MAY_NOT_COMPILE = Rule("SFC623", "formula-may-not-compile", "warning", PAGES)
REFERS_TO_NOTHING = Rule("SFC624", "refers-to-nothing", "error", PAGES)
FIELD_TYPE_CHANGED = Rule("SFC625", "field-type-changed", "error", PAGES)
REQUIRED_FIELD_CREATED = Rule("SFC626", "required-field-created", "warning", PAGES)
HISTORY_NOT_KEPT = Rule("SFC627", "history-not-kept", "warning", PAGES)
BAND_OF_COMPUTED_SCORE = Rule("SFC635", "band-of-computed-score", "warning", PAGES)
BAND_OF_NO_SCORE = Rule("SFC636", "band-of-no-score", "error", PAGES)
BAND_NAMES_UNFIT = Rule("SFC637", "band-names-unfit", "error", PAGES)
FLOW_NAME_TAKEN = Rule("SFC638", "flow-name-taken", "error", PAGES, adjustable=False)
BAND_WRITTEN = Rule("SFC639", "band-written", "error", PAGES)
DELETED_FIELD_IN_USE = Rule("SFC640", "deleted-field-in-use", "error", PAGES)
CANNOT_BE_DELETED = Rule("SFC641", "cannot-be-deleted", "error", PAGES, adjustable=False)
DELETED_FIELD_GRANTED = Rule("SFC642", "deleted-field-granted", "error", PAGES, adjustable=False)
DELETED_ALREADY = Rule("SFC643", "deleted-already", "note", PAGES)
NO_PERMISSION_SETS_HERE = Rule("SFC644", "no-permission-sets-here", "warning", PAGES)
VALUES_OWN_AND_SHARED = Rule("SFC628", "values-own-and-shared", "error", PAGES, adjustable=False)
PICKLIST_WITHOUT_VALUES = Rule("SFC629", "picklist-without-values", "error", PAGES, adjustable=False)
TOO_MANY_VALUES = Rule("SFC630", "too-many-values", "error", PAGES, adjustable=False)
DEFAULT_NOT_ONE = Rule("SFC631", "default-not-one", "error", PAGES, adjustable=False)
VALUE_DOES_NOT_FIT = Rule("SFC632", "value-does-not-fit", "error", PAGES)
VALUE_LEFT_OUT = Rule("SFC633", "value-left-out", "warning", PAGES)
DEPENDENCY_NOT_BUILT = Rule("SFC634", "dependency-not-built", "warning", PAGES)
FORMULA_TOO_LARGE = Rule("FIL931", "formula-too-large", "error", PAGES, adjustable=False)
FORMULA_NEARLY_TOO_LARGE = Rule("FIL936", "formula-nearly-too-large", "warning", PAGES)
ANSWER_FORMULA_UNFIT = Rule("SFC645", "answer-formula-unfit", "error", PAGES, adjustable=False)
ANSWER_WRITTEN = Rule("SFC646", "answer-written", "error", PAGES)
CRITERIA_INEXACT = Rule("SFC650", "sharing-criteria-inexact", "error", PAGES, adjustable=False)
OBJECT_WITHOUT_SHARING = Rule("SFC652", "object-without-sharing", "error", PAGES, adjustable=False)
SHARING_NAME_TAKEN = Rule("SFC651", "sharing-name-taken", "error", PAGES, adjustable=False)
ADOPTED_GAP_STOPS_SYNC = Rule("SFC653", "adopted-gap-stops-sync", "error", PAGES)
TEXT_BEYOND_SIGHT = Rule("FIL932", "text-beyond-sight", "error", PAGES, adjustable=False)


@FORMULA_TOO_LARGE.check
def _too_large(catalog: Catalog) -> Iterator[Finding]:
    if catalog.filters or catalog.partitions:
        from syncwright.platforms.salesforce.filters.stored import too_large

        yield from too_large(catalog)


@FORMULA_NEARLY_TOO_LARGE.check
def _nearly_too_large(catalog: Catalog) -> Iterator[Finding]:
    if catalog.filters or catalog.partitions:
        from syncwright.platforms.salesforce.filters.stored import nearly_too_large

        yield from nearly_too_large(catalog)


@TEXT_BEYOND_SIGHT.check
def _unseen(catalog: Catalog) -> Iterator[Finding]:
    if catalog.filters or catalog.partitions:
        from syncwright.platforms.salesforce.filters.stored import unseen

        yield from unseen(catalog)


RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
