"""Spark as an engine, for what outgrows one machine: pyspark's home. Statements are DuckDB's, translated.

A session that runs is used, as in a notebook or under `spark-submit`; else one is started on this machine.
"""

import re
from typing import Any

from syncwright.impact.engine import Export, NoEngine, NotRead, Rows
from syncwright.impact.headers import Header, Table
from syncwright.sql.dialects import NoTranslator, translated
from syncwright.sql.staging import Family
from syncwright.text import short

#: A session on this machine, with nothing that listens beyond it.
LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "OFF",
}
_FAMILIES: dict[str, Family] = {
    "string": "text",
    "boolean": "boolean",
    "tinyint": "exact",
    "smallint": "exact",
    "int": "exact",
    "bigint": "exact",
    "double": "double",
    "date": "date",
    "timestamp": "timestamptz",
    "timestamp_ntz": "timestamp",
}


class Spark:
    """A Spark session. Moments without an offset mean UTC, as everywhere."""

    def __init__(self, memory: str | None = None) -> None:
        try:
            # Half a gigabyte that hardly anybody has.
            import pyspark
            from py4j.protocol import Py4JJavaError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise NoEngine("install `syncwright[spark]`: it brings pyspark, which needs a Java as well") from error
        build = SparkSession.builder.appName("syncwright impact")
        running = SparkSession.getActiveSession()
        if running is None:
            local = LOCAL | ({"spark.driver.memory": memory.rstrip("bB")} if memory else {})  # Java says 4G
            build = build.master("local[*]").config(map=local)
        try:
            self._session: Any = build.getOrCreate()
        except PySparkException as error:
            raise NoEngine("Spark does not start: it needs a Java that JAVA_HOME names or PATH finds") from error
        self._ours = running is None
        self._refused = (PySparkException, Py4JJavaError)
        self._views = 0
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        self._session.conf.set("spark.sql.ansi.enabled", "true")
        # Where columns are left out, Spark does not see that a line has too few.
        self._session.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")
        self.name = f"Spark {pyspark.__version__}"

    def open(self, export: Export) -> Table:
        """A view over the export whose columns are `c0`, `c1`, ..."""
        try:
            frame = self._frame(export)
        except self._refused as error:
            raise NotRead(export.shown, f"Spark cannot read it: {_first(error)}") from error
        types = [type_ for _, type_ in frame.dtypes]
        names = export.headers or tuple(frame.columns)
        headers = tuple(Header(name, f"c{n}", family(type_)) for n, (name, type_) in enumerate(zip(names, types, strict=True)))
        view = f"data{self._views}"
        self._views += 1
        frame.toDF(*(header.sql for header in headers)).createOrReplaceTempView(view)
        return Table(export.object, export.shown, view, headers)

    def _frame(self, export: Export) -> Any:
        if export.form == "parquet":
            return self._session.read.option("mergeSchema", "true").parquet(*export.paths)
        if export.form == "duckdb":
            raise NotRead(export.shown, "Spark reads no DuckDB file", help_="give it Parquet or CSV")
        schema = ", ".join(f"c{n} STRING" for n in range(len(export.headers)))
        # A line that does not fit stops the run, as it does elsewhere; values may go over several lines.
        options = {"header": "true", "enforceSchema": "true", "multiLine": "true", "quote": '"', "escape": '"', "mode": "FAILFAST"}
        return self._session.read.schema(schema).options(sep=export.delimiter, **options).csv(list(export.paths))

    def stage(self, name: str, select: str, of: Table) -> None:
        """Kept by Spark, on disk where memory is short."""
        frame = self._sql(select, of.shown)
        frame.createOrReplaceTempView(name)
        try:
            self._session.catalog.cacheTable(name)
            self._session.table(name).count()
        except self._refused as error:
            raise NotRead(of.shown, f"Spark stopped: {_first(error)}") from error

    def rows(self, statement: str) -> Rows:
        """All rows."""
        frame = self._sql(statement, "what was counted")
        try:
            return [tuple(row) for row in frame.collect()]
        except self._refused as error:
            raise NotRead("what was counted", f"Spark stopped: {_first(error)}") from error

    def drop(self, name: str) -> None:
        self._session.catalog.uncacheTable(name)
        self._session.catalog.dropTempView(name)

    def done(self) -> float | None:
        """Nobody knows."""
        return None

    def close(self) -> None:
        """End the session, if it is ours."""
        for number in range(self._views):
            self._session.catalog.dropTempView(f"data{number}")
        if self._ours:
            self._session.stop()

    def _sql(self, statement: str, shown: str) -> Any:
        try:
            text = translated(statement, "spark")
        except NoTranslator as error:
            raise NoEngine("install `syncwright[spark]`: it brings sqlglot, which translates") from error
        try:
            return self._session.sql(text)
        except self._refused as error:
            raise NotRead(shown, f"Spark refuses it: {_first(error)}") from error


def family(type_: str) -> Family:
    """What a type of Spark's is to us."""
    return "exact" if type_.startswith("decimal") else _FAMILIES.get(type_, "other")


def _first(error: Exception) -> str:
    """What is behind it, without the way there."""
    text = str(error).strip()
    malformed = re.search(r"Malformed CSV record: (.*?)(?: SQLSTATE|$)", text, re.MULTILINE)
    if malformed is not None:
        return f"this line does not fit the header: {short(malformed[1])}"
    lines = [line for line in text.splitlines() if not line.startswith("An error occurred")]
    return lines[0].removeprefix(": ") if lines else text
