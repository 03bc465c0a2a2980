"""What one user may do with an object, by that user's own describe, beside what the specs want: fields that lack, and fields too many.

A describe is what its user sees: asked for as the sync user, it is the access that the sync has, whatever it comes from. Says nothing of records.
Source: DescribeSObjectResult and Field in the SOAP API Developer Guide.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from syncwright.catalog.model import CatalogField
from syncwright.diagnosis.cures.access import granted
from syncwright.diagnosis.cures.fields import Concerned, one_field
from syncwright.diagnosis.errors import Cure, Known
from syncwright.records import NotThatRecord, Struct, read
from syncwright.text import SourceFile

_WRITES = ("two-way", "to-salesforce")

#: What is wrong with one field: it is not there, cannot be edited, or is there and should not be.
Wrong = Literal["not seen", "not editable", "seen"]


class _Field(Struct, frozen=True, rename="camel", gc=False):
    name: str
    createable: bool = False
    updateable: bool = False
    permissionable: bool | None = None


class Describe(Struct, frozen=True, rename="camel"):
    """An object as one user sees it."""

    name: str | None = None
    createable: bool = False
    updateable: bool = False
    fields: tuple[_Field, ...] | None = None
    result: "Describe | None" = None


class Deviation(Struct, frozen=True):
    """One field with other access than the specs want, and what is to be done about it."""

    field: str
    wrong: Wrong
    cure: Cure


class Compared(Struct, frozen=True):
    """An object. `lacking`: words of access to its records that the specs grant and the user has not. `unnamed`: fields that the user sees,
    that have field-level security and that no spec names."""

    object: str
    deviations: tuple[Deviation, ...]
    lacking: tuple[str, ...]
    unnamed: tuple[str, ...]
    fields: int


def describe_of(source: SourceFile) -> Describe | None:
    """The describe in a file, bare or as `sf sobject describe --json` wraps it; None if it is none."""
    if not source.text.lstrip().startswith("{"):
        return None
    try:
        found = read(source.text.encode(), Describe)
    except NotThatRecord:
        return None
    found = found.result or found
    return found if found.name is not None and found.fields else None


def compared(known: Known, said: Describe) -> Compared:
    """What the specs have for an object beside what the describe shows."""
    assert said.name is not None and said.fields is not None, "as describe_of has it"
    shown = {one.name: one for one in said.fields}
    one = known.catalog.objects.get(said.name)
    named = one.fields if one is not None else {}
    deviations = tuple(found for field in named.values() for found in _deviations(known, field, shown))
    words = {word for each in known.asked(said.name) if each.user == known.user for word in each.access}
    has = {"create": said.createable, "edit": said.updateable}
    lacking = tuple(word for word, there in has.items() if word in words and not there)
    return Compared(said.name, deviations, lacking, tuple(_unnamed(known, said.name, named, shown)), len(shown))


def _deviations(known: Known, field: CatalogField, shown: Mapping[str, _Field]) -> Iterator[Deviation]:
    direction = field.directions.get(known.connector.name)
    if direction is None or field.held is None:
        return
    there, about = shown.get(field.name), one_field(known, field.object, field.name)
    if direction == "hidden":
        if there is not None and there.permissionable is not False:
            yield Deviation(field.name, "seen", _hidden(known, about))
    elif there is None:
        yield Deviation(field.name, "not seen", granted(known, about, "read", direction))
    elif direction in _WRITES and not _editable(known, field, there, shown):
        yield Deviation(field.name, "not editable", granted(known, about, "edit", direction))


def _editable(known: Known, field: CatalogField, there: _Field, shown: Mapping[str, _Field]) -> bool:
    """Whether it can be written; a compound, by its parts. What nobody can write is another finding's to say."""
    assert field.held is not None, "asked of what the org holds"
    if there.updateable or there.createable or field.held.formula is not None or field.held.read_only:
        return True
    held = known.catalog.org.objects[field.object].fields
    return any(shown[name].updateable for name, part in held.items() if part.part_of == field.name and name in shown)


def _hidden(known: Known, one: Concerned) -> Cure:
    place = one.place(known.connector.name)
    through = next((each.read for each in known.seen(one.object, one.name) if each.user == known.user), ())
    if through:
        titles = " and ".join(each.title for each in through)
        return Cure("salesforce", f"the user sees it through {titles}, and the specs hide it", place)
    says = "nothing that the inventory knows lets the user see it, and the specs hide it: what is assigned is not what the inventory says"
    return Cure("deploy", says, place, "syncwright import")


def _unnamed(known: Known, owner: str, named: Mapping[str, CatalogField], shown: Mapping[str, _Field]) -> Iterator[str]:
    for name, one in sorted(shown.items()):
        held = known.catalog.org.field(owner, name)
        whole = held.part_of if held is not None else None
        if one.permissionable and name not in named and whole not in named:
            yield name
