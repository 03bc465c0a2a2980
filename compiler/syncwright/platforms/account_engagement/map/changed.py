"""What a plan changes of a unit's field map, field by field: read from the edits alone, so that it is the same on the way back."""

from collections.abc import Collection, Mapping, Sequence

from syncwright.catalog.model import Catalog
from syncwright.plan.changes import Edit, Forget
from syncwright.platform import Planned
from syncwright.platforms.account_engagement.fields import mapped
from syncwright.platforms.account_engagement.map.resource import BEHAVIOUR, FIELD, OF, TYPE, VALUE, address, named
from syncwright.platforms.account_engagement.units import Unit
from syncwright.records import Struct


class Changed(Struct, frozen=True):
    """Edits of one unit, by field. `values`: of a field, each value that comes or goes."""

    unit: Unit
    fields: Mapping[str, Edit]
    types: Mapping[str, Edit]
    behaviours: Mapping[str, Edit]
    values: Mapping[str, Sequence[Edit]]

    @property
    def mapped(self) -> tuple[str, ...]:
        """Fields that are mapped, or mapped to another Salesforce field."""
        return tuple(name for name, edit in self.fields.items() if edit.new is not None)

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Fields that are mapped no more."""
        return tuple(name for name, edit in self.fields.items() if edit.new is None)

    @property
    def behaving(self) -> Mapping[str, Edit]:
        """Fields that were mapped before, or are there by themselves, and sync in another way."""
        return {name: edit for name, edit in self.behaviours.items() if edit.new is not None and not self._new(name)}

    @property
    def retyped(self) -> Mapping[str, Edit]:
        """Fields that get another type."""
        return {name: edit for name, edit in self.types.items() if edit.old is not None and edit.new is not None}

    @property
    def revalued(self) -> Mapping[str, Sequence[Edit]]:
        """Fields that were mapped before and stay, and have other predefined values."""
        return {name: edits for name, edits in self.values.items() if name not in self.fields}

    def _new(self, name: str) -> bool:
        return name in self.fields and self.fields[name].old is None


def changed(planned: Planned, unit: Unit) -> Changed | None:
    """What a plan changes there; None where it changes nothing of it."""
    wanted = address(unit)
    found = next((one for one in planned.changes if one.address == wanted and not isinstance(one, Forget)), None)
    if found is None:
        return None
    by: dict[str, dict[str, Edit]] = {FIELD: {}, TYPE: {}, BEHAVIOUR: {}, VALUE: {}}
    for edit in found.edits:
        if edit.name is not None:
            by[edit.attribute][edit.name] = edit
    names = _names(planned.catalog, unit) | by[TYPE].keys() | by[FIELD].keys()
    return Changed(unit, by[FIELD], by[TYPE], by[BEHAVIOUR], _by_field(by[VALUE], names))


def _names(catalog: Catalog, unit: Unit) -> set[str]:
    return {named(one) for one in mapped(catalog, unit)}


def _by_field(edits: Mapping[str, Edit], names: Collection[str]) -> dict[str, list[Edit]]:
    """Edits of values by their field; each named by the value alone."""
    found: dict[str, list[Edit]] = {}
    for name, edit in edits.items():
        owner = _owner(name, names)
        told = Edit(edit.attribute, name[len(owner) + len(OF) :], edit.old, edit.new, edit.reasons)
        found.setdefault(owner, []).append(told)
    return found


def _owner(name: str, names: Collection[str]) -> str:
    """The field of a value; a field's name may hold what stands between the two, and so may a value."""
    parts = name.split(OF)
    every = (OF.join(parts[:number]) for number in range(len(parts) - 1, 0, -1))
    return next((one for one in every if one in names), parts[0])
