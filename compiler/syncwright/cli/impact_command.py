"""`syncwright impact`."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime

import click

from syncwright.catalog import Catalog
from syncwright.catalog.meant import Meant
from syncwright.catalog.scopes import ObjectScope
from syncwright.cli.answers import compiled
from syncwright.cli.before import EVERYTHING, Before, Refused, before
from syncwright.cli.exits import Exit
from syncwright.cli.exports import find_exports, times
from syncwright.cli.progress import progress
from syncwright.cli.shell import drawn, env_option, format_option, out, paint, today_in, version
from syncwright.compile import Compilation
from syncwright.diagnostics import Finding, Place, diagnose
from syncwright.expression.clock import Clock
from syncwright.impact import warehouse
from syncwright.impact.answer import Answer
from syncwright.impact.counting import Counting, counting
from syncwright.impact.document import Asked, document
from syncwright.impact.engine import Engine, Export, NoEngine, NotRead, asked
from syncwright.impact.groupings import NotGrouped, grouping
from syncwright.impact.headers import Table, matched
from syncwright.impact.missing import missing_columns
from syncwright.impact.question import Question
from syncwright.impact.questions import NotAsked, about, broken, kind_of_name, known_before, questions
from syncwright.impact.rules import DATA_NOT_READ
from syncwright.records import Struct
from syncwright.sql.dialects import DIALECTS, NoTranslator
from syncwright.syntax.positions import Locator
from syncwright.text import Position, Span
from syncwright.views import diagnostics as found_view
from syncwright.views import impact as view


class _Said(Struct, frozen=True):
    """What the command line says, besides the specs."""

    name: str
    data: tuple[str, ...]
    objects: tuple[str, ...]
    by: tuple[str, ...]
    samples: int
    as_of: date | None
    form: str


class _Findings(Exception):
    """Something is wrong with the data; no counts are given."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


