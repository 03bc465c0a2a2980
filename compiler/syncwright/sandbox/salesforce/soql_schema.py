"""What a query may name: objects with their columns, and where the records come from. Knows neither the text of a query nor how objects are stored.

What the refusals say is how Salesforce's answers are reported in public issues; the place before them is the query's row with a mark under it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from syncwright.sandbox.salesforce.soql import Path
from syncwright.sandbox.salesforce.soql_words import QueryRefused, place

#: One record: values as JSON has them, by the column's own name. A column that is not there is null, a boolean one false.
Row = Mapping[str, Any]

TEXTS = {"string", "picklist", "multipicklist", "textarea", "email", "phone", "url", "combobox", "encryptedstring", "anyType", "time"}
IDS = {"id", "reference"}
NUMBERS = {"int", "long", "double", "currency", "percent"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field as a query sees it. `type`: as a describe writes it. `relationship`: the name by which a path goes on to the objects in `to`.

    `key`: of the parent's column that this one's value is, where that is not its id. `worked`: works the value out, where it is not in the record.
    """

    name: str
    type: str = "string"
    relationship: str | None = None
    to: tuple[str, ...] = ()
    filterable: bool = True
    key: str = "Id"
    worked: Callable[[Row], Any] | None = None

    def of(self, row: Row) -> Any:
        """Its value in a record."""
        return self.worked(row) if self.worked else row.get(self.name, False if self.type == "boolean" else None)


class Entity(Protocol):
    """One object. Column names are looked up without regard to case."""

    name: str

    def column(self, name: str) -> Column | None:
        """The column of this name."""
        ...

    def columns(self) -> Sequence[Column]:
        """All of them, for `FIELDS(ALL)`."""
        ...

    def rows(self) -> Sequence[Row]:
        """All of its records, as they can be read now."""
        ...


@dataclass(frozen=True, slots=True)
class Child:
    """Records that point here: `Contacts` of an Account are those of `entity` whose `field` is the record's id."""

    entity: str
    field: str


class Schema(Protocol):
    """All objects. Names are looked up without regard to case."""

    def entity(self, name: str) -> Entity | None:
        """The object of this name."""
        ...

    def child(self, entity: Entity, relationship: str) -> Child | None:
        """What a query in brackets asks of an object."""
        ...


@dataclass
class Scope:
    """One object within a query, and its parents as far as paths have asked for them."""

    schema: Schema
    entity: Entity
    text: str
    _by_key: dict[tuple[str, str], dict[Any, Row]] = field(default_factory=dict)

    def refused(self, code: str, says: str, at: int) -> QueryRefused:
        """With the place in the query before the words."""
        row, column = place(self.text, at)
        line = self.text.split("\n")[row - 1]
        return QueryRefused(code, f"\n{line}\n{' ' * (column - 1)}^\nERROR at Row:{row}:Column:{column}\n{says}")

    def resolve(self, path: Path) -> tuple[Column, Callable[[Row], Any]]:
        """The column at the end of a path, and what reads its value from a record of this object. Raises QueryRefused."""
        if len(path.parts) > 1 and path.parts[0].lower() == self.entity.name.lower():
            path = Path(path.parts[1:], path.at)  # `SELECT Lead.Email FROM Lead`
        *parents, last = path.parts
        return self._resolve(self.entity, parents, last, path.at)

    def _resolve(self, entity: Entity, parents: list[str], last: str, at: int) -> tuple[Column, Callable[[Row], Any]]:
        if not parents:
            column = entity.column(last)
            if column is None:
                raise self.no_column(last, entity.name, at)
            return column, column.of
        link = next((one for one in entity.columns() if (one.relationship or "").lower() == parents[0].lower()), None)
        if link is None:
            raise self.refused("INVALID_FIELD", f"Didn't understand relationship '{parents[0]}' in field path. {_CUSTOM_LINK}", at)
        return self._through(link, parents, last, at)

    def _through(self, link: Column, parents: list[str], last: str, at: int) -> tuple[Column, Callable[[Row], Any]]:
        """Where a link goes to several objects, the record's own is asked; a column that only one of them has is null for the others."""
        found, refusal = [], None
        for name in link.to:
            entity = self.schema.entity(name)
            if entity is None:
                continue
            try:
                found.append((self.rows_by(entity, link.key), *self._resolve(entity, parents[1:], last, at)))
            except QueryRefused as error:
                refusal = refusal or error
        if not found:
            raise refusal or self.no_column(last, parents[0], at)
        key = link.name

        def read(row: Row) -> Any:
            for rows, _, get in found:
                parent = rows.get(row.get(key))
                if parent is not None:
                    return get(parent)
            return None

        return found[0][1], read

    def rows_by(self, entity: Entity, key: str) -> dict[Any, Row]:
        """An object's records by one column."""
        which = (entity.name, key)
        if which not in self._by_key:
            self._by_key[which] = {row.get(key): row for row in entity.rows()}
        return self._by_key[which]

    def no_column(self, name: str, entity: str, at: int) -> QueryRefused:
        """What is said of a field that an object has not, or that the user may not see."""
        return self.refused("INVALID_FIELD", f"No such column '{name}' on entity '{entity}'. {_CUSTOM_FIELD}", at)


def entity_of(schema: Schema, name: str, text: str, at: int) -> Entity:
    """The object that a query names. Raises QueryRefused."""
    found = schema.entity(name)
    if found is None:
        row, column = place(text, at)
        says = f"sObject type '{name}' is not supported. {_CUSTOM_OBJECT}"
        raise QueryRefused(
            "INVALID_TYPE", f"\n{text.splitlines()[row - 1]}\n{' ' * (column - 1)}^\nERROR at Row:{row}:Column:{column}\n{says}"
        )
    return found


_SEE = "Please reference your WSDL or the describe call for the appropriate names."
_CUSTOM_FIELD = f"If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. {_SEE}"
_CUSTOM_OBJECT = f"If you are attempting to use a custom object, be sure to append the '__c' after the entity name. {_SEE}"
_CUSTOM_LINK = f"If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. {_SEE}"
