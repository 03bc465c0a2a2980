"""Verdicts of Salesforce's own formula engine (salesforce/formula-engine 0.9.13) on generated formulas and records, `formula_verdicts.jsonl`.

Made for this project by running that engine; every verdict of the longer form, each once. A line is a record (its blanks left out),
or a formula with what it said of records: `[formula, blanks as zeroes, [number of the record, ...], "tfn..."]`, n for neither.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".jsonl")
#: What TODAY() was.
TODAY = date(2026, 11, 21)
FIELDS = {
    "T": "text",
    "U": "text",
    "PK": "picklist",
    "M": "multipicklist",
    "B": "checkbox",
    "N": "number",
    "P": "percent",
    "D": "date",
    "DT": "datetime",
}
SAID = {"t": True, "f": False, "n": None}
LETTERS = {value: letter for letter, value in SAID.items()}

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """On one formula: a record each, with what the engine said."""

    formula: str
    zeroes: bool
    said: tuple[tuple[Record, bool | None], ...]


def verdicts() -> Iterator[Verdicts]:
    records: list[Record] = []
    for line in FILE.read_text("utf-8").splitlines():
        match json.loads(line):
            case dict() as record:
                records.append({**dict.fromkeys(FIELDS), "B": False, **record})
            case [formula, zeroes, numbers, letters]:
                said = tuple((records[number], SAID[letter]) for number, letter in zip(numbers, letters, strict=True))
                yield Verdicts(formula, zeroes, said)


def shortened(longer: Iterator[dict[str, Any]]) -> str:
    """The file's text, from lines of the longer form: formula, nullzero, records, and what the engine said of each."""
    numbers: dict[str, int] = {}
    formulas: dict[tuple[str, bool], dict[int, str]] = {}
    for one in longer:
        assert one["today"] == TODAY.isoformat()
        said = formulas.setdefault((one["formula"], one["nullzero"]), {})
        for record, verdict in zip(one["records"], one["engine"], strict=True):
            held = {name: value for name, value in record.items() if value is not None and value is not False}
            number = numbers.setdefault(written(held), len(numbers))
            assert said.setdefault(number, LETTERS[verdict]) == LETTERS[verdict]
    rows = [written([formula, zeroes, list(said), "".join(said.values())]) for (formula, zeroes), said in formulas.items()]
    return "".join(f"{line}\n" for line in [*numbers, *rows])


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
