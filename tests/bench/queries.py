#!/usr/bin/env python3
"""`queries.py [SPECS]`: how long `graph`, `why` and `trace` take to answer once the specs are compiled, as JSON: a line a query.

Every answer is made from the compilation to the text, with nothing kept from the one before; the median of several.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

# `bench` is a package below tests/, as pytest sees it, also when this file is run by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.report import Verdict
from bench.workload import Estate

#: Longest time of an answer, in CPU seconds, at the size of an estate that there is a limit for.
LIMIT, SIZE = 0.5, 100_000
#: A question whose answer is most of the estate: it is measured, and the limit is not meant for it.
WHOLE = "graph +connector:marketo"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A query, the CPU seconds that its answer took, and how many lines that has."""

    query: str
    cpu: float
    lines: int


def answers(specs: str) -> Iterator[Answer]:
    """Compile, then ask."""
    from syncwright.cli.shell import compile_specs

    compilation = compile_specs(specs, None)
    assert compilation.catalog is not None, "an estate that was built compiles"
    fields = [f"{one.object}.{one.name}" for one in compilation.catalog.fields()]
    formula = next((f"{f.object}.{f.name}" for f in compilation.catalog.fields() if f.held is not None and f.held.formula), fields[-1])
    middle = fields[len(fields) // 2]
    for query, ask in _queries(compilation, middle, formula):
        costs = []
        for _ in range(RUNS):
            started = time.process_time()
            text = ask()
            costs.append(time.process_time() - started)
        yield Answer(query, median(costs), text.count("\n"))


def _queries(compilation: object, field: str, formula: str) -> Iterator[tuple[str, Callable[[], str]]]:
    owner = field.partition(".")[0]
    for words in (f"{field}+", f"+{field}+", f"+{formula}", f"{owner}.*", f"1+{owner}+1", f"{field}+ --all", f"{formula}+ --all"):
        yield f"graph {words}", lambda words=words: _graph(compilation, words)
    for name in (field, formula, owner):
        yield f"why {name}", lambda name=name: _why(compilation, name)
    yield f"why --not {field}", lambda: _without(compilation, field)
    # Takes nearly everything, so that it has no limit of its own.
    yield WHOLE, lambda: _graph(compilation, WHOLE.partition(" ")[2])
    yield f"trace of the row of {field}", lambda: _trace(compilation, field)


def _graph(compilation, words: str) -> str:
    from syncwright.cli.answers import places
    from syncwright.graph.select import between, selected
    from syncwright.graph.selector import parse
    from syncwright.limits import SHOWN_FINDINGS
    from syncwright.views import graph as view
    from syncwright.views.paint import Paint

    selector, _, flag = words.partition(" ")
    graph = compilation.graph(everything=bool(flag))
    ids = selected(graph, parse(selector))
    nodes = [graph.node(node_id) for node_id in sorted(ids)]
    doc = view.document(("", ""), (selector, ""), nodes, between(graph, ids), None, places(compilation), SHOWN_FINDINGS)
    return view.human(doc, Paint(colour=False))


def _why(compilation, name: str) -> str:
    from syncwright.cli.answers import places
    from syncwright.views import why_text
    from syncwright.views.paint import Paint
    from syncwright.views.why import Why

    why = Why(compilation, compilation.graph(everything=True), places(compilation))
    return why_text.human(why.field(name) if "." in name else why.object(name), Paint(colour=False))


def _without(compilation, name: str) -> str:
    from syncwright.cli.answers import places
    from syncwright.views import why_text, without
    from syncwright.views.paint import Paint

    doc = without.document(compilation, compilation.graph(everything=True), places(compilation), name)
    return why_text.without(doc, Paint(colour=False))


def _trace(compilation, field: str) -> str:
    """The last line of a set that has a row of the field, as `trace FILE:LINE` finds it: the set is written for it."""
    from syncwright.tracing.artifacts import trace_line
    from syncwright.tracing.parts import part_of
    from syncwright.tracing.places import Specs
    from syncwright.views import trace_text
    from syncwright.views.paint import Paint
    from syncwright.views.trace import Trace

    resource = max(compilation.resources, key=lambda one: len(one.because.get("field_permissions", ())))
    built = next(one for one in compilation.artifacts() if one.address == resource.address)
    row = field if field in resource.because["field_permissions"] else next(iter(resource.because["field_permissions"]))
    line = part_of(resource, row, built).last
    found = trace_line(built.parts, built.keys, line, resource)
    trace = Trace(Specs(compilation.catalog, compilation.sources), {})
    doc = trace.artifact((built.path, line, ""), "current", built.path, found, built.address)
    return trace_text.human(doc, Paint(colour=False))


def asked(estate: Estate) -> list[Answer]:
    """Every answer about one estate, made in a process of its own."""
    done = subprocess.run([sys.executable, __file__, "specs"], cwd=estate.folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"queries.py ended with {done.returncode}:\n{done.stderr[-3000:]}")
    return [Answer(**json.loads(line)) for line in done.stdout.splitlines()]


def table(results: Sequence[tuple[Estate, Sequence[Answer]]]) -> str:
    """Everything as Markdown."""
    rows = ["| question, once compiled | fields | CPU s | limit | lines |", "| --- | --- | --- | --- | --- |"]
    for estate, found in results:
        for one in found:
            limit = f"{LIMIT}" if estate.fields >= SIZE and one.query != WHOLE else ""
            rows.append(f"| `{one.query}` | {estate.fields:,} | {one.cpu:.3f} | {limit} | {one.lines:,} |")
    return "\n".join(rows) + "\n"


def verdicts(results: Sequence[tuple[Estate, Sequence[Answer]]]) -> Iterator[Verdict]:
    """The limit, for estates as large as it is meant for."""
    for estate, found in results:
        if estate.fields >= SIZE:
            slowest = max((one for one in found if one.query != WHOLE), key=lambda one: one.cpu)
            says = f"`{slowest.query}` of {estate.fields:,} fields takes {slowest.cpu:.2f} CPU s once compiled, the longest (limit {LIMIT})"
            yield Verdict(slowest.cpu <= LIMIT, says)


if __name__ == "__main__":
    for answer in answers(*sys.argv[1:]):
        print(json.dumps(asdict(answer)))
