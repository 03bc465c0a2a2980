"""The inventory on disk: one compact, sorted JSON file an object, a line a field, so that a diff reads well."""

from collections.abc import Iterable, Mapping
from functools import cache

from syncwright.diagnostics import Finding, Place
from syncwright.files.package import data, listed
from syncwright.inventory import rules
from syncwright.inventory.model import Object, Org, merge
from syncwright.records import NotThatRecord, compact, read
from syncwright.text import SourceFile


def written(one: Object) -> bytes:
    """One object as it stands in its file."""
    head = compact({"kind": one.kind, **({"label": one.label} if one.label else {}), "name": one.name})
    lines = [compact(name) + b":" + compact(one.fields[name]) for name in sorted(one.fields)]
    body = b"{\n" + b",\n".join(lines) + b"\n}" if lines else b"{}"
    return head[:-1] + b',"fields":' + body + b"}\n"


def inventory_files(objects: Mapping[str, Object]) -> dict[str, bytes]:
    """Every file of an inventory, by name."""
    return {f"{name}.json": written(objects[name]) for name in sorted(objects)}


def read_inventory(sources: Iterable[SourceFile]) -> tuple[dict[str, Object], list[Finding]]:
    """The objects in inventory files, and the files that do not hold what `import` writes."""
    objects: dict[str, Object] = {}
    findings = []
    for source in sources:
        try:
            one = read(source.data, Object)
        except NotThatRecord as error:
            findings.append(_damaged(source, str(error)))
            continue
        if source.path.rpartition("/")[2] != f"{one.name}.json":
            findings.append(_damaged(source, f"it holds `{one.name}`"))
        objects[one.name] = one
    return objects, findings


def _damaged(source: SourceFile, what: str) -> Finding:
    help_ = "never edit an inventory; run `syncwright import` again"
    return rules.DAMAGED_INVENTORY(Place(source.path), f"this is not an inventory file: {what}", help=help_)


@cache
def standard_objects() -> dict[str, Object]:
    """Salesforce's standard objects as its reference documents them, v67. Sources: standard/SOURCES.md."""
    package = "syncwright.inventory.standard"
    found = (read(data(package, name), Object) for name in listed(package) if name.endswith(".json"))
    return {one.name: one for one in found}


def whole_org(objects: Mapping[str, Object]) -> Org:
    """An org: what was imported over what every org has. Custom fields of Activity appear on Task and Event."""
    everything = merge((standard_objects(), objects))
    activity = everything.pop("Activity", None)
    if activity is not None:
        both = {name: Object(name, "standard", activity.fields) for name in ("Task", "Event")}
        everything = merge((everything, both))
    return Org(everything)
