"""What the names in a filter mean on one object: its fields by API name or by the idea's name, parts of compounds, fields of parents."""

from collections.abc import Callable, Mapping, Sequence

from syncwright.catalog import rules
from syncwright.catalog.maps import values_of
from syncwright.catalog.meant import Meant, has_field
from syncwright.catalog.model import CatalogObject, Named
from syncwright.expression import rules as filter_rules
from syncwright.expression.predicate import Column, Predicate
from syncwright.expression.scope import Unknown
from syncwright.expression.types import Kind, Refusal, kind_of
from syncwright.inventory import Field, Org
from syncwright.names import did_you_mean
from syncwright.records import Struct
from syncwright.spec.compiled import MapSpec

#: Types of fields that consist of others.
COMPOUNDS = ("Address", "Name", "Location")
#: How many relationships a path may go along: SOQL and SOSL Reference, "Understanding Relationship Query Limitations".
PARENTS = 5


class ObjectScope(Struct, frozen=True):
    """The scope of one object. `named` answers for filters; `lost` are kinds of which a file was refused, so that names of them are not looked up."""

    object: str
    said: Mapping[str, CatalogObject]
    org: Org
    meant: Meant
    maps: Mapping[str, Named[MapSpec]]
    lost: Sequence[str]
    zone: str | None
    named: Callable[[str, str], Predicate | Unknown | None]

    def filter(self, name: str) -> Predicate | Unknown | None:
        """What another filter means on this object."""
        return self.named(name, self.object)

    def keys(self, name: str) -> tuple[str, ...] | Unknown | None:
        """The values that a map replaces."""
        if name in self.maps:
            return tuple(values_of(self.maps[name].spec))
        if "map" in self.lost:
            return None
        return Unknown(
            filter_rules.UNKNOWN_NAME, f"there is no map `{name}`", did_you_mean(name, self.maps) or "write it as a spec of kind `map`"
        )

    def column(self, name: str) -> Column | Unknown | None:
        """The field of this name."""
        return self._column(self.object, name.split("."), "", ())

    def _column(self, owner: str, parts: list[str], path: str, needs: tuple[str, ...]) -> Column | Unknown | None:
        found = self.field(owner, parts[0])
        if len(parts) == 1:
            if not isinstance(found, tuple):
                return found
            return self._typed(owner, *found, path, needs)
        if isinstance(found, tuple) and found[1].type in COMPOUNDS:
            part = self.part(owner, found[0], parts[1:])
            return self._typed(owner, *part, path, needs) if isinstance(part, tuple) else part
        return self._parent(owner, parts, path, needs)

    def field(self, owner: str, name: str) -> tuple[str, Field] | Unknown | None:
        """API name and definition of a field, by the idea's name or its own."""
        one = self.said.get(owner)
        field = next((field for field in one.fields.values() if field.said == name), None) if one is not None else None
        if field is not None:
            return None if field.held is None else (field.name, field.held)
        held = self.org.field(owner, name)
        if held is None or not has_field(self.org, owner, name):
            message = f"`{owner}` has no field `{name}` in this org"
            return Unknown(rules.UNKNOWN_FIELD, message, self.meant.field(owner, name))
        return name, held

    def part(self, owner: str, compound: str, parts: list[str]) -> tuple[str, Field] | Unknown:
        """A part of a compound field, without the compound's prefix: `MailingAddress` has `City`."""
        prefix = compound.removesuffix("Address")
        known = {name.removeprefix(prefix): name for name, one in self.org.objects[owner].fields.items() if one.part_of == compound}
        if parts[0] not in known or len(parts) > 1:
            help_ = did_you_mean(parts[0], known) or f"parts: {', '.join(f'`{one}`' for one in sorted(known))}"
            return Unknown(rules.UNKNOWN_FIELD, f"`{owner}.{compound}` has no part `{'.'.join(parts)}`", help_)
        name = known[parts[0]]
        return name, self.org.objects[owner].fields[name]

    def _parent(self, owner: str, parts: list[str], path: str, needs: tuple[str, ...]) -> Column | Unknown | None:
        """A field behind a relationship."""
        relation = parts[0]
        lookup = lookup_name(relation)
        held = self.org.field(owner, lookup)
        if held is None or not held.references:
            hint = self.field(owner, relation)
            if isinstance(hint, tuple):
                return Unknown(
                    rules.UNKNOWN_FIELD,
                    f"`{owner}.{relation}` has no parts",
                    f"of a parent, name the relationship: `{_relation(hint[0])}.…`" if hint[1].references else None,
                )
            return Unknown(
                rules.UNKNOWN_FIELD,
                f"`{owner}` has neither a field nor a parent `{relation}` in this org",
                self.meant.field(owner, relation),
            )
        if len(held.references) > 1:
            message = f"`{owner}.{lookup}` points to {' or '.join(held.references[:4])}, and a filter reads fields of one object"
            return Unknown(filter_rules.TYPE_NOT_FILTERED, message, f"test `{lookup}` itself")
        if held.references[0] not in self.org.objects:
            help_ = self.meant.object(held.references[0])
            return Unknown(rules.UNKNOWN_OBJECT, f"the org has no object `{held.references[0]}`, which `{owner}.{lookup}` points to", help_)
        if path.count(".") >= PARENTS:
            return Unknown(
                filter_rules.TYPE_NOT_FILTERED,
                f"this goes along more than {PARENTS} relationships",
                "keep the value in a field nearer to the record",
            )
        return self._column(held.references[0], parts[1:], f"{path}{relation}.", (*needs, f"{owner}.{lookup}"))

    def _typed(self, owner: str, name: str, held: Field, path: str, needs: tuple[str, ...]) -> Column | Unknown:
        kind = self._kind(owner, name, held)
        if isinstance(kind, Refusal):
            help_ = (kind.help or "").format(name=name) or None
            return Unknown(kind.rule, f"`{owner}.{name}` is {kind.says}", help_)
        values = held.values
        if held.value_set and held.value_set in self.org.value_sets:
            values = self.org.value_sets[held.value_set].values
        needed = (*needs, f"{owner}.{held.part_of or name}")
        return Column(f"{path}{name}", kind, held.label or name, values, held.length, needed, held.formula)

    def _kind(self, owner: str, name: str, held: Field) -> Kind | Refusal:
        if held.type == "Summary":
            operation, _, summed = (held.summary or "").partition(" ")
            if operation == "count":
                return "number"
            detail, _, field = summed.partition(".")
            below = self.org.field(detail, field)
            return kind_of(None) if below is None or below.type == "Summary" else kind_of(below.type)
        if held.type is None and name == "Name" and self.org.objects[owner].kind in ("custom", "external"):
            return "text"  # a text or a number with a pattern, both of which are text
        return kind_of(held.type)


def lookup_name(relation: str) -> str:
    """The lookup field behind a relationship: `Owner` is that of `OwnerId`, `Device__r` that of `Device__c`."""
    if relation.endswith(("__r", "__pr")):
        return f"{relation[:-1]}c"
    return f"{relation}Id"


def _relation(lookup: str) -> str:
    if lookup.endswith(("__c", "__pc")):
        return f"{lookup[:-1]}r"
    return lookup.removesuffix("Id")
