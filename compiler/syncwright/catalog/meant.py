"""What somebody most likely meant by a name that the org does not have: another case, no namespace, a label, a slip. Knows no platform by name."""

import re
from collections.abc import Iterable, Mapping

from syncwright.inventory import Field, Object, Org
from syncwright.inventory.model import SYSTEM_FIELDS
from syncwright.limits import SHOWN_FINDINGS
from syncwright.names import did_you_mean
from syncwright.records import Struct

_NO_LETTER = re.compile(r"[\W_]+")
_SUFFIX = re.compile(r"__[a-z]+$")


class _Names(Struct):
    """Names of an object's fields, or of an org's objects: by what is left of them without case, namespace, or by label."""

    written: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    labelled: dict[str, list[str]] = {}

    def add(self, name: str, label: str | None) -> None:
        self.written.setdefault(name.casefold(), name)
        if (bare := without_namespace(name)) != name:
            self.bare.setdefault(bare.casefold(), []).append(name)
        if label:
            self.labelled.setdefault(_letters(label), []).append(name)

    def certain(self, name: str) -> str | None:
        """What it is called, where that is no guess."""
        if (written := self.written.get(name.casefold())) is not None:
            return f"it is written `{written}`"
        if spaced := self.bare.get(name.casefold()):
            return _one_of(spaced, "it has a namespace: ", "several have this name, each with a namespace: ")
        if (written := self.written.get(without_namespace(name).casefold())) is not None:
            return f"it has no namespace: `{written}`"
        return self.by_label(name)

    def by_label(self, text: str) -> str | None:
        """What has this label. A name made of a label counts as one: `Annual_Revenue__c`."""
        found = self.labelled.get(_letters(_SUFFIX.sub("", text)))
        return _one_of(found, "it is the label of ", "several have this label: ") if found else None


class Meant:
    """Help for the names that one org does not have.

    Looking for the nearest name takes longer than all the rest, so only as many get one as people are shown.
    """

    def __init__(self, org: Org) -> None:
        self._org = org
        self._left = SHOWN_FINDINGS
        self._objects: _Names | None = None
        self._fields: dict[str, _Names] = {}

    def object(self, name: str) -> str:
        """What to do about an object that is not there."""
        if self._objects is None:
            self._objects = _names(self._org.objects)
        return self._objects.certain(name) or self._near(name, self._org.objects) or if_there(name)

    def field(self, owner: str, name: str) -> str:
        """What to do about a field that an object does not have."""
        held = self._org.objects[owner]
        if name == "OwnerId" and (master := master_field(held)) is not None:
            return f"`{owner}` is a detail of what `{master}` points to, and a record's owner is its master's"
        return self._names_in(owner).certain(name) or self._near(name, held.fields) or if_there(name)

    def labelled(self, owner: str, text: str) -> str | None:
        """The field of an object that has this label."""
        return self._names_in(owner).by_label(text) if owner in self._org.objects else None

    def object_labelled(self, text: str) -> str | None:
        """The object that has this label."""
        return _names(self._org.objects).by_label(text)

    def _names_in(self, owner: str) -> _Names:
        if owner not in self._fields:
            self._fields[owner] = _names({**SYSTEM_FIELDS, **self._org.objects[owner].fields})
        return self._fields[owner]

    def _near(self, name: str, known: Iterable[str]) -> str | None:
        self._left -= 1
        return did_you_mean(name, known) if self._left >= 0 else None


def if_there(name: str) -> str:
    """What to do if a name is right and the inventory does not hold it."""
    if "__" in name:
        return "run `syncwright import` if the org has got it since"
    return "standard objects and fields are built in as of API 67.0: import one that the org has besides from its source"


def has_field(org: Org, owner: str, name: str) -> bool:
    """Whether an object has a field. Details have no owner of their own.

    Source: SOAP API Developer Guide, "Relationships Among Objects": the Owner field on the detail object is not available.
    """
    if org.field(owner, name) is None:
        return False
    return name != "OwnerId" or master_field(org.objects[owner]) is None


def master_field(held: Object) -> str | None:
    """The field that makes an object a detail and leaves it without an owner; None where the org's source lists an owner."""
    if held.kind != "custom" or "OwnerId" in held.fields:
        return None
    return next((name for name, field in sorted(held.fields.items()) if field.type == "MasterDetail"), None)


def without_namespace(name: str) -> str:
    """`npsp__Region__c` as the package itself calls it: `Region__c`."""
    parts = name.split("__")
    return "__".join(parts[1:]) if len(parts) == 3 else name


def _names(known: Mapping[str, Field] | Mapping[str, Object]) -> _Names:
    names = _Names()
    for name in sorted(known):
        names.add(name, known[name].label)
    return names


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _one_of(names: list[str], one: str, several: str) -> str:
    return (one if len(names) == 1 else several) + ", ".join(f"`{name}`" for name in names[:8])
