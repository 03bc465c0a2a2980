"""From a filter's text to its tree, by recursive descent. One text has one mistake: what follows it is not looked at."""

from syncwright.expression import rules, values
from syncwright.expression.tokens import WORDS, Kind, Token, Wrong, tokens
from syncwright.expression.tree import (
    All,
    Among,
    Any,
    Blank,
    Compare,
    Comparison,
    Contains,
    Expression,
    Includes,
    KeysOf,
    Literally,
    Mode,
    Named,
    Not,
    Path,
    Relative,
    Slice,
    Text,
    Truth,
    Values,
)
from syncwright.names import did_you_mean
from syncwright.text import short

#: How deep brackets and `not` may be nested.
DEPTH = 40

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_TESTS = "`=`, `in`, `contains`, `starts with`, `includes`, `excludes` or `is blank`"
_BLANKS = frozenset({"null", "none", "empty", "nil", "blank"})
_SIMILAR = {
    "like": "contains",
    "equals": "=",
    "startswith": "starts with",
    "has": "contains",
    "isblank": "is blank",
    "between": ">= … and … <=",
}


def parse(text: str) -> Expression:
    """The tree of a filter. Raises Wrong."""
    return _Parser(tokens(text)).whole()


class _Parser:
    """Reads tokens from first to last."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0
        self.depth = 0

    # ------------------------------------------------------------------ tokens

    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.here()
        if token.kind != "end":
            self.at += 1
        return token

    def given(self, kind: Kind, *texts: str) -> bool:
        """Whether this token comes next; if so, it is taken."""
        if self.here().kind == kind and (not texts or self.here().text in texts):
            self.take()
            return True
        return False

    def need(self, kind: Kind, text: str, why: str | None = None) -> Token:
        if self.here().kind == kind and self.here().text == text:
            return self.take()
        raise self.expected(f"`{text}`", why)

    def expected(self, what: str, help_: str | None = None, token: Token | None = None) -> Wrong:
        token = token or self.here()
        if token.kind == "end":
            return Wrong(rules.FILTER_SYNTAX, token.at, f"the filter ends where {what} is expected", help_)
        shown = short(repr(token.text) if token.kind == "text" else f"`{token.text}`", 40)
        if help_ is None and token.kind == "name":
            help_ = did_you_mean(token.text, sorted(WORDS))
        return Wrong(rules.FILTER_SYNTAX, token.at, f"{shown} stands where {what} is expected", help_)

    def since(self, start: int) -> Slice:
        return Slice(start, self.tokens[self.at - 1].at.end)

    # ------------------------------------------------------------------ and, or, not

    def whole(self) -> Expression:
        if self.here().kind == "end":
            raise Wrong(
                rules.FILTER_SYNTAX,
                self.here().at,
                "the filter says nothing",
                "write a test, such as `Email is not blank`, or `true` for every record",
            )
        found = self.either()
        if self.here().kind != "end":
            raise self.expected("`and`, `or` or the end of the filter")
        return found

    def either(self) -> Expression:
        start = self.here().at.start
        parts = [self.both()]
        while self.given("word", "or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts), self.since(start))

    def both(self) -> Expression:
        start = self.here().at.start
        parts = [self.negation()]
        while self.given("word", "and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else All(tuple(parts), self.since(start))

    def negation(self) -> Expression:
        self.depth += 1
        if self.depth > DEPTH:
            raise Wrong(
                rules.NESTED_TOO_DEEPLY,
                self.here().at,
                f"brackets and `not` are nested more than {DEPTH} deep here",
                "name a part of it as a filter of its own",
            )
        start = self.here().at.start
        found = Not(self.negation(), self.since(start)) if self.given("word", "not") else self.primary()
        self.depth -= 1
        return found

    def primary(self) -> Expression:
        token = self.take()
        if (token.kind, token.text) == ("sign", "("):
            inner = self.either()
            self.closed(token, ")")
            return inner
        if token.kind == "word" and token.text in ("true", "false"):
            return Truth(token.text == "true", token.at)
        if (token.kind, token.text) == ("word", "filter"):
            name = self.take()
            if name.kind not in ("name", "word"):
                raise self.expected("the name of a filter", None, name)
            return Named(name.text, self.since(token.at.start))
        if token.kind == "name":
            return self.test(Path(token.text, token.at))
        help_ = (
            f"write `{token.text}` without quotes"
            if token.kind == "text" and token.text.replace(".", "").replace("_", "").isalnum()
            else None
        )
        raise self.expected("a field, `not`, `filter` or `(`", help_, token)

    def closed(self, opening: Token, closing: str) -> None:
        if not self.given("sign", closing):
            what = f"`{closing}`" if closing == ")" else "`,` or `]`"
            wrong = self.expected(what, None)
            raise Wrong(
                wrong.rule, wrong.at, wrong.message, wrong.help or f"the `{opening.text}` at character {opening.at.start + 1} is not closed"
            )

    # ------------------------------------------------------------------ tests

    def test(self, path: Path) -> Expression:
        token = self.take()
        if token.kind == "sign" and token.text in _COMPARISONS:
            operator: Comparison = token.text  # type: ignore[assignment]
            return Compare(path, operator, self.value(path), self.since(path.at.start))
        if token.kind == "word":
            match token.text:
                case "is":
                    negated = self.given("word", "not")
                    self.blank(path, negated=negated)
                    return Blank(path, negated, self.since(path.at.start))
                case "not":
                    return self.worded(path, self.take(), negated=True)
                case _:
                    return self.worded(path, token, negated=False)
        help_ = self.similar(path, token)
        raise self.expected(_TESTS, help_, token)

    def similar(self, path: Path, token: Token) -> str | None:
        """What was probably meant instead of a test."""
        if token.kind == "end" or token.text == ")":
            return f"a checkbox is tested as `{path.name} = true`, any other field as `{path.name} is not blank`"
        meant = _SIMILAR.get(token.text.lower())
        if meant is None and token.kind == "name" and token.text.lower() in WORDS:
            meant = token.text.lower()
        return f"write `{meant}`" if meant else None

    def blank(self, path: Path, *, negated: bool) -> None:
        if self.given("word", "blank") or (self.here().kind == "name" and self.here().text == "blank" and self.given("name")):
            return
        test = "is not blank" if negated else "is blank"
        sign = "!=" if negated else "="
        help_ = (
            f"write `{path.name} {test}`"
            if self.here().text.lower() in _BLANKS
            else f"a value is compared by `{sign}`; `is` asks for blanks alone"
        )
        raise self.expected("`blank`" if negated else "`blank` or `not blank`", help_)

    def worded(self, path: Path, token: Token, *, negated: bool) -> Expression:
        match token.text if token.kind == "word" else "":
            case "in":
                return Among(path, self.several(path), negated, self.since(path.at.start))
            case "contains":
                return Contains(path, self.value(path), False, negated, self.since(path.at.start))
            case "starts":
                self.need("word", "with")
                return Contains(path, self.value(path), True, negated, self.since(path.at.start))
            case "includes" if negated:
                raise self.expected("`in`, `contains` or `starts with`", "write `excludes`", token)
            case "includes":
                return self.included(path)
            case "excludes":
                return Includes(path, "none", self.one_or_several(path), self.since(path.at.start))
        help_ = self.similar(path, token) if not negated else None
        raise self.expected("`in`, `contains` or `starts with`" if negated else _TESTS, help_, token)

    def included(self, path: Path) -> Expression:
        mode: Mode = "any"
        if self.here().kind == "word" and self.here().text in ("any", "all"):
            mode = "all" if self.take().text == "all" else "any"
        elif self.here().kind != "text":
            raise self.expected("`any` or `all`", f"as in `{path.name} includes any ['A', 'B']`")
        return Includes(path, mode, self.one_or_several(path), self.since(path.at.start))

    # ------------------------------------------------------------------ values

    def one_or_several(self, path: Path) -> Values | KeysOf:
        if self.here().kind == "text":
            one = self.value(path)
            return Values((one,), one.at)
        return self.several(path)

    def several(self, path: Path) -> Values | KeysOf:
        start = self.here().at.start
        if self.given("word", "keys"):
            self.need("word", "of", "as in `keys of country`")
            name = self.take()
            if name.kind not in ("name", "word"):
                raise self.expected("the name of a map", None, name)
            return KeysOf(name.text, self.since(start))
        opening = self.here()
        if not self.given("sign", "["):
            help_ = f"write `['{self.here().text}']`" if self.here().kind in ("text", "name") else f"as in `{path.name} in ['US', 'CA']`"
            raise self.expected("a list in `[ ]`, or `keys of` and a map,", help_)
        items = [self.value(path)]
        while self.given("sign", ","):
            items.append(self.value(path))
        self.closed(opening, "]")
        return Values(tuple(items), self.since(start))

    def value(self, path: Path) -> Literally:
        token = self.take()
        match token.kind, token.text:
            case "text", text:
                return Text(text, token.at)
            case "word", "true" | "false":
                return Truth(token.text == "true", token.at)
            case "word", "today":
                return self.relative(token)
            case "date", _:
                return values.day_or_moment(token)
            case "number", _:
                return values.number(token, token.at, negative=False)
            case "sign", "-" if self.here().kind == "number":
                digits = self.take()
                return values.number(digits, Slice(token.at.start, digits.at.end), negative=True)
            case (("name" | "word"), text) if text.lower() in _BLANKS:
                raise self.expected("a value", f"write `{path.name} is blank` or `{path.name} is not blank`", token)
            case (("name" | "word"), text):
                help_ = (
                    "filters know whole days: write `today`"
                    if text.lower() in ("now", "yesterday", "tomorrow", "today")
                    else f"text stands in quotes: `'{text}'`"
                )
                raise self.expected("a value", help_, token)
            case _:
                raise self.expected("a value", None, token)

    def relative(self, today: Token) -> Relative:
        if not (self.here().kind == "sign" and self.here().text in "+-"):
            return Relative(0, "days", today.at)
        sign = -1 if self.take().text == "-" else 1
        if self.here().kind != "number":
            raise self.expected("a number of days", "as in `today - 365 days`")
        count, unit = self.take(), self.take()
        if unit.kind not in ("name", "word"):
            raise self.expected("`days` or `weeks`", f"write `{count.text} days`", unit)
        return values.relative(sign, count, unit, self.since(today.at.start))
