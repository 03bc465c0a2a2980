"""DuckDB as an engine, embedded: duckdb's home. Opens no network, loads no extension, and keeps within its memory by writing to a folder."""

import re
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any

from syncwright.impact.engine import Export, NoEngine, NotRead, Rows
from syncwright.impact.headers import Header, Table
from syncwright.sql.duckdb import quoted
from syncwright.sql.staging import Family

MEMORY = "2GB"
_LINE = re.compile(r"CSV Error on Line: (\d+)")
_EXACT = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT")
_TIMES = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")


class Duck:
    """A database in memory. `folder`: where it writes what does not fit; whoever made it removes it."""

    def __init__(self, folder: str, memory: str = MEMORY, threads: int | None = None) -> None:
        try:
            # Most installations count nothing.
            with _uninterrupted():
                import duckdb
        except ImportError as error:
            raise NoEngine("install `syncwright[impact]`: it brings DuckDB, which counts") from error
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": memory,
            "temp_directory": folder,
            "preserve_insertion_order": "false",
            **({"threads": threads} if threads else {}),
        }
        self._refused: type[Exception] = duckdb.Error
        self._attached: dict[str, str] = {}
        self._views = 0
        self.name = f"DuckDB {duckdb.__version__}"
        try:
            self._run = duckdb.connect(config=settings)
        except duckdb.Error as error:
            raise NoEngine(f"DuckDB does not start: {_first(error)}") from error
        self._run.execute("SET enable_progress_bar = true")
        self._run.execute("SET enable_progress_bar_print = false")
        self._run.execute("SET TimeZone = 'UTC'")

    def tables(self, path: str) -> list[tuple[str, str]]:
        """Schema and name of each table and view of a database on disk."""
        if path not in self._attached:
            name = f"base{len(self._attached)}"
            self._execute(f"ATTACH {quoted(path)} AS {name} (READ_ONLY)", path)
            self._attached[path] = name
        query = "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = ? ORDER BY ALL"
        return [(schema, name) for schema, name in self._execute(query, path, self._attached[path])]

    def open(self, export: Export) -> Table:
        """A view over the export whose columns are `c0`, `c1`, ...: what people call them is nothing to a statement."""
        described = self._execute(f"DESCRIBE SELECT * FROM {self._source(export)}", export.shown)
        names = export.headers or tuple(row[0] for row in described)
        headers = tuple(Header(name, f"c{n}", family(row[1])) for n, (name, row) in enumerate(zip(names, described, strict=True)))
        view = f"data{self._views}"
        self._views += 1
        columns = ", ".join(header.sql for header in headers)
        self._execute(f"CREATE TEMP VIEW {view}({columns}) AS SELECT * FROM {self._source(export)}", export.shown)
        return Table(export.object, export.shown, view, headers)

    def _source(self, export: Export) -> str:
        paths = f"[{', '.join(map(quoted, export.paths))}]"
        if export.form == "parquet":
            return f"read_parquet({paths}, union_by_name = true)"
        if export.form == "duckdb":
            self.tables(export.paths[0])
            return ".".join(_identifier(part) for part in (self._attached[export.paths[0]], *export.table))
        columns = ", ".join(f"'c{n}': 'VARCHAR'" for n in range(len(export.headers)))
        said = f"delim = {quoted(export.delimiter)}, quote = '\"', escape = '\"', header = true, auto_detect = false"
        return f"read_csv({paths}, {said}, columns = {{{columns}}})"

    def stage(self, name: str, select: str, of: Table) -> None:
        """In memory, or in the folder as far as it does not fit."""
        self._execute(f"CREATE TEMP TABLE {name} AS {select}", of.shown)

    def rows(self, statement: str) -> Rows:
        """All rows."""
        return self._execute(statement, "what was counted")

    def drop(self, name: str) -> None:
        self._execute(f"DROP TABLE {name}", name)

    def done(self) -> float | None:
        """From 0 to 100; None before anything can be said, or while DuckDB is busy."""
        try:
            done = self._run.query_progress()
        except self._refused:
            return None
        return done if done >= 0 else None

    def close(self) -> None:
        self._run.close()

    def _execute(self, statement: str, shown: str, *values: str) -> Rows:
        """All rows of a statement. It runs in a thread of its own: DuckDB loses an interrupt that comes while it begins."""
        found: Future[Rows] = Future()

        def ask() -> None:
            try:
                found.set_result(self._run.execute(statement, values).fetchall())
            except Exception as error:  # noqa: BLE001 - whoever waits is told
                found.set_exception(error)

        thread = Thread(target=ask, daemon=True)
        thread.start()
        try:
            return found.result()
        except self._refused as error:
            raise _not_read(shown, error) from error
        except KeyboardInterrupt:
            while thread.is_alive():
                with suppress(self._refused):
                    self._run.interrupt()
                thread.join(0.05)
            raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interrupt waits until this is done: one that comes while DuckDB is imported would end the process at once."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def family(type_: str) -> Family:
    """What a type of DuckDB's is to us."""
    plain = type_.partition("(")[0]
    if plain in _EXACT or plain == "DECIMAL":
        return "exact"
    if plain in _TIMES:
        return "timestamp"
    known: dict[str, Family] = {
        "VARCHAR": "text",
        "BOOLEAN": "boolean",
        "DOUBLE": "double",
        "DATE": "date",
        "TIMESTAMP WITH TIME ZONE": "timestamptz",
    }
    return known.get(plain, "other")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _not_read(shown: str, error: Exception) -> NotRead:
    """DuckDB's words as ours: what is wrong, on which line, and nothing of its own settings."""
    text = str(error)
    line = _LINE.search(text)
    if line is None:
        return NotRead(shown, f"it cannot be read: {_first(error)}")
    if "not utf-8" in text:
        return NotRead(shown, "this line is not UTF-8", line=int(line[1]), help_="export it as UTF-8, or convert it")
    if "unterminated quote" in text:
        return NotRead(shown, "a quoted value has no end", line=int(line[1]), help_="export it again")
    counts = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if counts is not None:
        message = f"this line has {counts[2]} values, and the header names {counts[1]} columns"
        return NotRead(shown, message, line=int(line[1]), help_="export it again: half a record is worse than none")
    found = [one for one in text.splitlines()[2:] if one.strip()]
    return NotRead(shown, f"this line cannot be read: {found[0] if found else _first(error)}", line=int(line[1]))