@click.command("impact")
@click.argument("name", metavar="FILTER|OBJECT.FIELD")
@click.option(
    "--before",
    "other",
    metavar="REV|FILE",
    help=f"Compare with the filter at this git revision, in this file, or with `{EVERYTHING}`.  [default: HEAD]",
)
@click.option(
    "--data",
    multiple=True,
    metavar="[OBJECT=]PATH",
    help="A CSV, Parquet or DuckDB file, or a folder of files such as Contact.csv; repeatable.",
)
@click.option("--object", "objects", multiple=True, metavar="OBJECT", help="Count records of this object alone; repeatable.")
@click.option("--by", multiple=True, metavar="FIELDS", help="Break down by `owner`, `country` or any field; several with commas.")
@click.option("--samples", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many records of each kind are shown.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day that `today` stands for.  [default: today]")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="What counts.")
@click.option("--memory", default=None, metavar="SIZE", help="How much memory the engine may take, such as 4GB.  [default: 2GB]")
@click.option("--sql", "dialect", type=click.Choice(list(DIALECTS)), help="Count nothing: print the statements for this dialect.")
@click.option(
    "--table", "tables", multiple=True, metavar="OBJECT=NAME", help="For --sql: how the warehouse calls an object's table; repeatable."
)
@click.option("--specs", default="specs", show_default=True, type=click.Path(file_okay=False), help="The folder of specs.")
@env_option
@format_option("human", "json", "markdown", "csv")
def command(
    name: str,
    other: str | None,
    data: tuple[str, ...],
    objects: tuple[str, ...],
    by: tuple[str, ...],
    samples: int,
    as_of: datetime | None,
    engine: str,
    memory: str | None,
    dialect: str | None,
    tables: tuple[str, ...],
    specs: str,
    environment: str | None,
    form: str,
) -> int:
    """Show which records start and stop syncing when a filter, a partition or the sync of a field changes, counted in an export.

    Compares the specs as they are with --before. Of OBJECT.FIELD it counts, for each connector, records with a value that leaves Salesforce.
    Columns of the data are named by API names, in any case; fields of a parent by `Account.Industry`, or in the data of the parent.
    """
    if bool(data) == bool(dialect):
        raise click.UsageError(
            "say --data to count, or --sql to print the statements" if not data else "--sql prints statements and reads no --data"
        )
    fields = tuple(field for one in by for field in (part.strip() for part in one.split(",")) if field)
    said = _Said(name, data, objects, fields, samples, as_of.date() if as_of is not None else None, form)
    compilation = compiled(specs, environment)
    if compilation is None:
        return Exit.FINDINGS
    if compilation.catalog is not None and broken(compilation.catalog, name):
        click.echo(f"`{name}` is among what has errors, so that nothing is counted", err=True)
        return Exit.FINDINGS
    try:
        asking = _Asking(compilation, before(compilation, specs, other, name), said)
        text = asking.statements(dialect, tables) if dialect else asking.counts(engine, memory)
    except Refused:
        return Exit.FINDINGS
    except (NotAsked, NotGrouped) as error:
        raise click.UsageError(str(error)) from error
    except (NoEngine, NoTranslator) as error:
        raise click.ClickException(str(error)) from error
    except _Findings as error:
        return _told(compilation, error.findings, form)
    except NotRead as error:
        return _told(compilation, [_finding(error)], form)
    out(text)
    return Exit.FINE


def _finding(error: NotRead) -> Finding:
    at = Position(error.line or 1, 1)
    return DATA_NOT_READ(Place(error.shown, span=Span(at, at)), error.message, help=error.help)


def _told(compilation: Compilation, findings: Sequence[Finding], form: str) -> int:
    diagnostics = diagnose(findings, Locator(compilation.sources))
    doc = found_view.document(diagnostics, compilation.sources, version())
    out(drawn(doc, "json" if form == "json" else "human"))
    click.echo("nothing was counted", err=True)
    return Exit.FINDINGS


class _Asking:
    """One run: what is asked of which objects, and how the answer is drawn."""

    def __init__(self, compilation: Compilation, other: Before, said: _Said) -> None:
        assert compilation.catalog is not None, "asked of what compiled"
        self.catalog: Catalog = compilation.catalog
        self.other = other
        self.said = said
        self.kind = kind_of_name(self.catalog, said.name)
        self.zone = self.catalog.estate.spec.salesforce.timezone or "Etc/UTC"
        self.clock = Clock(said.as_of or today_in(self.zone), self.zone)
        self.objects = self._objects()

    def _objects(self) -> tuple[str, ...]:
        """The objects that are asked about: those that people name, else all that the filter is about."""
        known = about(self.catalog, self.said.name)
        wanted = {one.casefold() for one in self.said.objects}
        unknown = wanted - {one.casefold() for one in known}
        if unknown:
            raise NotAsked(f"`{self.said.name}` is not about `{min(unknown)}`, but about {', '.join(f'`{one}`' for one in known)}")
        return tuple(one for one in known if not wanted or one.casefold() in wanted)

    # ------------------------------------------------------------------ counting

    def counts(self, engine: str, memory: str | None) -> str:
        with _engine(engine, memory) as running:
            exports = self._exports(running)
            tables = {owner: running.open(export) for owner, export in exports.items()}
            countings = self._countings(tables)
            answers = [(self._counted(running, one), _written(exports[one.question.object])) for one in countings]
            head = Asked(self.kind, self.said.name, self._shown(), self.clock.today.isoformat(), self.zone, running.name)  # type: ignore[arg-type]
        doc = document(head, answers, list(self._notes(tables)), version())
        match self.said.form:
            case "json":
                return view.as_json(doc)
            case "markdown":
                return view.markdown(doc)
            case "csv":
                return view.csv(doc)
            case _:
                return view.human(doc, paint())

    def _shown(self) -> str:
        return self.other.shown.strip("`")

    def _exports(self, running: Engine) -> Mapping[str, Export]:
        only = self.objects[0] if len(self.objects) == 1 else None
        tables = getattr(running, "tables", _no_tables)
        found = find_exports(self.said.data, self.catalog.org.objects, only, tables)
        if not found.keys() & set(self.objects):
            raise click.UsageError(f"there is no data of {' or '.join(f'`{one}`' for one in self.objects)} in what --data names")
        return found

    def _counted(self, running: Engine, one: Counting) -> Answer:
        with progress(f"counting {one.question.object}", running.done):
            return asked(running, one, self.said.samples)

    def _questions(self, objects: Sequence[str]) -> list[Question]:
        return list(questions(self.other.catalog, self.other.name, self.catalog, self.said.name, tuple(objects)))

    def _countings(self, tables: Mapping[str, Table]) -> list[Counting]:
        """The statements of every object that there is data of. Raises _Findings with everything that is missing."""
        found: list[Counting] = []
        findings: list[Finding] = []
        for number, question in enumerate(self._questions([one for one in self.objects if one in tables])):
            table = tables[question.object]
            columns = matched(table, tables, question.reads())
            if columns.missing:
                findings += missing_columns(self.catalog, self.said.name, question.object, columns.missing)
                continue
            groupings = [grouping(self.catalog, self._scope(question.object), table, one) for one in self.said.by]
            found.append(counting(question, columns, groupings, self.clock, f"staged{number}"))
        if findings:
            raise _Findings(findings)
        return found

    def _scope(self, owner: str) -> ObjectScope:
        catalog = self.catalog
        return ObjectScope(owner, catalog.objects, catalog.org, Meant(catalog.org), catalog.maps, (), self.zone, lambda _name, _owner: None)

    def _notes(self, tables: Mapping[str, Table]) -> Iterator[str]:
        """What limits the counts, of what was asked."""
        for owner in self.objects:
            if owner not in tables:
                yield f"there is no data of {owner}, of which nothing is said"
            elif self.kind != "field" and self.other.catalog is not None and not known_before(self.other.catalog, self.other.name, owner):
                yield f"{self._shown()} has no {self.kind} `{self.other.name}` of {owner}: every record counts as in scope before"
        if self.catalog.estate.spec.salesforce.timezone is None:
            yield "the estate says no `timezone`: days begin and end in UTC"

    # ------------------------------------------------------------------ statements for a warehouse

    def statements(self, dialect: str, said: Sequence[str]) -> str:
        names = dict(_named(one) for one in said)
        head = [f"{self.kind} {self.said.name}: compared with {self._shown()}, as of {self.clock.today} ({self.zone})", *warehouse.EXPECTS]
        if dialect not in warehouse.RUN:
            head.append(f"read back by a reader of {dialect}, not run there")
        lines = [f"-- {line}" for line in head]
        for question in self._questions(self.objects):
            columns = question.reads()
            owners = dict.fromkeys([question.object, *(need.partition(".")[0] for column in columns for need in column.needs)])
            others = self._others(question.object)
            tables = {
                one: warehouse.table_of(one, names.get(one, one), columns, others if one == question.object else ()) for one in owners
            }
            table = tables[question.object]
            groupings = [grouping(self.catalog, self._scope(question.object), table, one) for one in self.said.by]
            one = counting(question, matched(table, tables, columns), groupings, self.clock, "staged")
            for told, statement in warehouse.statements(one, dialect, self.said.samples):
                lines += ["", f"-- {question.object}{f' for {question.connector}' if question.connector else ''}: {told}", f"{statement};"]
        return "\n".join(lines) + "\n"

    def _others(self, owner: str) -> list[str]:
        """Columns that records are grouped by."""
        scope, found = self._scope(owner), []
        for one in self.said.by:
            column = scope.column(one)
            fields = self.catalog.org.objects[owner].fields
            words = [name for name in _words(one) if name in fields or name == "OwnerId"]
            found += [getattr(column, "name", None) or next(iter(words), one)]
        return found


def _words(asked_for: str) -> Sequence[str]:
    from syncwright.impact.groupings import WORDS

    return WORDS.get(asked_for.casefold(), ())


def _named(said: str) -> tuple[str, str]:
    owner, equals, name = said.partition("=")
    if not equals or not owner or not name:
        raise click.UsageError(f"--table says how a table is called, as in `Contact=crm.contact`, not `{said}`")
    return owner, name


def _no_tables(path: str) -> list[tuple[str, str]]:
    raise NotRead(path, "this engine reads no DuckDB file", help_="give it Parquet or CSV, or count with --engine duckdb")


@contextmanager
def _engine(name: str, memory: str | None) -> Iterator[Engine]:
    """An engine, and a folder for what does not fit into memory; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="syncwright-impact-") as folder:
        running: Engine
        if name == "spark":
            from syncwright.impact.spark import Spark

            running = Spark(memory)
        else:
            from syncwright.impact.duck import MEMORY, Duck

            running = Duck(folder, memory or MEMORY)
        try:
            yield running
        finally:
            running.close()


def _written(export: Export) -> str | None:
    """When its file was written, in UTC; nothing of a database, which is written for many reasons."""
    if export.form == "duckdb":
        return None
    return datetime.fromtimestamp(times(export), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
