"""From a filter's tree to what it means in one scope, or everything that is wrong with it, each at its place."""

from syncwright.diagnostics import Finding, Place, Rule
from syncwright.expression import predicate as means
from syncwright.expression import rules
from syncwright.expression.folding import fold
from syncwright.expression.literals import near_value, value_of
from syncwright.expression.parse import parse
from syncwright.expression.predicate import Column, Fixed, Operator, Predicate, Value
from syncwright.expression.scope import Scope, Unknown
from syncwright.expression.tokens import Wrong
from syncwright.expression.tree import (
    All,
    Among,
    Any,
    Blank,
    Compare,
    Contains,
    Expression,
    Includes,
    KeysOf,
    Named,
    Not,
    Path,
    Slice,
    Test,
    Text,
    Truth,
    Values,
)
from syncwright.expression.types import REFUSED, TITLES, WRITTEN, Group
from syncwright.expression.written import quoted
from syncwright.records import Struct, replace

#: How many tests and values a filter may have, those of the filters it names included; and how deep it may be nested.
LARGEST = 1_000
DEEPEST = 100


class Checked(Struct, frozen=True):
    """What a filter means; None if anything is wrong. Without findings and without a meaning, something it names is broken."""

    predicate: Predicate | None
    findings: tuple[Finding, ...] = ()


def read(text: str, place: Place) -> Expression | Finding:
    """The tree of a filter that stands at a place."""
    try:
        return parse(text)
    except Wrong as wrong:
        return _finding(place, wrong)


def check(tree: Expression, scope: Scope, place: Place) -> Checked:
    """What a tree means in a scope. `place` is where its text stands."""
    checker = _Checker(scope, place)
    found = checker.predicate(tree)
    if found is not None and (means.size(found) > LARGEST or means.depth(found) > DEEPEST):
        message = f"with what it names, this filter has more than {LARGEST:,} tests and values, or is nested more than {DEEPEST} deep"
        checker.findings.append(rules.FILTER_TOO_LARGE(place, message, help="keep the value in a field of its own and test that"))
    return Checked(None if checker.findings else found, tuple(checker.findings))


def _finding(place: Place, wrong: Wrong) -> Finding:
    return wrong.rule(replace(place, inside=(wrong.at.start, wrong.at.end)), wrong.message, help=wrong.help)


