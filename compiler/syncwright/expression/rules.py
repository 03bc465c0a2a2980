"""What can be wrong with a filter's text: it cannot be read, or what it asks has no one answer on every platform."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.expression.pages"


def _rule(number: int, name: str) -> Rule:
    return Rule(f"FIL{number}", name, "error", PAGES, adjustable=False)


FILTER_SYNTAX = _rule(901, "filter-syntax")
UNTERMINATED_TEXT = _rule(902, "unterminated-text")
NESTED_TOO_DEEPLY = _rule(903, "nested-too-deeply")
NO_SUCH_DATE = _rule(904, "no-such-date")
NUMBER_TOO_LONG = _rule(905, "number-too-long")
UNKNOWN_NAME = _rule(906, "unknown-name-in-filter")
VALUE_OF_OTHER_TYPE = _rule(907, "value-of-other-type")
TEXT_HAS_NO_ORDER = _rule(908, "text-has-no-order")
OPERATOR_NOT_FOR_TYPE = _rule(909, "operator-not-for-type")
LONG_TEXT = _rule(910, "long-text-in-filter")
ENCRYPTED = _rule(911, "encrypted-in-filter")
COMPOUND = _rule(912, "compound-in-filter")
TYPE_NOT_FILTERED = _rule(913, "type-cannot-be-filtered")
NOT_IN_VALUE_SET = Rule("FIL914", "not-in-value-set", "error", PAGES)
SEVERAL_VALUES = _rule(915, "several-values-compared")
NOT_A_RECORD_ID = _rule(916, "not-a-record-id")
CASE_NOT_COMPARABLE = _rule(917, "case-not-comparable")
EMPTY_TEXT = _rule(918, "empty-text")
TIME_ZONE_MISSING = _rule(919, "time-zone-missing")
CHECKBOX_NEVER_BLANK = _rule(920, "checkbox-never-blank")
FILTER_TOO_LARGE = _rule(921, "filter-too-large")
FILTER_CIRCLE = _rule(922, "filter-circle")
STORED_FIELD_UNFIT = _rule(923, "stored-field-unfit")

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
