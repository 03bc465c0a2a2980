"""From a line of an artifact to the part that it belongs to, and the spec keys behind that."""

from collections.abc import Mapping, Sequence

from syncwright.origin import Part, Rows, at
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.want import Reason


class Found(Struct, frozen=True):
    """The part that a line belongs to: its first and last line, and its keys. `whole`: the line belongs to the file as such.

    `part`: the attribute and name of a resource that it says. `reasons`: why that is there, each with the word that it is about, such as
    `edit`, or none.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    whole: bool
    part: tuple[str, str] | None = None
    value: str = ""
    reasons: tuple[tuple[str, Reason], ...] = ()


def trace_line(parts: Sequence[Part], keys: tuple[str, ...], line: int, resource: Resource | None) -> Found:
    """What a line (1-based) of a file comes from, by its parts and the keys of the whole of it."""
    found = at(parts, line)
    if found is None:
        return Found(line, line, keys, whole=True)
    part, first, row = found
    if isinstance(part, Rows):
        name = part.names[row]
        said = (part.attribute, f"{part.of.partition('/')[2]}.{name}") if part.attribute else None
        return _with_reasons(Found(first, first + part.each - 1, (f"{part.of}#{name}",), whole=False, part=said), resource)
    last = first + part.count - 1
    return _with_reasons(Found(first, last, part.keys or keys, whole=not part.keys, part=part.part), resource)


def _with_reasons(found: Found, resource: Resource | None) -> Found:
    if found.part is None or resource is None:
        return found
    attribute, name = found.part
    said = resource.attributes.get(attribute, "")
    value = said if isinstance(said, str) else said.get(name, "")
    reasons = tuple(reasons_of(resource, attribute, name))
    return Found(found.first, found.last, found.keys, found.whole, found.part, value, reasons)


def reasons_of(resource: Resource, attribute: str, name: str) -> list[tuple[str, Reason]]:
    """Why a part of a resource is there; of one that is words, why each of them is. The same reason twice is one."""
    because = resource.because.get(attribute, {})
    said = resource.attributes.get(attribute, "")
    words: Mapping[str, str] = {name: ""}
    if not isinstance(said, str) and name not in because:
        words = {f"{name}:{word}": word for word in said.get(name, "").split()}
    return list(dict.fromkeys((word, reason) for full, word in words.items() for reason in because.get(full, ())))
