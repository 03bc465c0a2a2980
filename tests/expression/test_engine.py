"""The reference against Salesforce's own formula engine: what it answered of filters written as formulas is what our evaluator answers."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any as Whatever

import pytest

from syncwright.expression.clock import Clock
from syncwright.expression.evaluate import passes, passes_normal
from syncwright.expression.normal import normal
from syncwright.expression.predicate import All, Any, Column, Not, Predicate, Test, Today

pytestmark = pytest.mark.real_orgs

KINDS = {
    "T": "text",
    "U": "text",
    "PK": "picklist",
    "M": "several",
    "B": "checkbox",
    "N": "number",
    "P": "percent",
    "D": "date",
    "DT": "datetime",
}
COLUMNS = {name: Column(name, kind) for name, kind in KINDS.items()}


def value(held: Whatever, name: str) -> Whatever:
    match KINDS[name]:
        case "number" | "percent":
            return Decimal(str(held))
        case "date":
            return date.fromisoformat(held)
        case "datetime":
            return datetime.fromisoformat(held).replace(tzinfo=UTC)
        case _:
            return held


def meant(tree: list[Whatever]) -> Predicate:
    """A recorded filter as a predicate."""
    match tree:
        case ["and", parts]:
            return All(tuple(map(meant, parts)))
        case ["or", parts]:
            return Any(tuple(map(meant, parts)))
        case ["not", inner]:
            return Not(meant(inner))
        case ["bool", name]:
            return Test(COLUMNS[name], "=", (True,))
        case ["blank", name]:
            return Test(COLUMNS[name], "blank")
        case ["eq", name, one]:
            return Test(COLUMNS[name], "=", (value(one, name),))
        case ["in", name, several]:
            return Test(COLUMNS[name], "in", tuple(value(one, name) for one in several))
        case ["cmp", name, operator, one]:
            return Test(COLUMNS[name], operator, (value(one, name),))
        case ["rel", name, operator, days]:
            return Test(COLUMNS[name], operator, (Today(-days),))
        case [("contains" | "starts") as operator, name, text]:
            return Test(COLUMNS[name], "contains" if operator == "contains" else "starts with", (text,))
        case [("any" | "all") as mode, name, several]:
            each = tuple(Test(COLUMNS[name], "includes", (one,)) for one in several)
            return All(each) if mode == "all" else Any(each)
    raise AssertionError(tree)


def held(record: dict[str, Whatever]) -> dict[str, Whatever]:
    found = {name: None if one in (None, "") else value(one, name) for name, one in record.items()}
    return found | {"M": tuple(found["M"].split(";")) if found["M"] else ()}


def test_the_reference_answers_as_salesforce_s_engine(real_data):
    asked = 0
    for file in ("formula_golden_ascii.jsonl", "formula_golden_uni.jsonl"):
        for line in (real_data / "formula-golden" / file).read_text("utf-8").splitlines():
            case = json.loads(line)
            if case["kind"] != "emitted":
                continue
            predicate, clock = meant(case["ast"]), Clock(date.fromisoformat(case["today"]))
            for record, engine in zip(case["records"], case["engine"], strict=True):
                answer = passes(predicate, held(record), clock)
                assert answer is engine, (case["formula"], record)
                assert passes_normal(normal(predicate), held(record), clock) is engine
                asked += 1
    assert asked > 1_500
