"""Salesforce formulas as Salesforce's own open engine (0.9.13) runs them. Shares no code with the compiler, and is a judge of its formulas in tests.

`fields` maps a field's name (also `Account.Name`) to the word for its kind: text, email, phone, url, textarea, id, lookup, number, currency,
percent (50 means 50 %), picklist, multipicklist, checkbox, date, datetime; a record maps it to text, a Decimal, a Boolean, a date or a moment.
Certified on every verdict of the engine that is at hand (tests/judges/test_salesforce_formula.py). Not from the engine, which lacks them, but from
the documentation: INCLUDES, CASESAFEID, that ids come with 15 characters, and what is refused of picklists and long texts.
What it does not know it refuses, saying so: a formula it takes, it can be asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from syncwright.sandbox.salesforce.formulas.functions import FormulaFailed
from syncwright.sandbox.salesforce.formulas.text import FormulaRefused, parsed
from syncwright.sandbox.salesforce.formulas.types import CHOICES, Code, Moment, Setting, typed

__all__ = ["Blanks", "Formula", "FormulaFailed", "FormulaRefused", "compiled", "evaluate"]

Blanks = Literal["BlankAsBlank", "BlankAsZero"]
Picklists = Literal["strict", "engine"]


@dataclass(frozen=True, slots=True)
class Formula:
    """`kind` is what it yields: Boolean, Number, Text, Date, Datetime, Null."""

    text: str
    kind: str
    code: Code

    def __call__(self, record: Mapping[str, Any], *, today: date | None = None, now: datetime | None = None, zone: str = "UTC") -> Any:
        """Its value for one record; FormulaFailed where Salesforce would show `#Error!`."""
        return self.code({name.lower(): value for name, value in record.items()}, Moment(today, now, zone))


def compiled(
    text: str,
    fields: Mapping[str, str],
    *,
    blanks: Blanks = "BlankAsBlank",
    value_sets: Mapping[str, tuple[str, ...]] | None = None,
    picklists: Picklists = "strict",
) -> Formula:
    """The formula, saved; FormulaRefused if it would not be.

    `value_sets`: the API values of picklists; a literal outside of them never holds. Without one, any literal may.
    `picklists`: strict as practice has it: a literal's case matters to ISPICKVAL and CASE, and ISBLANK needs TEXT around a picklist; or as
    the engine's stand-in for an org has it, where neither is so.
    """
    lower = {name.lower(): word for name, word in fields.items()}
    sets = {name.lower(): values for name, values in (value_sets or {}).items()}
    found = typed(parsed(text), Setting(lower, blanks == "BlankAsZero", sets, picklists == "strict"))
    if found.kind in CHOICES:
        raise FormulaRefused(f"a {found.kind} field is only supported in certain functions")
    return Formula(text, found.kind, found.code)


def evaluate(
    text: str,
    record: Mapping[str, Any],
    fields: Mapping[str, str],
    *,
    today: date | None = None,
    now: datetime | None = None,
    blanks: Blanks = "BlankAsBlank",
    zone: str = "UTC",
) -> Any:
    """The value of the formula for this record: a Boolean, Decimal, text, date, datetime or None."""
    return compiled(text, fields, blanks=blanks)(record, today=today, now=now, zone=zone)
