"""What is wrong, as values: rules make findings, findings become diagnostics. Draws nothing and reads no file.

A `Finding` names its place by file and keys (`fields`, `Email`, `why`). Lines and columns are looked up in one
step at the end, so that a run without findings never pays for them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from syncwright.records import Struct, replace
from syncwright.text import FILE_START, Span, short

Severity = Literal["error", "warning", "note"]
Key = str | int

#: From this length on, in characters, what a message quotes is quoted in short.
_LONG = 600
_LONGEST = 900
_QUOTED = re.compile(r"`[^`]{100,}`")


class Place(Struct, frozen=True):
    """Where something stands: keys down a file's tree, and whether the key or its value is meant.

    `inside`: only these characters of the value's text, from one up to another, counted from 0.
    """

    path: str
    keys: tuple[Key, ...] = ()
    part: Literal["key", "value"] = "value"
    span: Span | None = None
    inside: tuple[int, int] | None = None

    def under(self, other: "Place") -> bool:
        """Whether this place is `other` or lies inside it."""
        return self.path == other.path and self.keys[: len(other.keys)] == other.keys


class Finding(Struct, frozen=True):
    """What a rule noticed: the message says what is wrong with this value, `help` what to do."""

    rule: "Rule"
    place: Place
    message: str
    help: str | None = None
    related: tuple[tuple[Place, str], ...] = ()


Check = Callable[[Any], Iterable[Finding]]
#: Looks at a part of a subject. What it finds in several parts is what it would find in them together.
PartCheck = Callable[[Any, Any], Iterable[Finding]]


class Rule(Struct, eq=False):
    """Something that can be wrong. Its page lies beside the code that looks for it.

    `severity` is the default; an estate's policy may set another one for a rule that is `adjustable`.
    What is not adjustable would make the rest of the run meaningless, or is said of an import, which knows no policy.
    `in_outline`: it is found just as well in the outline of a file, and depends on more than the file.
    """

    id: str
    name: str
    severity: Severity
    package: str
    adjustable: bool = True
    in_outline: bool = False
    looks: Check | None = None
    looks_at_part: PartCheck | None = None

    def __call__(self, place: Place, message: str, *, help: str | None = None, related: Sequence[tuple[Place, str]] = ()) -> Finding:  # noqa: A002 - it is called `help` in every form
        return Finding(self, place, message, help, tuple(related))

    def check(self, function: Check) -> Check:
        """Decorator: the function that looks for this rule."""
        self.looks = function
        return function

    def check_part(self, function: PartCheck) -> PartCheck:
        """Decorator: the function that looks for this rule in a part of a subject, so that parts need not be looked at twice."""
        self.looks_at_part = function
        return function

    @property
    def page(self) -> str:
        """File name of its page."""
        return f"{self.id.lower()}_{self.name.replace('-', '_')}.md"


class Allowance(Struct, frozen=True):
    """An author's word that a finding is accepted at `place` and below it, with the reason, up to and with `until`."""

    rule: str
    place: Place
    why: str
    until: date


class Located(Struct, frozen=True):
    """A file, a span in it, and what to say there."""

    path: str
    span: Span
    label: str = ""


class Diagnostic(Struct, frozen=True):
    """A finding with rule, severity and lines. `allowed` holds the allowance that covers it."""

    rule: Rule
    severity: Severity
    primary: Located
    message: str
    help: str | None
    related: tuple[Located, ...] = ()
    allowed: Allowance | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """Sort key: by place, then by rule."""
        return self.primary.path, self.primary.span, self.rule.id, self.message


class Policy(Struct, frozen=True):
    """How an estate wants findings treated: severity by rule name, and what is allowed on `today`."""

    severities: Mapping[str, Severity | Literal["off"]] = {}
    allowances: tuple[Allowance, ...] = ()
    today: date = date.max


Locate = Callable[[Place], Span]


def run(rules: Iterable[Rule], subject: Any) -> Iterator[Finding]:
    """Every finding of every rule that looks at the whole of something."""
    for rule in rules:
        if rule.looks is not None:
            yield from rule.looks(subject)


def run_part(rules: Iterable[Rule], subject: Any, part: Any) -> Iterator[Finding]:
    """Every finding in a part of it, of the rules that look at parts."""
    for rule in rules:
        if rule.looks_at_part is not None:
            yield from rule.looks_at_part(subject, part)


def diagnose(findings: Iterable[Finding], locate: Locate, policy: Policy | None = None) -> list[Diagnostic]:
    """Findings with severity and lines, in order of place; the same finding twice is one."""
    policy = policy or Policy()
    diagnostics: dict[tuple[Any, ...], Diagnostic] = {}
    for finding in findings:
        rule = finding.rule
        severity = policy.severities.get(rule.name, rule.severity) if rule.adjustable else rule.severity
        if severity == "off":
            continue
        diagnostic = _allowed(_located(finding, severity, locate), finding, policy)
        diagnostics.setdefault((*diagnostic.order, diagnostic.related), diagnostic)
    return sorted(diagnostics.values(), key=lambda d: d.order)


def _located(finding: Finding, severity: Severity, locate: Locate) -> Diagnostic:
    def at(place: Place, label: str = "") -> Located:
        return Located(place.path, place.span or (locate(place) if place.path else FILE_START), label)

    related = tuple(at(place, _readable(label)) for place, label in finding.related)
    help_ = finding.help and _readable(finding.help)
    return Diagnostic(finding.rule, severity, at(finding.place), _readable(finding.message), help_, related)


def _readable(message: str) -> str:
    """`message`, with the names that somebody made absurdly long quoted in short."""
    if len(message) < _LONG:
        return message
    return short(_QUOTED.sub(lambda name: f"`{short(name[0][1:-1])}`", message), _LONGEST)


def _allowed(diagnostic: Diagnostic, finding: Finding, policy: Policy) -> Diagnostic:
    if not finding.rule.adjustable:
        return diagnostic
    meant = [a for a in policy.allowances if a.rule == finding.rule.name and finding.place.under(a.place)]
    if not meant:
        return diagnostic
    allowance = max(meant, key=lambda a: a.until)
    if policy.today <= allowance.until:
        return replace(diagnostic, allowed=allowance)
    ended = f"it was allowed until {allowance.until}: {allowance.why}"
    return replace(diagnostic, help=f"{diagnostic.help}; {ended}" if diagnostic.help else ended)


def failed(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error that is not allowed."""
    return any(d.severity == "error" and d.allowed is None for d in diagnostics)
