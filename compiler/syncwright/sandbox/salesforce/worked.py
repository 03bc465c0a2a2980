"""Values of formula fields, worked out when they are read. Knows no request and writes nothing.

Days begin at midnight UTC, where an org takes the zone of the user who asks. A formula that the interpreter does not know, or that refers to what is not
in this org (`$User`, `$Setup`, custom labels), has no value: null, and false for a checkbox; nor has one that an org would show as `#Error!`.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from syncwright.sandbox.salesforce.described import Described
from syncwright.sandbox.salesforce.formulas import Formula, FormulaFailed, FormulaRefused, compiled
from syncwright.sandbox.salesforce.formulas.text import Call, Field, Node, parsed
from syncwright.sandbox.salesforce.soql import Path
from syncwright.sandbox.salesforce.soql_schema import Entity, Row, Schema, Scope
from syncwright.sandbox.salesforce.soql_tests import moment
from syncwright.sandbox.salesforce.soql_words import QueryRefused

#: Types of a describe and what the interpreter calls them.
_WORDS = {
    **dict.fromkeys(("string", "combobox"), "text"),
    **dict.fromkeys(("double", "int"), "number"),
    **{
        name: name
        for name in ("email", "phone", "url", "textarea", "id", "currency", "percent", "picklist", "multipicklist", "date", "datetime")
    },
    "reference": "lookup",
    "boolean": "checkbox",
}


class Worked:
    """One formula field of one object. Compiled when it is first read."""

    def __init__(self, schema: Schema, entity: Entity, field: Described, now: float) -> None:
        self.schema, self.entity, self.field = schema, entity, field
        self.now = datetime.fromtimestamp(now, UTC)
        self._formula: Formula | None = None
        self._reads: dict[str, Callable[[Row], Any]] = {}
        self._ready = False

    def __call__(self, row: Row) -> Any:
        """The value for a record, as records hold one."""
        if not self._ready:
            self._ready = True  # set before: a formula that refers to itself has no value
            self._compile()
        blank = False if self.field.type == "boolean" else None
        if self._formula is None:
            return row.get(self.field.name, blank)
        record = {name: read(row) for name, read in self._reads.items()}
        try:
            return self._shown(self._formula(record, today=self.now.date(), now=self.now))
        except FormulaFailed:
            return blank

    def _compile(self) -> None:
        text = self.field.formula or ""
        scope = Scope(self.schema, self.entity, "")
        try:
            fields: dict[str, str] = {}
            for name in _names(parsed(text)):
                column, read = scope.resolve(Path(tuple(name.split(".")), 0))
                fields[name] = _WORDS.get(column.type, column.type)
                self._reads[name] = _typed(column.type, read)
            self._formula = compiled(text, fields, blanks="BlankAsZero" if self.field.zeroes else "BlankAsBlank")
        except (FormulaRefused, QueryRefused):
            self._formula = None

    def _shown(self, value: Any) -> Any:
        match value:
            case bool() | None:
                return value
            case Decimal():
                found = value * 100 if self.field.type == "percent" else value
                return float(found.quantize(Decimal(1).scaleb(-self.field.scale), ROUND_HALF_UP))
            case datetime():
                return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")
            case date():
                return value.isoformat()
            case _:
                return value or None


def _names(node: Node) -> Iterator[str]:
    match node:
        case Field(name):
            yield name
        case Call(_, args):
            for one in args:
                yield from _names(one)


def _typed(type_: str, read: Callable[[Row], Any]) -> Callable[[Row], Any]:
    """A value as records hold it, as the interpreter has it."""

    def value(row: Row) -> Any:
        found = read(row)
        match type_:
            case _ if found is None:
                return None
            case "double" | "int" | "currency" | "percent":
                return Decimal(str(found))
            case "date":
                return date.fromisoformat(found)
            case "datetime":
                return moment(found).replace(microsecond=0)
            case _:
                return found

    return value
