"""Selectors as people type them, in dbt's manner. Reads their grammar, and knows no graph.

selector = terms between blanks        what any of them selects
term     = steps between commas        what all of them select
step     = [depth+]what[+depth]        and what it needs (before), and what needs it (after), so many steps far; all without a number
what     = Lead, Lead.Industry         an object, a field
           Lead.*, *.Email, *__c       with `*` and `?`, neither of which stands for a dot
           connector:marketo, sync_user:marketo-sync, value_set:Country, campaign:normalise-country,
           filter:reachable, partition:business-unit
           owner:revops                an owner, and all that is theirs
           pii:contact                 fields of a privacy class
           sync:two-way                fields, and objects' records, that go this way for some connector
           type:formula                fields of a type, in the words of the Metadata API; `formula`, `roll-up`, `master-detail`
"""

import re

from syncwright.records import Struct

#: What selects by something that nodes have, and what selects one node.
ATTRIBUTES = ("owner", "pii", "sync", "type")
NODES = ("campaign", "connector", "filter", "partition", "sync_user", "value_set")

_BLANK = re.compile(r"\s*")
_STEP = re.compile(r"(?:(?P<up>[0-9]*)\+)?(?P<what>[\w.:*?$/-]*)(?:\+(?P<down>[0-9]*))?")
_METHOD = re.compile(r"(\w+):(.*)")

#: As far as any graph goes; a number typed with more digits means no less.
FAR = 1_000_000


class NotASelector(ValueError):
    """The text cannot be read. `column` is 1-based, in characters."""

    def __init__(self, column: int, expected: str) -> None:
        super().__init__(f"column {column}: {expected}")
        self.column = column


class Step(Struct, frozen=True):
    """One thing, with what it needs up to `up` steps away, and what needs it up to `down`. `method` is empty for names of objects and fields."""

    method: str
    name: str
    up: int
    down: int
    column: int

    @property
    def glob(self) -> bool:
        """Whether the name stands for several."""
        return "*" in self.name or "?" in self.name


#: Terms, each of steps.
Selector = tuple[tuple[Step, ...], ...]


def parse(text: str) -> Selector:
    """Read a selector. Raises NotASelector with the column and what was expected there."""
    terms = []
    at = _past_blanks(text, 0)
    while at < len(text):
        steps = []
        while True:
            step, at = _step(text, at)
            steps.append(step)
            if at == len(text) or text[at] != ",":
                break
            at += 1
        if at < len(text) and not text[at].isspace():
            raise NotASelector(at + 1, f"`{text[at]}` cannot stand here; a comma, a blank or the end was expected")
        terms.append(tuple(steps))
        at = _past_blanks(text, at)
    if not terms:
        raise NotASelector(1, "nothing is named; an object, a field or something like `owner:NAME` was expected")
    return tuple(terms)


def _past_blanks(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    assert match is not None, "it matches nothing too"
    return match.end()


def _step(text: str, at: int) -> tuple[Step, int]:
    match = _STEP.match(text, at)
    assert match is not None, "it matches nothing too"
    what, column = match["what"], match.start("what") + 1
    if not what:
        left = text[column - 1 : column].strip()
        seen = f"before `{left}`" if left else "here"
        raise NotASelector(column, f"a name was expected {seen}, such as `Lead.Industry` or `owner:NAME`")
    method, name = "", what
    if (said := _METHOD.fullmatch(what)) is not None:
        method, name = said.groups()
        if method not in (*ATTRIBUTES, *NODES):
            known = ", ".join(f"`{one}:`" for one in sorted((*ATTRIBUTES, *NODES)))
            raise NotASelector(column, f"there is no `{method}:`; {known} were expected, or the name of an object or a field")
        if not name:
            raise NotASelector(column + len(method) + 1, f"a name was expected after `{method}:`")
    return Step(method, name, _depth(match["up"]), _depth(match["down"]), column), match.end()


def _depth(digits: str | None) -> int:
    """How many steps far: none without a plus, as far as it goes without a number."""
    if digits is None:
        return 0
    return min(int(digits[:7]), FAR) if digits else FAR
