"""What can be wrong with a file before anybody asks what it means. None of it can be allowed or adjusted."""

from syncwright.diagnostics import Finding, Place, Rule
from syncwright.limits import FILE_FINDINGS

PAGES = "syncwright.syntax.pages"


def _rule(number: int, name: str) -> Rule:
    return Rule(f"SYN{number}", name, "error", PAGES, adjustable=False)


NOT_A_REGULAR_FILE = _rule(101, "not-a-regular-file")
NOT_UTF8 = _rule(102, "not-utf-8")
FORBIDDEN_CHARACTER = _rule(103, "forbidden-character")
LIMIT_PASSED = _rule(104, "limit-passed")
YAML_SYNTAX = _rule(105, "yaml-syntax")
UNQUOTED_COLON = _rule(106, "unquoted-colon")
TEXT_AFTER_QUOTE = _rule(107, "text-after-quote")
UNQUOTED_START = _rule(108, "unquoted-start")
TAB_INDENTATION = _rule(109, "tab-indentation")
TAG = _rule(110, "tag")
ANCHOR = _rule(111, "anchor-or-alias")
DIRECTIVE = _rule(112, "directive")
SECOND_DOCUMENT = _rule(113, "second-document")
REPEATED_KEY = _rule(114, "repeated-key")
KEY_NOT_TEXT = _rule(115, "key-not-text")
NOT_A_MAPPING = _rule(116, "not-a-mapping")
PROSE_IN_BRACES = _rule(117, "prose-in-braces")

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))


def too_many(place: Place) -> Finding:
    """Said where the findings of one file are no longer named."""
    return LIMIT_PASSED(place, f"more than {FILE_FINDINGS} findings in this file (findings of a file)", help="mend those above first")
