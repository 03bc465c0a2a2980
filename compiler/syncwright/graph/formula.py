"""What a Salesforce formula refers to: the paths in it, such as `Account.Owner.Email`. Knows the language's words, and no org.

Only as much is read as that takes: texts, comments, numbers, names and calls. What no Salesforce would accept is read as well as
can be, and never fails.
"""

import re
from collections.abc import Iterator

#: Names that are values or operators, in any case. `AND`, `OR` and `NOT` are calls, and stand without brackets only by mistake.
_WORDS = frozenset({"true", "false", "null", "and", "or", "not"})

#: A text or a comment that never ends goes to the end. A number may hold letters (`1e5`), so it is taken before names are looked for.
_TOKENS = re.compile(
    r"""
      "(?:[^"\\]|\\.)*+"?
    | '(?:[^'\\]|\\.)*+'?
    | /\*.*?(?:\*/|\Z)
    | \d[\w.]*+
    | (?P<path>\$?[^\W\d]\w*+(?:[.:]\w++)*+)(?P<call>\s*+\()?
    """,
    re.VERBOSE | re.DOTALL,
)


def references(formula: str) -> tuple[str, ...]:
    """Every path a formula names, once each and in the order of their first mention. Calls and words of the language are none.

    A part may say which object a lookup of several leads to: `Owner:User.Email`. A global starts with a dollar: `$User.Email`.
    """
    return tuple(dict.fromkeys(path for _, path in paths(formula)))


def paths(formula: str) -> Iterator[tuple[int, str]]:
    """Every mention of a path, with the offset where it begins."""
    for match in _TOKENS.finditer(formula):
        path = match["path"]
        if path is not None and match["call"] is None and path.lower() not in _WORDS:
            yield match.start("path"), path
