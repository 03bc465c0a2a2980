"""What was found in the specs, and a page for each rule there is."""

from collections.abc import Iterator, Sequence

from syncwright.diagnostics import Diagnostic, Rule
from syncwright.registry import page as page_of_rule
from syncwright.site.page import Entry, Frame
from syncwright.site.phrased import coded
from syncwright.site.written import written

#: Findings that the page lists; `check` has all.
_LISTED = 2000


def findings(frame: Frame, diagnostics: Sequence[Diagnostic], rules: Sequence[Rule], entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
    """The page of what was found, the list of rules, and a page a rule."""
    told = [
        (
            one.severity if one.allowed is None else "allowed",
            one.rule,
            coded(one.message),
            coded(one.help or ""),
            f"{one.primary.path}:{one.primary.span.start.line}",
            one.allowed,
        )
        for one in diagnostics[:_LISTED]
    ]
    yield frame.page("findings.html", "Findings", "findings", section="Findings", findings=told, more=max(len(diagnostics) - _LISTED, 0))
    number = {rule.id: 0 for rule in rules}
    for one in diagnostics:
        number[one.rule.id] = number.get(one.rule.id, 0) + 1
    said = []
    for rule in rules:
        page = written(f"rules/{rule.id}.md", page_of_rule(rule))
        said.append((rule, number[rule.id], page.words.partition(".")[0]))
        entries.append(Entry(f"rules/{rule.id}.html", "rule", f"{rule.id} {rule.name}", f"{rule.id} {rule.name}", page.words))
        yield frame.page(f"rules/{rule.id}.html", page.title, "document", section="Findings", told=page, source="")
    yield frame.page("rules.html", "Rules", "rules", section="Findings", rules=said)
