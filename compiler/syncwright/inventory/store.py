"""The inventory on disk: one compact, sorted JSON file a thing, a line a field or a row, so that a diff reads well.

A folder a kind: `objects/Lead.json`, `permission_sets/Marketing.json`. The folders are the attributes of `Org` and of its `People`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from syncwright.diagnostics import Finding, Place
from syncwright.files.package import data, listed
from syncwright.inventory import rules
from syncwright.inventory.access import Holder, Layout, People, SetGroup
from syncwright.inventory.automation import Automation
from syncwright.inventory.model import Object, Org, ValueSet, merge
from syncwright.records import NotThatRecord, compact, read, replace
from syncwright.text import SourceFile

#: Attributes with a line for each of their entries, and those with a line for each entry of their entries.
_LINES = ("fields", "record_types", "validation_rules", "duplicate_rules", "conversion", "values", "sets", "muting", "shows", "writes")
_NESTED = ("elsewhere", "rows")
Thing = Object | ValueSet | Holder | SetGroup | Layout | Automation

_FOLDERS: dict[str, tuple[type[Thing], Callable[[Org], Mapping[str, Thing]]]] = {
    "objects": (Object, lambda org: org.objects),
    "value_sets": (ValueSet, lambda org: org.value_sets),
    "permission_sets": (Holder, lambda org: org.people.permission_sets),
    "profiles": (Holder, lambda org: org.people.profiles),
    "muting_sets": (Holder, lambda org: org.people.muting_sets),
    "permission_set_groups": (SetGroup, lambda org: org.people.groups),
    "layouts": (Layout, lambda org: org.people.layouts),
    "automations": (Automation, lambda org: org.automations),
}


def written(one: Thing) -> bytes:
    """One thing as it stands in its file."""
    said = {name: value for name in one.__struct_fields__ if (value := getattr(one, name)) not in (None, False, (), {})}
    if isinstance(one, Object):
        said["fields"] = one.fields
    parts = [compact({name: value for name, value in said.items() if name not in _LINES + _NESTED})[:-1]]
    parts += [b'"%s":%s' % (name.encode(), _lines(said[name])) for name in _LINES if name in said]
    for name in _NESTED:
        if name in said:
            held = b",".join(compact(key) + b":" + _lines(said[name][key]) for key in sorted(said[name]))
            parts.append(b'"%s":{%s}' % (name.encode(), held))
    return b",".join(parts) + b"}\n"


def _lines(value: Any) -> bytes:
    if isinstance(value, dict):
        rows = [compact(name) + b":" + compact(value[name]) for name in sorted(value)]
        return b"{\n" + b",\n".join(rows) + b"\n}" if rows else b"{}"
    return b"[\n" + b",\n".join(map(compact, value)) + b"\n]"


def _rows(one: Thing) -> int:
    """How many lines of its file begin with a row."""
    nested = [held for name in _NESTED for held in getattr(one, name, {}).values()]
    return sum(map(len, nested)) + sum(len(getattr(one, name, ())) for name in _LINES)


def inventory_files(org: Org) -> dict[str, bytes]:
    """Every file of an inventory, by path below it."""
    return {
        f"{folder}/{name}.json": written(held[name]) for folder, (_, of) in _FOLDERS.items() for held in (of(org),) for name in sorted(held)
    }


def read_inventory(sources: Iterable[SourceFile]) -> tuple[Org, list[Finding]]:
    """What inventory files hold, and the files that do not hold what `import` writes."""
    found: dict[str, dict[str, Any]] = {folder: {} for folder in _FOLDERS}
    findings: list[Finding] = []
    misplaced: list[SourceFile] = []
    for source in sources:
        folder = _folder(source)
        if folder is None:
            misplaced.append(source)
            continue
        try:
            one = read(source.data, _FOLDERS[folder][0])
        except NotThatRecord as error:
            findings.append(_damaged(source, str(error)))
            continue
        if source.path.rpartition("/")[2] != f"{one.name}.json":
            findings.append(_damaged(source, f"it holds `{one.name}`"))
        if isinstance(one, Holder) and folder != f"{one.kind}s":
            findings.append(_damaged(source, f"it holds a {one.kind.replace('_', ' ')}"))
        # JSON lets a key stand twice, and the last one holds. An import writes each row at the start of a line.
        if source.data.count(b'\n"') > _rows(one):
            findings.append(_damaged(source, "a row stands in it twice"))
        found[folder][one.name] = one
    if misplaced:
        others = f", and so do {len(misplaced) - 1:,} more" if len(misplaced) > 1 else ""
        help_ = "run `syncwright import` again: older versions laid an inventory out otherwise"
        findings.append(_damaged(misplaced[0], f"it lies in none of its folders, such as `objects`{others}", help_))
    people = People(found["permission_sets"], found["profiles"], found["muting_sets"], found["permission_set_groups"], found["layouts"])
    return Org(found["objects"], found["value_sets"], people, automations=found["automations"]), findings


def ours(sources: Iterable[SourceFile]) -> Iterator[SourceFile]:
    """Those of the files below an inventory that an import made, this one or an older one."""
    for source in sources:
        if _folder(source) is None:
            try:
                read(source.data, Object)
            except NotThatRecord:
                continue
        yield source


def _folder(source: SourceFile) -> str | None:
    folder = source.path.rpartition("/")[0].rpartition("/")[2]
    return folder if folder in _FOLDERS else None


def _damaged(source: SourceFile, what: str, help_: str = "never edit an inventory; run `syncwright import` again") -> Finding:
    return rules.DAMAGED_INVENTORY(Place(source.path), f"this is not an inventory file: {what}", help=help_)


@cache
def standard_objects() -> dict[str, Object]:
    """Salesforce's standard objects as its reference documents them, v67. Sources: standard/SOURCES.md."""
    package = "syncwright.inventory.standard"
    found = (read(data(package, name), Object) for name in listed(package) if name.endswith(".json"))
    return {one.name: one for one in found}


def whole_org(held: Org) -> Org:
    """An org: what was imported over what every org has. Custom fields of Activity appear on Task and Event."""
    everything = merge((standard_objects(), held.objects))
    activity = everything.pop("Activity", None)
    if activity is not None:
        both = {name: Object(name, "standard", activity.fields) for name in ("Task", "Event")}
        everything = merge((everything, both))
    return replace(held, objects=everything)
