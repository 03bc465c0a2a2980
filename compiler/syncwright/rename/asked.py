"""What is to be renamed, as people say it: `Lead.Region__c`, `Device__c`, `owner:revops`. Knows the catalog, and no text of specs.

what     = Lead.Region__c                    a custom field
           'Lead.Region__c Contact.Region__c', *.Region__c
                                             that field of several objects
           Lead.Region__c:EMEA               a value of a picklist
           Device__c                         a custom object, once the org calls it by its new name
           owner:, connector:, sync_user:, map:, environment:, value_set:, filter:, partition:, campaign:NAME, connector:ae/emea
                                             what the estate itself has named
"""

import re
from collections.abc import Collection, Iterator, Mapping

from syncwright.catalog.meant import Meant, without_namespace
from syncwright.catalog.model import Catalog
from syncwright.catalog.owned import appears, definition
from syncwright.names import did_you_mean
from syncwright.records import Struct

#: Kinds of specs and owners, which the estate has named itself.
OURS = ("owner", "connector", "sync_user", "map", "environment", "value_set", "filter", "partition", "campaign")

_OURS = re.compile(rf"({'|'.join(OURS)}):(.*)")
_FIELDS = re.compile(r"((?:[\w*?]+\.[\w*?]+)(?:\s+[\w*?]+\.[\w*?]+)*)(?::(.+))?", re.DOTALL)
_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*")
_CUSTOM = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__(?:c|pc)")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LONGEST = 80


class NotToRename(Exception):
    """What was asked for cannot be done; the message says why, and what to do."""


class RenameFields(Struct, frozen=True):
    """Custom fields: the new name of each, by `Object.Field`; objects that show one field of the org are all there."""

    names: Mapping[str, str]


class RenameValue(Struct, frozen=True):
    """A value of a picklist, on some objects' fields."""

    fields: tuple[str, ...]
    old: str
    new: str


class RenameObject(Struct, frozen=True):
    """A custom object."""

    old: str
    new: str


class RenameOurs(Struct, frozen=True):
    """Something that the estate has named itself, by its kind."""

    kind: str
    old: str
    new: str


Asked = RenameFields | RenameValue | RenameObject | RenameOurs


def read(what: str, new: str, catalog: Catalog, ours: Mapping[str, Collection[str]], named: Collection[str]) -> Asked:
    """What the words mean. `ours`: the names of each kind of the estate's own; `named`: the fields that specs name, as `Object.Field`.

    Raises NotToRename.
    """
    if (own := _OURS.fullmatch(what)) is not None:
        return _ours(own[1], own[2], new.removeprefix(f"{own[1]}:"), ours)
    if (fields := _FIELDS.fullmatch(what)) is not None:
        paths = list(_paths(fields[1].split(), catalog, named))
        if fields[2] is not None:
            return RenameValue(tuple(paths), fields[2], _after_colon(new, fields[1]))
        return _fields(paths, new, catalog)
    if _API_NAME.fullmatch(what):
        return _object(what, new, catalog)
    known = ", ".join(f"`{kind}:NAME`" for kind in OURS)
    raise NotToRename(f"`{what}` is nothing that can be renamed; a field such as `Lead.Region__c`, an object, {known} were expected")


def _after_colon(new: str, fields: str) -> str:
    """The new value; people may say the field again."""
    return new.removeprefix(f"{fields}:")


def _ours(kind: str, old: str, new: str, ours: Mapping[str, Collection[str]]) -> RenameOurs:
    title, known = kind.replace("_", " "), ours[kind]
    if old not in known:
        raise NotToRename(f"there is no {title} `{old}`" + _near(old, known))
    unit, _, part = new.rpartition("/") if kind == "connector" and "/" in old else ("", "", new)
    pattern = _API_NAME if kind == "value_set" else _NAME
    if not pattern.fullmatch(part) or len(part) > _LONGEST:
        shape = "an API name" if kind == "value_set" else "a name: lower-case letters and digits, joined by `-` or `_`"
        raise NotToRename(f"`{new}` is not {shape}")
    if "/" in old:
        owner = old.partition("/")[0]
        if unit not in ("", owner):
            raise NotToRename(f"`{old}` belongs to `{owner}`, and cannot be moved to `{unit}`")
        new = f"{owner}/{part}"
    if new == old:
        raise NotToRename(f"`{old}` is called so already")
    if new in known:
        raise NotToRename(f"there is a{'n' if title[0] in 'aeiou' else ''} {title} `{new}` already")
    return RenameOurs(kind, old, new)


