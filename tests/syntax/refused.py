"""What the reader says of a text: its tree, or each finding with rule, place and the very text it points at."""

from dataclasses import dataclass

from syncwright.diagnostics import Finding
from syncwright.limits import SPECS, Limits
from syncwright.syntax import parse
from syncwright.text import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding as a person sees it: `at` is `line:column-line:column`, `text` what lies there (of its first line)."""

    rule: str
    at: str
    text: str
    message: str
    help: str | None


def source(written: str | bytes) -> SourceFile:
    """A file with this text."""
    return SourceFile("lead.yaml", written if isinstance(written, bytes) else written.encode())


def tree(written: str | bytes, limits: Limits = SPECS) -> object:
    """The tree of a text that must be accepted."""
    parsed = parse(source(written), limits)
    assert not parsed.findings, [finding.message for finding in parsed.findings]
    assert parsed.tree is not None
    return parsed.tree


def refused(written: str | bytes, limits: Limits = SPECS) -> list[Refused]:
    """The findings of a text that must be refused, in the order in which they were found."""
    file = source(written)
    parsed = parse(file, limits)
    assert parsed.tree is None, f"accepted as {parsed.tree!r:.200}"
    assert parsed.findings, "refused without a finding"
    return [_shown(file, finding) for finding in parsed.findings]


def only(written: str | bytes, limits: Limits = SPECS) -> Refused:
    """The finding of a text with one cause."""
    found = refused(written, limits)
    assert len(found) == 1, found
    return found[0]


def _shown(file: SourceFile, finding: Finding) -> Refused:
    span = finding.place.span
    assert span is not None, "a file without a tree has no keys to look a place up by"
    at = f"{span.start.line}:{span.start.column}-{span.end.line}:{span.end.column}"
    return Refused(finding.rule.id, at, spanned(file, span), finding.message, finding.help)


def spanned(file: SourceFile, span: Span) -> str:
    """The text between the two ends of a span; lines are joined by `\\n`."""
    lines = [file.line(number) for number in range(span.start.line, span.end.line + 1)]
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    return "\n".join(lines)
