"""`syncwright history`."""

import click

from syncwright.candidates.rules import QUESTION_NOT_READ
from syncwright.cli.asked_file import asked_file
from syncwright.cli.exits import Exit
from syncwright.cli.findings import show
from syncwright.cli.shell import format_option, out, paint
from syncwright.diagnosis.runs import History, HistoryNotRead
from syncwright.diagnostics import Place
from syncwright.platform import installed
from syncwright.text import Position, SourceFile, Span
from syncwright.views import history as view


@click.command("history")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--moments", metavar="FORM", help="How dates and times are written, such as `%d/%m/%Y %H:%M`, where that is not clear.")
@format_option("human", "json")
def command(files: tuple[str, ...], moments: str | None, form: str) -> int:
    """Say what is unusual in the history of a sync: failures, spikes, work for nothing, a backlog that grows.

    FILE is the CSV export of Marketo's Sync Status, or a CSV with the columns of its table of backlogs, several readings one below the other.
    They are told apart by their headers.
    """
    told: dict[str, History] = {}
    wrong, sources = [], []
    for path in files:
        source = asked_file(path)
        try:
            told[path] = _read(source, moments)
        except HistoryNotRead as error:
            sources.append(source)
            place = Place(source.path, span=Span(Position(error.line, 1), Position(error.line, 2)))
            wrong.append(QUESTION_NOT_READ(place, error.says, help=error.help))
    if wrong:
        return show(wrong, sources)
    doc = view.document(told)
    out(view.as_json(doc) if form == "json" else view.human(doc, paint()))
    return Exit.FINE


_COLUMNS = "Marketo's Sync Status has `Started At`, `Object`, `Operation` and `Status`; a table of backlogs has `Sync Backlog` and `Backlog last fetched`"


def _read(source: SourceFile, moments: str | None) -> History:
    """What the platform that knows the file's columns finds in it. Raises HistoryNotRead."""
    for platform in installed().values():
        if platform.history is not None and (found := platform.history(source.text, moments)) is not None:
            return found
    raise HistoryNotRead(1, "these are not the columns of a sync's history", _COLUMNS)
