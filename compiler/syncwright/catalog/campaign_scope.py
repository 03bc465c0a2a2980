"""What the names in a campaign mean on one object: its fields, and those of people that live on the marketing platform alone."""

from collections.abc import Mapping

from syncwright.catalog import rules
from syncwright.catalog.at import said_at
from syncwright.catalog.model import CatalogField, Touched
from syncwright.catalog.scopes import COMPOUNDS, ObjectScope, lookup_name
from syncwright.expression import rules as filter_rules
from syncwright.expression.predicate import Column, Predicate
from syncwright.expression.scope import Unknown
from syncwright.expression.types import Kind
from syncwright.inventory import Field
from syncwright.records import Struct

#: What a field that no org holds is to a filter, by the type that its spec gives it, whatever its case.
KIND_OF_WORD: Mapping[str, Kind] = {
    "string": "text",
    "text": "text",
    "email": "text",
    "phone": "text",
    "url": "text",
    "boolean": "checkbox",
    "checkbox": "checkbox",
    "integer": "number",
    "float": "number",
    "number": "number",
    "score": "number",
    "percent": "percent",
    "currency": "currency",
    "date": "date",
    "datetime": "datetime",
}


class CampaignScope(Struct, frozen=True):
    """The scope of one object on one connector. `beyond`: the fields of people that the connector holds alone, by the name that the specs give them."""

    held: ObjectScope
    connector: str
    beyond: Mapping[str, CatalogField]

    @property
    def zone(self) -> str | None:
        """Time zone in which a day begins and ends."""
        return self.held.zone

    def filter(self, name: str) -> Predicate | Unknown | None:
        """What a filter means on this object."""
        return self.held.filter(name)

    def keys(self, name: str) -> tuple[str, ...] | Unknown | None:
        """The values that a map replaces."""
        return self.held.keys(name)

    def field(self, name: str) -> Touched | Unknown | None:
        """The field of a person that has this name, of whatever type."""
        if self._is_beyond(name):
            one = self.beyond[name]
            return Touched(one.object, one.name, one.name)
        owner, (first, *rest) = self.held.object, name.split(".")
        found = self.held.field(owner, first)
        if rest and (not isinstance(found, tuple) or found[1].type not in COMPOUNDS) and self.held.org.field(owner, lookup_name(first)):
            message = f"`{name}` is a field of what `{owner}.{lookup_name(first)}` points to, and a campaign changes people"
            return Unknown(rules.NO_FIELD_OF_PEOPLE, message, "name a field of the person")
        if not isinstance(found, tuple):
            return found
        return self._part(*found, first, rest)

    def _part(self, api_name: str, held: Field, said: str, rest: list[str]) -> Touched | Unknown:
        owner = self.held.object
        if held.type in COMPOUNDS and rest:
            part = self.held.part(owner, api_name, rest)
            return Touched(owner, part[0], api_name, part[1]) if isinstance(part, tuple) else part
        if held.type in COMPOUNDS:
            message = f"`{owner}.{api_name}` consists of parts, and a campaign changes one field"
            return Unknown(
                rules.NO_FIELD_OF_PEOPLE,
                message,
                f"name the part that is meant, such as `{said}.Country`" if held.type == "Address" else "name a part of it",
            )
        if rest:
            return Unknown(rules.UNKNOWN_FIELD, f"`{owner}.{api_name}` has no parts", f"name it alone: `{said}`")
        return Touched(owner, api_name, held.part_of or api_name, held)

    def column(self, name: str) -> Column | Unknown | None:
        """The field of this name: what the object's specs call so goes before what the platform holds alone, and that before the rest of the org."""
        return self._alone(self.beyond[name]) if self._is_beyond(name) else self.held.column(name)

    def _is_beyond(self, name: str) -> bool:
        said = self.held.said.get(self.held.object)
        return name in self.beyond and not (said and any(field.said == name for field in said.fields.values()))

    def _alone(self, field: CatalogField) -> Column | Unknown:
        at = said_at(field, self.connector)
        said = (field.spec.create.type if field.spec.create is not None else None) or (at.type if at is not None else None)
        kind = KIND_OF_WORD.get(said.casefold()) if said is not None else None
        if kind is None:
            message = (
                f"`{field.object}.{field.said}` is of a type that the specs do not say"
                if said is None
                else f"`{said}` is no type that filters read"
            )
            return Unknown(
                filter_rules.TYPE_NOT_FILTERED, message, f"say `at: {{{self.connector}: {{type: string}}}}` of it, or what it is"
            )
        label = field.spec.create.label if field.spec.create is not None else field.said
        return Column(field.name, kind, label, tuple(field.spec.values))