class _Checker:
    """Goes through one tree and collects findings. A part with a finding means None, and so does what holds it."""

    def __init__(self, scope: Scope, place: Place) -> None:
        self.scope = scope
        self.place = place
        self.findings: list[Finding] = []
        self._columns: dict[str, Column | None] = {}

    def predicate(self, tree: Expression) -> Predicate | None:
        match tree:
            case All(parts) | Any(parts):
                found = [self.predicate(part) for part in parts]
                known = tuple(one for one in found if one is not None)
                if len(known) < len(found):
                    return None
                return means.All(known) if isinstance(tree, All) else means.Any(known)
            case Not(inner):
                one = self.predicate(inner)
                return None if one is None else means.Not(one)
            case Truth(value):
                return Fixed(value)
            case Named(name, at):
                return self._known(self.scope.filter(name), at)
            case _:
                return self._test(tree)

    def wrong(self, rule: Rule, at: Slice, message: str, help_: str | None) -> None:
        self.findings.append(_finding(self.place, Wrong(rule, at, message, help_)))

    def _known(self, found: Predicate | Unknown | None, at: Slice) -> Predicate | None:
        if isinstance(found, Unknown):
            self.wrong(found.rule, at, found.message, found.help)
            return None
        return found

    def _column(self, path: Path) -> Column | None:
        """The field; what is wrong with a name is said where it stands first."""
        if path.name not in self._columns:
            found = self.scope.column(path.name)
            if isinstance(found, Unknown):
                self.wrong(found.rule, path.at, found.message, found.help)
            self._columns[path.name] = found if isinstance(found, Column) else None
        return self._columns[path.name]

    def _test(self, tree: Test) -> Predicate | None:
        column = self._column(tree.path)
        if column is None:
            return None
        group = _group(tree)
        refused = REFUSED[group].get(column.kind) if group in REFUSED else None
        if refused is not None:
            says = refused.says or f"{TITLES[column.kind]}, which {WRITTEN[group].replace('` `', '`, `')} do not test"
            self.wrong(refused.rule, tree.at, f"`{tree.path.name}` is {says}", (refused.help or "").format(name=tree.path.name) or None)
            return None
        return self._meant(tree, column)

    def _meant(self, tree: Test, column: Column) -> Predicate | None:
        match tree:
            case Blank(_, negated):
                return _perhaps_not(means.Test(column, "blank"), negated=negated)
            case Compare(_, operator, value):
                return self._compared(column, "=" if operator == "!=" else operator, Values((value,)), negated=operator == "!=")
            case Contains(_, value, only_start, negated):
                return self._compared(column, "starts with" if only_start else "contains", Values((value,)), negated=negated)
            case Among(_, values, negated):
                return self._compared(column, "in", values, negated=negated)
            case Includes(_, mode, values):
                found = self._values(column, values)
                if found is None:
                    return None
                each = tuple(means.Test(column, "includes", (value,)) for value in found)
                joined = each[0] if len(each) == 1 else means.All(each) if mode == "all" else means.Any(each)
                return _perhaps_not(joined, negated=mode == "none")

    def _compared(self, column: Column, operator: Operator, values: Values | KeysOf, *, negated: bool) -> Predicate | None:
        found = self._values(column, values)
        return None if found is None else _perhaps_not(means.Test(column, operator, found), negated=negated)

    def _values(self, column: Column, values: Values | KeysOf) -> tuple[Value, ...] | None:
        """The values, each once; None where something is wrong with one."""
        if isinstance(values, KeysOf):
            return self._keys(column, values)
        found: dict[Value, Value] = {}
        before = len(self.findings)
        for one in values.items:
            try:
                value = value_of(one, column, self.scope.zone)
            except Wrong as wrong:
                self.findings.append(_finding(self.place, wrong))
            else:
                found.setdefault(_same(value, column), value)
        return tuple(found.values()) if len(self.findings) == before else None

    def _keys(self, column: Column, values: KeysOf) -> tuple[Value, ...] | None:
        """The keys of a map as values. What is wrong with several of them has one cause, and is said once."""
        keys = self.scope.keys(values.map)
        if isinstance(keys, Unknown):
            self.wrong(keys.rule, values.at, keys.message, keys.help)
        if keys is None or isinstance(keys, Unknown):
            return None
        found: dict[Value, Value] = {}
        wrongs: list[tuple[str, Wrong]] = []
        for key in keys:
            try:
                value = value_of(Text(key, values.at), column, self.scope.zone)
                found.setdefault(_same(value, column), value)
            except Wrong as wrong:
                wrongs.append((key, wrong))
        if wrongs:
            key, first = wrongs[0]
            more = f", and {len(wrongs) - 1} more" if len(wrongs) > 1 else ""
            help_ = near_value(key, column) if first.rule is rules.NOT_IN_VALUE_SET else first.help
            self.wrong(first.rule, values.at, f"of the map `{values.map}`, the key {quoted(key)}{more}: {first.message}", help_)
            return None
        return tuple(found.values())


def _perhaps_not(found: Predicate, *, negated: bool) -> Predicate:
    return means.Not(found) if negated else found


def _same(value: Value, column: Column) -> Value:
    return fold(value) if isinstance(value, str) and column.kind != "id" else value


def _group(tree: Test) -> Group:
    match tree:
        case Compare(_, operator, _):
            return "equal" if operator in ("=", "!=") else "order"
        case Among():
            return "list"
        case Contains():
            return "contains"
        case Includes():
            return "includes"
        case Blank():
            return "blank"
