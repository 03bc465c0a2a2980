"""Diagnostics as a document, and the document as people and machines read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from syncwright.diagnostics import Diagnostic, Located
from syncwright.limits import SHOWN_FINDINGS
from syncwright.records import pretty
from syncwright.text import SourceFile
from syncwright.views.paint import Paint, columns, visible

Document = dict[str, Any]

#: Longest part of a source line that is shown, in characters.
_WIDTH = 160


def document(diagnostics: Sequence[Diagnostic], sources: Mapping[str, SourceFile], version: str) -> Document:
    """What `check --format json` says. Lines and columns are 1-based, columns in code points, ends exclusive."""
    return {
        "format": 1,
        "tool": {"name": "syncwright", "version": version},
        "files": len(sources),
        "counts": counts(diagnostics),
        "diagnostics": [_diagnostic(d, sources) for d in diagnostics],
    }


def counts(diagnostics: Sequence[Diagnostic]) -> dict[str, int]:
    """How many of each severity, those allowed apart."""
    tally = {"error": 0, "warning": 0, "note": 0, "allowed": 0}
    for d in diagnostics:
        tally["allowed" if d.allowed else d.severity] += 1
    return tally


def _diagnostic(d: Diagnostic, sources: Mapping[str, SourceFile]) -> Document:
    allowed = None if d.allowed is None else {"why": d.allowed.why, "until": d.allowed.until.isoformat()}
    return {
        "rule": d.rule.id,
        "name": d.rule.name,
        "severity": d.severity,
        "message": d.message,
        "help": d.help,
        "primary": _place(d.primary, sources),
        "related": [_place(one, sources) for one in d.related],
        "allowed": allowed,
    }


def _place(at: Located, sources: Mapping[str, SourceFile]) -> Document:
    start, end = at.span.start, at.span.end
    source = sources.get(at.path)
    # Of a line that is longer than anybody draws, the part round the place.
    cut = max(0, start.column - 1 - _WIDTH // 2)
    text = source.line(start.line) if source else ""
    cut = cut if len(text) > _WIDTH else 0
    return {
        "path": at.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "label": at.label,
        "text": text[cut : cut + _WIDTH],
        "text_column": cut + 1,
    }


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def concise(doc: Document) -> str:
    """A line a finding: `path:line:col: error[ID] message`. What is allowed is left out."""
    return "".join(
        f"{visible(p['path'])}:{p['line']}:{p['column']}: {d['severity']}[{d['rule']}] {visible(d['message'])}\n"
        for d in doc["diagnostics"]
        if not d["allowed"]
        for p in (d["primary"],)
    )


def github(doc: Document) -> str:
    """Workflow commands that annotate a pull request. What is allowed is left out."""
    return "".join(_command(d) for d in doc["diagnostics"] if not d["allowed"])


def _command(d: Document) -> str:
    level = {"error": "error", "warning": "warning", "note": "notice"}[d["severity"]]
    p = d["primary"]
    said = d["message"] + (f"\n{d['help']}" if d["help"] else "")
    one_line = f",endColumn={p['end_column']}" if p["end_line"] == p["line"] else ""
    fields = f"file={_property(p['path'])},line={p['line']},endLine={p['end_line']},col={p['column']}{one_line}"
    return f"::{level} {fields},title={_property(d['rule'] + ' ' + d['name'])}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(doc: Document) -> str:
    """SARIF 2.1.0, for code scanning. What is allowed is there as a suppressed result."""
    used = {d["rule"]: d for d in doc["diagnostics"]}
    driver = {
        "name": doc["tool"]["name"],
        "version": doc["tool"]["version"],
        "rules": [{"id": rule, "name": used[rule]["name"]} for rule in sorted(used)],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(d) for d in doc["diagnostics"]]}
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return pretty(log)


def _result(d: Document) -> Document:
    result: Document = {
        "ruleId": d["rule"],
        "level": d["severity"],
        "message": {"text": d["message"] + (f" ({d['help']})" if d["help"] else "")},
        "locations": [_location(d["primary"])],
    }
    if d["related"]:
        result["relatedLocations"] = [{**_location(one), "message": {"text": one["label"]}} for one in d["related"]]
    if d["allowed"]:
        result["suppressions"] = [{"kind": "inSource", "justification": d["allowed"]["why"]}]
    return result


def _location(p: Document) -> Document:
    # Only here: it takes as long to import as all of our own views.
    from urllib.parse import quote

    region = {"startLine": p["line"], "startColumn": p["column"], "endLine": p["end_line"], "endColumn": p["end_column"]}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(p["path"])}, "region": region}}


def human(doc: Document, paint: Paint) -> str:
    """Drawn with source lines and carets; the first findings and then how many more there are."""
    shown = [d for d in doc["diagnostics"] if not d["allowed"]]
    parts = [_drawn(d, paint) for d in shown[:SHOWN_FINDINGS]]
    if len(shown) > SHOWN_FINDINGS:
        parts.append(f"... and {len(shown) - SHOWN_FINDINGS} more; `--format concise` shows them all\n")
    return "\n".join([*parts, summary(doc, paint)])


def summary(doc: Document, paint: Paint) -> str:
    """One line: how many of each, over how many files."""
    tally = doc["counts"]
    said = [f"{n} {severity}{'s' if n != 1 else ''}" for severity in ("error", "warning", "note") if (n := tally[severity])]
    text = ", ".join(said) if said else "no findings"
    allowed = f" ({tally['allowed']} allowed)" if tally["allowed"] else ""
    files = f"{doc['files']:,} file{'s' if doc['files'] != 1 else ''}"
    return paint.strong(f"{text}{allowed} in {files}", "error" if tally["error"] else "warning" if tally["warning"] else "fine") + "\n"


def _drawn(d: Document, paint: Paint) -> str:
    head = paint.strong(f"{d['severity']}[{d['rule']}]", d["severity"]) + paint.bold(f": {visible(d['message'])}")
    places = [(d["primary"], "-->", "^"), *((one, ":::", "-") for one in d["related"])]
    margin = max(len(str(p["line"])) for p, _, _ in places)
    lines = [head]
    for p, arrow, mark in places:
        lines += _place_lines(p, arrow, mark, margin, d["severity"], paint)
    if d["help"]:
        lines.append(paint.dim(" " * margin + " = ") + paint.bold("help") + f": {visible(d['help'])}")
    return "\n".join(lines) + "\n"


def _place_lines(p: Document, arrow: str, mark: str, margin: int, severity: str, paint: Paint) -> list[str]:
    empty = paint.dim(" " * margin + " |")
    where = paint.dim(f"{' ' * margin}{arrow}") + f" {visible(p['path'])}:{p['line']}:{p['column']}"
    if not p["text"].strip():
        return [where]
    text = visible(p["text"].replace("\t", " "))
    start = p["column"] - p["text_column"]
    end = p["end_column"] - p["text_column"] if p["end_line"] == p["line"] else len(text)
    label = f" {visible(p['label'])}" if p["label"] else ""
    carets = paint.strong(mark * max(1, columns(text[start:end])) + label, severity if mark == "^" else "note")
    return [where, empty, paint.dim(f"{p['line']:>{margin}} |") + f" {text}", empty + " " * (columns(text[:start]) + 1) + carets]