def _paths(terms: list[str], catalog: Catalog, named: Collection[str]) -> Iterator[str]:
    """The fields that are meant, each known to the org or named by a spec."""
    for term in terms:
        if "*" in term or "?" in term:
            pattern = re.compile("".join({"*": "[^.]*", "?": "[^.]"}.get(sign, re.escape(sign)) for sign in term))
            found = sorted(path for path in named if pattern.fullmatch(path))
            if not found:
                raise NotToRename(f"no spec names a field that matches `{term}`")
            yield from found
            continue
        owner, _, field = term.partition(".")
        if term not in named and catalog.org.field(owner, field) is None:
            raise NotToRename(_unknown(owner, field, catalog, named))
        yield term


def _unknown(owner: str, field: str, catalog: Catalog, named: Collection[str]) -> str:
    objects = {*catalog.org.objects, *(path.partition(".")[0] for path in named)}
    if owner not in objects:
        return f"there is no object `{owner}`" + _near(owner, objects)
    known = [path.partition(".")[2] for path in named if path.startswith(f"{owner}.")]
    near = did_you_mean(field, known) or (Meant(catalog.org).field(owner, field) if owner in catalog.org.objects else None)
    return f"`{owner}` has no field `{field}`" + (f"; {near}" if near else "")


def _fields(paths: list[str], new: str, catalog: Catalog) -> RenameFields:
    owners, name = {path.partition(".")[0] for path in paths}, new.rpartition(".")[2]
    if "." in new and new.rpartition(".")[0] not in owners:
        raise NotToRename(
            f"a field cannot be moved to another object: `{new}` is none of {', '.join(f'`{one}`' for one in sorted(owners))}"
        )
    names: dict[str, str] = {}
    for path in paths:
        owner, _, field = path.partition(".")
        _custom(owner, field)
        home = definition(owner, field)
        if home.name != field:
            raise NotToRename(f"`{path}` is how a person account shows `{home.path}`; rename that")
        _free(owner, field, name, catalog)
        for each, shown in (*appears(owner, field), *_person(owner, field)):
            names[f"{each}.{shown}"] = name if shown == field else f"{name.removesuffix('__c')}__pc"
    return RenameFields(names)


def _person(owner: str, field: str) -> Iterator[tuple[str, str]]:
    """How a person account shows a contact's field."""
    if owner == "Contact" and field.endswith("__c"):
        yield "Account", f"{field.removesuffix('__c')}__pc"


def _custom(owner: str, field: str) -> None:
    if not field.endswith(("__c", "__pc")):
        raise NotToRename(f"`{owner}.{field}` is a standard field, and Salesforce does not let its name be changed")
    if without_namespace(field) != field:
        raise NotToRename(f"`{owner}.{field}` comes with a package, whose names are not the estate's to change")


def _free(owner: str, field: str, new: str, catalog: Catalog) -> None:
    """That a new name is one, and that no other field has it."""
    if not _CUSTOM.fullmatch(new) or not new.endswith("__c") or len(new) > _LONGEST:
        raise NotToRename(
            f"`{new}` cannot be the name of a custom field: letters, digits and single underscores, first a letter, and `__c` at the end"
        )
    if new == field:
        raise NotToRename(f"`{owner}.{field}` is called so already")
    taken = {name for name in (catalog.objects[owner].fields if owner in catalog.objects else ()) if name != field}
    if any(new.lower() == one.lower() for one in taken):
        raise NotToRename(f"the specs have a field `{owner}.{new}` already; Salesforce takes no notice of case")


def _object(what: str, new: str, catalog: Catalog) -> RenameObject:
    known = {*catalog.objects, *catalog.org.objects}
    if not what.endswith("__c"):
        if what in known:
            raise NotToRename(f"`{what}` is a standard object, and Salesforce does not let its name be changed")
        raise NotToRename(f"there is no object `{what}`" + _near(what, known))
    if without_namespace(what) != what:
        raise NotToRename(f"`{what}` comes with a package, whose names are not the estate's to change")
    if not _CUSTOM.fullmatch(new) or not new.endswith("__c") or len(new) > _LONGEST:
        raise NotToRename(f"`{new}` cannot be the name of a custom object: letters, digits and single underscores, and `__c` at the end")
    if new == what:
        raise NotToRename(f"`{what}` is called so already")
    if new in catalog.objects:
        raise NotToRename(f"the specs have an object `{new}` already")
    if new not in catalog.org.objects:
        help_ = f"rename it in Setup, run `syncwright import`, then `syncwright rename {what} {new}`"
        raise NotToRename(
            f"the org does not call `{what}` by its new name `{new}` yet, and a spec cannot say what an object was called before; {help_}"
        )
    return RenameObject(what, new)


def _near(name: str, known: Collection[str]) -> str:
    near = did_you_mean(name, sorted(known))
    listed = ", ".join(f"`{one}`" for one in sorted(known)[:12])
    return f"; {near}" if near else f"; there is {listed}" if known and len(known) <= 12 else ""
