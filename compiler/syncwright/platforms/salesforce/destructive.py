"""Fields that a person said to delete, as a deployment deletes them: which it can, in which order, and what stands in the way.

The sources are written out: people read them in the report. REPORT = the text of a server's error, as third parties report it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import definition
from syncwright.catalog.retiring import retiring
from syncwright.diagnostics import Finding
from syncwright.facts import Fact
from syncwright.platforms.salesforce import rules
from syncwright.records import Struct

if TYPE_CHECKING:  # hardly any estate retires a field, and the graph takes its time to be imported
    from syncwright.graph.uses import Use, UseKind, Uses

#: Deleted after what is deployed with them: sets, muting sets and profiles that still name a field are replaced first.
AFTERWARDS = Fact(
    "what destructiveChangesPost.xml names is deleted after everything else was deployed",
    "Metadata API Developer Guide: Deleting Components from an Organization",
)
ORDER = Fact(
    "a field whose formula, or a roll-up, reads another one has to be gone before that one is deleted",
    "SFDO-Tooling/CumulusCI, issues 124 and 142",
    certain=False,
)

#: Uses for which a server refuses a deletion. Salesforce Help, Delete Fields, names no kinds; REPORT for formulas and roll-ups (issues 124
#: and 142 of SFDO-Tooling/CumulusCI) and for validation rules that are active (simplysfdc.com, 2016).
REFUSED: tuple[UseKind, ...] = ("formula", "roll-up", "validation-rule")
WORDS: Mapping[UseKind, str] = {
    "formula": "the formula of `{}`",
    "roll-up": "the roll-up `{}`",
    "validation-rule": "the validation rule `{}`",
    "inactive-validation-rule": "the inactive validation rule `{}`",
    "controls": "the values of `{}`",
    "band": "the band `{}`",
    "conversion": "the conversion with `{}`",
    "campaign": "the campaign `{}`",
}


class Going(Struct, frozen=True):
    """One custom field that the org holds and that is to be deleted: `Activity.Outcome__c`, and the fields of the specs that say so.

    `round`: those of 0 go first; one that is used by another that goes too waits until that one is gone.
    """

    name: str
    fields: tuple[CatalogField, ...]
    round: int = 0


def _uses(catalog: Catalog) -> Uses:
    from syncwright.graph.uses import Uses

    return Uses(catalog)


def member(owner: str, name: str) -> str:
    """What a manifest calls a field: the object that defines it, and its name there."""
    return definition(owner, name).path


def deleted(catalog: Catalog) -> list[CatalogField]:
    """Fields whose specs say `stage: delete`."""
    return [field for field in retiring(catalog) if field.spec.retire is not None and field.spec.retire.stage == "delete"]


def undeletable(field: CatalogField) -> str | None:
    """Why no deployment deletes a field; None if one can."""
    if field.name.endswith("__pc"):
        return f"it is the contact's field `Contact.{field.name[:-2]}c`, shown on person accounts"
    return None if field.name.endswith("__c") else "it is a standard field, which can only be hidden"


def _there(catalog: Catalog, field: CatalogField) -> bool:
    """Whether the org holds the field under the name that is to go."""
    return catalog.org.field(field.object, field.name) is not None


def going(catalog: Catalog) -> list[Going]:
    """What can be deleted, round by round and by name."""
    found: dict[str, list[CatalogField]] = {}
    for field in deleted(catalog):
        if undeletable(field) is None and _there(catalog, field):
            found.setdefault(member(field.object, field.name), []).append(field)
    if len(found) < 2:
        return [Going(name, tuple(fields)) for name, fields in found.items()]
    rounds = _rounds(found, _uses(catalog))
    return sorted((Going(name, tuple(fields), rounds[name]) for name, fields in found.items()), key=lambda one: (one.round, one.name))


def _rounds(found: Mapping[str, Sequence[CatalogField]], uses: Uses) -> dict[str, int]:
    """The round of each: one more than that of the last of those that use it."""
    users = {name: {one for one in _users(fields, uses) if one in found and one != name} for name, fields in found.items()}
    rounds: dict[str, int] = {}
    left = dict(users)
    number = 0
    while left:
        # Nothing reads itself in a circle; should a source say so, all of the circle goes together.
        free = [name for name, by in left.items() if not by & left.keys()] or list(left)
        for name in free:
            rounds[name] = number
            del left[name]
        number += 1
    return rounds


def _users(fields: Sequence[CatalogField], uses: Uses) -> Iterator[str]:
    for field in fields:
        for use in uses.of(field.object, field.name):
            if use.kind in REFUSED[:2]:
                yield member(*use.what.split(".", 1))


def members(catalog: Catalog) -> list[Going]:
    """What the manifest of deletions names now: the first round. The next one follows when the inventory no longer holds these."""
    return [one for one in going(catalog) if one.round == 0]


# ------------------------------------------------------------------ what stands in the way


@rules.DELETED_FIELD_IN_USE.check
def _in_use(catalog: Catalog) -> Iterator[Finding]:
    there = [field for field in deleted(catalog) if _there(catalog, field) and undeletable(field) is None]
    if not there:
        return
    gone = {member(field.object, field.name) for field in there}
    uses = _uses(catalog)
    for field in there:
        held = [use for use in uses.of(field.object, field.name) if use.kind in REFUSED and not _goes(use, gone)]
        if held:
            message = f"`{field.object}.{field.name}` is to be deleted, and {listed(held)} still {'use' if len(held) > 1 else 'uses'} it"
            help_ = "change what uses it first, and say `stage: hidden` until then: Salesforce refuses the deletion"
            yield rules.DELETED_FIELD_IN_USE(field.at("retire", "stage"), message, help=help_)


def _goes(use: Use, gone: set[str]) -> bool:
    return use.kind != "validation-rule" and member(*use.what.split(".", 1)) in gone


def listed(uses: Sequence[Use]) -> str:
    """Uses in words, the first few by name."""
    words = [WORDS[use.kind].format(use.what) for use in uses[:4]]
    more = [f"{len(uses) - 4:,} more"] if len(uses) > 4 else []
    parts = [*words, *more]
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


@rules.CANNOT_BE_DELETED.check
def _cannot(catalog: Catalog) -> Iterator[Finding]:
    for field in deleted(catalog):
        because = undeletable(field)
        if because is not None:
            where = "say it of that one" if field.name.endswith("__pc") else "say `stage: hidden`"
            message = f"`{field.object}.{field.name}` cannot be deleted: {because}"
            yield rules.CANNOT_BE_DELETED(field.at("retire", "stage"), message, help=where)


@rules.DELETED_ALREADY.check
def _already(catalog: Catalog) -> Iterator[Finding]:
    for field in deleted(catalog):
        if field.object in catalog.org.objects and not _there(catalog, field) and undeletable(field) is None:
            message = f"the org has no `{field.object}.{field.name}`, so there is nothing to delete"
            help_ = "once no environment holds it, take its lines out of the specs"
            yield rules.DELETED_ALREADY(field.at(), message, help=help_)
