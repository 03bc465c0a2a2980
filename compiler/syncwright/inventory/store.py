"""The inventory on disk: one compact, sorted JSON file an object, a line a field, so that a diff reads well."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

import msgspec

from syncwright.diagnostics import Finding, Place
from syncwright.inventory import rules
from syncwright.inventory.model import Object, Org, merge
from syncwright.text import SourceFile

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_DECODE = msgspec.json.Decoder(Object).decode


def written(one: Object) -> bytes:
    """One object as it stands in its file."""
    head = _ENCODE({"kind": one.kind, **({"label": one.label} if one.label else {}), "name": one.name})
    lines = [_ENCODE(name) + b":" + _ENCODE(one.fields[name]) for name in sorted(one.fields)]
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
            one = _DECODE(source.data)
            if PurePosixPath(source.path).name != f"{one.name}.json":
                raise msgspec.ValidationError(f"it holds `{one.name}`")
            objects[one.name] = one
        except msgspec.MsgspecError as error:
            message = f"this is not an inventory file: {error}"
            findings.append(
                rules.DAMAGED_INVENTORY(Place(source.path), message, help="never edit an inventory; run `syncwright import` again")
            )
        except UnicodeDecodeError:
            findings.append(rules.DAMAGED_INVENTORY(Place(source.path), "this is not UTF-8", help="run `syncwright import` again"))
    return objects, findings


@cache
def standard_objects() -> dict[str, Object]:
    """Salesforce's standard objects as its reference documents them, v67. Sources: standard/SOURCES.md."""
    folder = files("syncwright") / "inventory" / "standard"
    found = (_DECODE(entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".json"))
    return {one.name: one for one in found}


def whole_org(objects: Mapping[str, Object]) -> Org:
    """An org: what was imported over what every org has. Custom fields of Activity appear on Task and Event."""
    everything = merge((standard_objects(), objects))
    activity = everything.pop("Activity", None)
    if activity is not None:
        both = {name: Object(name, "standard", activity.fields) for name in ("Task", "Event")}
        everything = merge((everything, both))
    return Org(everything)
