"""Records made, changed and deleted, with what an org checks of each. Knows no request; what assignments obey is in assignments.py.

Not done: triggers, flows, validation rules, duplicate rules, sharing, roll-ups, cascading deletes, the recycle bin, field-level security of the
user who asks. A client that rests on one of these is not proven by this stand-in.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from syncwright.sandbox.salesforce import assignments
from syncwright.sandbox.salesforce.described import Described, DescribedObject, described
from syncwright.sandbox.salesforce.setup_rows import DERIVED, when
from syncwright.sandbox.salesforce.values import WrongValue, from_json
from syncwright.sandbox.state import State, long_id

_SEE = "Please check the security settings of this field and verify that it is read/write for your profile or permission set."
#: How a value of a field is read. Raises WrongValue.
Reader = Callable[[Described, Any], Any]
#: Objects whose records a deploy makes; those of the others that are read from components can be written as well.
_DEPLOYED = frozenset(DERIVED) - {"PermissionSetAssignment", "Group", "RecordType", "Profile"}


class Writer:
    """Writes for one user. Made for one request or one job: what it looks up it keeps."""

    def __init__(self, state: State, actor: str) -> None:
        self.state, self.actor = state, actor
        self._objects: dict[str, DescribedObject | None] = {}
        self._ids: dict[str, set[str]] = {}
        self._indexes: dict[tuple[str, str], dict[str, set[str]]] = {}

    def object(self, name: str) -> DescribedObject | None:
        """An object that has records of its own."""
        if name not in self._objects:
            self._objects[name] = described(self.state, name)
        return self._objects[name]

    def create(self, about: DescribedObject, body: Mapping[str, Any], read: Reader = from_json) -> str:
        """A new record; its id. Logged. Raises WrongValue, and then nothing is changed."""
        self._deployed(about)
        values = self._values(about, body, read, creating=True)
        missing = [one.name for one in about.fields.values() if one.required and values.get(one.name) is None]
        if missing:
            raise WrongValue("REQUIRED_FIELD_MISSING", f"Required fields are missing: [{', '.join(missing)}]", missing[0])
        if about.name in assignments.RULES:
            values = assignments.RULES[about.name](self.state, values)
        self._unique(about, values, "")
        now = when(self.state.now())
        with self.state.transaction():
            id_ = self.state.new_id(about.prefix)
            stamps = {
                "CreatedById": self.actor,
                "CreatedDate": now,
                "LastModifiedById": self.actor,
                "LastModifiedDate": now,
                "SystemModstamp": now,
            }
            defaults = {one.name: _default(one) for one in about.fields.values() if not one.calculated and one.createable}
            owner = {"OwnerId": self.actor} if "ownerid" in about.fields else {}
            deleted = {"IsDeleted": False} if "isdeleted" in about.fields else {}
            known = {name: value for name, value in stamps.items() if name.lower() in about.fields}
            record = {
                **{name: value for name, value in defaults.items() if value is not None},
                **owner,
                **deleted,
                **known,
                **values,
                "Id": id_,
            }
            self.state.write_record(about.name, record)
            self._log(about, id_, values, "create")
        self._index(about, id_, {}, record)
        if about.name in self._ids:
            self._ids[about.name].add(id_)
        return id_

    def update(self, about: DescribedObject, id_: str, body: Mapping[str, Any], read: Reader = from_json) -> None:
        """Change a record. Logged, also where it says what was so. Raises WrongValue, and then nothing is changed."""
        self._deployed(about)
        before = self.state.record(about.name, id_, fresh=True)
        if before is None:
            raise WrongValue("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", "")
        values = self._values(about, body, read, creating=False)
        for name, value in values.items():
            field = self._field(about, name)
            if value is None and field.required:
                raise WrongValue("REQUIRED_FIELD_MISSING", f"Required fields are missing: [{name}]", name)
        self._unique(about, values, long_id(id_))
        now = when(self.state.now())
        stamps = {"LastModifiedById": self.actor, "LastModifiedDate": now, "SystemModstamp": now}
        known = {name: value for name, value in stamps.items() if name.lower() in about.fields}
        with self.state.transaction():
            self.state.write_record(about.name, {**before, **values, **known})
            self._log(about, str(before["Id"]), values, "update")
        self._index(about, str(before["Id"]), before, {**before, **values})

    def delete(self, about: DescribedObject, id_: str) -> None:
        """Delete a record for good. Logged. Raises WrongValue."""
        self._deployed(about)
        before = self.state.record(about.name, id_, fresh=True)
        if before is None:
            seen = self.state.record(about.name, id_) is not None
            raise WrongValue(
                "ENTITY_IS_DELETED" if seen else "NOT_FOUND", "entity is deleted" if seen else "The requested resource does not exist", ""
            )
        with self.state.transaction():
            self.state.delete_record(about.name, id_)
            self._log(about, str(before["Id"]), before, "delete")
        for (object_, name), index in self._indexes.items():
            if object_ == about.name:
                index.get(str(before.get(name)).lower(), set()).discard(str(before["Id"]))
        if about.name in self._ids:
            self._ids[about.name].discard(str(before["Id"]))

    def _deployed(self, about: DescribedObject) -> None:
        if about.name in _DEPLOYED:
            raise WrongValue(
                "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                f"entity type cannot be written here: {about.name}; this stand-in takes it by a deploy",
                "",
            )

    def _log(self, about: DescribedObject, id_: str, values: Mapping[str, Any], kind: str) -> None:
        if about.name in assignments.RULES and kind != "update":
            what = assignments.said(self.state, about.name, values)
            self.state.log(self.actor, "assign" if kind == "create" else "unassign", what, id_)
        else:
            detail = "" if kind == "delete" else json.dumps(dict(values), sort_keys=True)
            self.state.log(self.actor, kind, f"{about.name}/{id_}", detail)

    def _values(self, about: DescribedObject, body: Mapping[str, Any], read: Reader, *, creating: bool) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in body.items():
            if name == "attributes":
                continue
            field = self._field(about, name)
            if not (field.createable if creating else field.updateable):
                says = f"Unable to create/update fields: {field.name}. {_SEE}"
                raise WrongValue("INVALID_FIELD_FOR_INSERT_UPDATE", says, field.name)
            values[field.name] = read(field, value)
            if values[field.name] is not None and field.to:
                self._refers(field, values[field.name])
        return values

    def _field(self, about: DescribedObject, name: str) -> Described:
        field = about.fields.get(name.lower())
        if field is None and about.name == "User" and name.startswith(("UserPermissions", "UserPreferences")) and name.isalnum():
            return Described(name, name, "boolean", createable=True, updateable=True, nillable=False, defaulted=True)
        if field is None:
            raise WrongValue("INVALID_FIELD", f"No such column '{name}' on sobject of type {about.name}", name)
        return field

    def _refers(self, field: Described, id_: str) -> None:
        """The record is there, if its object is one that this org has."""
        known = [name for name in field.to if self.object(name) is not None]
        if known and not any(id_ in self._all(name) for name in known):
            raise WrongValue("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name)

    def _all(self, name: str) -> set[str]:
        if name not in self._ids:
            rows = (
                [*DERIVED[name](self.state), *self.state.records(name, fresh=True)]
                if name in DERIVED
                else self.state.records(name, fresh=True)
            )
            self._ids[name] = {str(row["Id"]) for row in rows}
        return self._ids[name]

    def having(self, about: DescribedObject, name: str, value: Any) -> set[str]:
        """Ids of the records that have this value, without regard to case."""
        index = self._indexes.get((about.name, name))
        if index is None:
            index = self._indexes[about.name, name] = {}
            for row in self.state.records(about.name, fresh=True):
                index.setdefault(str(row.get(name)).lower(), set()).add(str(row["Id"]))
        return index.get(str(value).lower(), set())

    def _unique(self, about: DescribedObject, values: Mapping[str, Any], id_: str) -> None:
        for name, value in values.items():
            field = about.fields.get(name.lower())
            if field is None or not field.unique or value is None:
                continue
            for other in self.having(about, name, value) - {id_}:
                raise WrongValue("DUPLICATE_VALUE", f"duplicate value found: {name} duplicates value on record with id: {other}", name)

    def _index(self, about: DescribedObject, id_: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Keep what was looked up true."""
        for (object_, name), index in self._indexes.items():
            if object_ == about.name and before.get(name) != after.get(name):
                index.get(str(before.get(name)).lower(), set()).discard(id_)
                index.setdefault(str(after.get(name)).lower(), set()).add(id_)


def _default(field: Described) -> Any:
    if field.type == "boolean":
        return False
    return next((one.name for one in field.values if one.default), None)
