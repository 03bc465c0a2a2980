"""Which records a change touches, drawn from the document: for a terminal, for a review, for a spreadsheet."""

from collections.abc import Iterator, Sequence

from syncwright.docs.csv import written
from syncwright.impact.document import By, Counts, Document, Group, ObjectImpact, Sample
from syncwright.records import pretty
from syncwright.text import short
from syncwright.views.paint import Paint, columns, visible

#: Groups that are drawn; the JSON and the CSV have more.
SHOWN = 15
_LONGEST = 40
_COUNTS = ("before", "after", "starts", "stops", "moves")


def as_json(doc: Document) -> str:
    """The document itself."""
    return pretty(doc)


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    against = "every record in scope" if doc.before == "everything" else doc.before
    lines = [f"{paint.bold(f'{doc.kind} {visible(doc.name)}')}: compared with {visible(against)}, as of {doc.as_of} ({doc.zone})"]
    for one in doc.objects:
        lines += ["", *_object(one, doc.kind == "partition", paint)]
    lines += ["", *(f"{paint.strong('note', 'note')}: {visible(text)}" for text in doc.warnings)]
    return "\n".join(lines) + "\n"


def _object(one: ObjectImpact, partition: bool, paint: Paint) -> Iterator[str]:
    about = f"{one.object}{f' for {one.connector}' if one.connector else ''}"
    yield f"{paint.bold(visible(about))}  {one.records:,} records in {visible(one.data)}{f', written {one.written}' if one.written else ''}"
    if one.same:
        yield "  both sides say the same to the letter"
    yield from _aligned([[f"  {label}", f"{count:,}"] for label, count in _totals(one, partition)])
    if partition and (moves := [move for move in one.cases if move.before != move.after]):
        yield "  moves"
        yield from _aligned([[f"    {_case(move.before)} → {_case(move.after)}", f"{move.records:,}"] for move in moves])
    for by in one.by:
        yield from _by(by, partition)
    yield from _samples(one)
    yield from _quality(one)


def _totals(one: ObjectImpact, partition: bool) -> list[tuple[str, int]]:
    counts = [("in scope before", one.counts.before), ("in scope after", one.counts.after)]
    changes = [("start syncing", one.counts.starts), ("stop syncing", one.counts.stops)]
    moves = [("move to another case", one.counts.moves)] if partition else []
    return [*counts, *changes, *moves, ("unchanged", one.unchanged)]


def _by(by: By, partition: bool) -> Iterator[str]:
    names = _COUNTS if partition else _COUNTS[:-1]
    yield f"  by {visible(by.asked)} ({visible(by.column)})"
    rows = [["    ", *names]]
    rows += [[f"    {_value(group)}", *_numbers(group.records, names)] for group in by.groups[:SHOWN]]
    hidden, more = by.groups[SHOWN:], by.others.groups + max(0, len(by.groups) - SHOWN)
    if more:
        rest = [by.others.records, *(group.records for group in hidden)]
        rows.append([f"    {more:,} others", *(f"{sum(getattr(one, name) for one in rest):,}" for name in names)])
    yield from _aligned(rows)


def _value(group: Group) -> str:
    return "(blank)" if group.value is None else visible(short(group.value, _LONGEST))


def _numbers(counts: Counts, names: Sequence[str]) -> list[str]:
    return [f"{getattr(counts, name):,}" for name in names]


def _samples(one: ObjectImpact) -> Iterator[str]:
    decides = [column.field for column in one.columns if column.decides] or [column.field for column in one.columns]
    for which, title in (("starts", "start syncing"), ("stops", "stop syncing"), ("moves", "move")):
        found = [sample for sample in one.samples if sample.change == which]
        if found:
            yield f"  {title}, the first by id"
            yield from (f"    {_sample(sample, decides)}" for sample in found)


def _sample(one: Sample, decides: Sequence[str]) -> str:
    moved = f"{_case(one.before)} → {_case(one.after)}  " if one.change == "moves" else ""
    read = ", ".join(f"{visible(name)} {_held(one.read.get(name))}" for name in decides)
    return f"{visible(one.id or '(no id)')}  {moved}{read}"


def _held(value: str | None) -> str:
    return "blank" if value is None else f"`{visible(short(value, _LONGEST))}`"


def _case(name: str | None) -> str:
    return visible(name) if name is not None else "no case"


def _quality(one: ObjectImpact) -> Iterator[str]:
    if one.columns:
        yield f"  {one.blank_rows:,} of {one.records:,} records have a blank in something that is read"
    rows: list[list[str]] = []
    for c in one.columns:
        if c.blank or c.failed:
            counts = [f"{count:,} {word}" for count, word in ((c.blank, "blank"), (c.failed, "failed")) if count]
            rows.append([f"    {visible(c.field)}", *counts, *[""] * (2 - len(counts))])
    yield from _aligned(rows)
    for parent in one.parents:
        told = f"{parent.without:,} have no {visible(parent.object)}, and of {parent.missing:,} it is not in {visible(parent.data)}"
        yield f"  {told}; what is read of it counts as blank"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, the others to the right."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = [first + " " * (widths[0] - columns(first))]
        cells += [" " * (width - columns(text)) + text for width, text in zip(widths[1:], rest, strict=True)]
        yield "  ".join(cells).rstrip()


def markdown(doc: Document) -> str:
    """For a review."""
    # Start-up time: the room of plans is large.
    from syncwright.views.plan.told import cell

    lines = [
        f"### Impact of {doc.kind} {cell(doc.name)}",
        "",
        f"Compared with {cell(doc.before)}, as of {doc.as_of} ({cell(doc.zone)}).",
        "",
    ]
    names = [f"{one.object}{f' for {one.connector}' if one.connector else ''}" for one in doc.objects]
    head = ["", *("before", "after", "start", "stop", "move", "unchanged")]
    rows = [[name, *_numbers(one.counts, _COUNTS), f"{one.unchanged:,}"] for name, one in zip(names, doc.objects, strict=True)]
    lines += _table(head, rows)
    for name, one in zip(names, doc.objects, strict=True):
        for by in one.by:
            lines += ["", f"**{cell(name)}** by {cell(by.asked)}", ""]
            rows = [[_value(group), *_numbers(group.records, _COUNTS)] for group in by.groups[:SHOWN]]
            lines += _table([by.column, "before", "after", "start", "stop", "move"], rows)
    return "\n".join([*lines, "", *(f"- {cell(text)}" for text in doc.warnings)]) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    from syncwright.views.plan.told import cell

    yield f"| {' | '.join(map(cell, head))} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(head) - 1)])} |"
    yield from (f"| {' | '.join(map(cell, row))} |" for row in rows)


def csv(doc: Document) -> str:
    """A line a total and a group, safe to open in a spreadsheet. `others` are all groups that are not told apart."""
    rows = [["object", "connector", "by", "value", *_COUNTS]]
    for one in doc.objects:
        for_ = [one.object, one.connector or ""]
        rows.append([*for_, "", "", *_plain(one.counts)])
        for by in one.by:
            rows += [[*for_, by.asked, group.value or "", *_plain(group.records)] for group in by.groups]
            rows += [[*for_, by.asked, f"({by.others.groups} others)", *_plain(by.others.records)]] if by.others.groups else []
    texts = [written(column) for column in zip(*(row[:4] for row in rows), strict=True)]
    return "".join(",".join((*text, *row[4:])) + "\n" for text, row in zip(zip(*texts, strict=True), rows, strict=True))


def _plain(counts: Counts) -> list[str]:
    return [str(getattr(counts, name)) for name in _COUNTS]
