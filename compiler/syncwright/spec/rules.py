"""What can be wrong with the shape of a spec. None of it can be allowed or adjusted: the file has no meaning yet."""

from syncwright.diagnostics import Rule

PAGES = "syncwright.spec.pages"


def _rule(number: int, name: str) -> Rule:
    return Rule(f"SPC{number}", name, "error", PAGES, adjustable=False)


NO_KIND = _rule(201, "no-kind")
UNKNOWN_KEY = _rule(203, "unknown-key")
MISSING_KEY = _rule(204, "missing-key")
WRONG_VALUE = _rule(205, "wrong-value")
WRONG_SHAPE = _rule(206, "wrong-shape")

RULES = tuple(rule for rule in globals().values() if isinstance(rule, Rule))
