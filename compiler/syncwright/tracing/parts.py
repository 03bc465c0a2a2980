"""A part of a resource by its name, such as `Lead.Email`, and the lines that say it."""

from syncwright.names import did_you_mean
from syncwright.origin import Rows, lines_of
from syncwright.platform import Artifact
from syncwright.resource import Resource
from syncwright.tracing.artifacts import Found, reasons_of, trace_line


class Unknown(Exception):
    """The resource has no such part. Says what may have been meant."""


def part_of(resource: Resource, name: str, built: Artifact | None) -> Found:
    """A part by its name alone, or by attribute and name: `field_permissions.Lead.Email`; without a name all of it. Raises Unknown."""
    if not name:
        keys = tuple(built.spec_keys() if built is not None else resource.spec_keys())
        last = built.data.count(b"\n") if built is not None else 0
        return Found(1, last, keys, whole=False)
    parts = {
        (attribute, each): None for attribute, said in resource.attributes.items() for each in (("",) if isinstance(said, str) else said)
    }
    meant = [(attribute, each) for attribute, each in parts if name in (each, f"{attribute}.{each}") or (not each and name == attribute)]
    if not meant:
        near = did_you_mean(name, [each or attribute for attribute, each in parts])
        raise Unknown(f"`{resource.address}` has no part `{name}`" + (f"; {near}" if near else ""))
    if len(meant) > 1:
        listed = ", ".join(f"`{attribute}.{each}`" for attribute, each in meant)
        raise Unknown(f"`{name}` may be {listed}: say which")
    attribute, each = meant[0]
    line = _line(built, attribute, each) if built is not None else None
    if line is not None and built is not None:
        return trace_line(built.parts, built.keys, line, resource)
    reasons = tuple(reasons_of(resource, attribute, each))
    said = resource.attributes[attribute]
    keys = tuple(sorted({reason.key for _, reason in reasons}))
    return Found(0, 0, keys, whole=False, part=(attribute, each), value=said if isinstance(said, str) else said[each], reasons=reasons)


def _line(built: Artifact, attribute: str, name: str) -> int | None:
    start = 1
    for part in built.parts:
        if isinstance(part, Rows):
            owner, _, field = name.partition(".")
            if part.attribute == attribute and part.of == f"object/{owner}" and field in part.names:
                return start + part.names.index(field) * part.each
        elif part.part == (attribute, name):
            return start
        start += lines_of(part)
    return None
