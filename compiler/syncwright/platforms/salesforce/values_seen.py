"""What a tree of source says of single values on their way: whether they can be chosen, by the file of their picklist or of its set.

A tree that holds neither file says nothing, and a value that nobody can choose is not there any more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from syncwright.diagnostics import Finding
from syncwright.inventory.source import Reading, Unreadable
from syncwright.platforms.salesforce.types import PICKLIST_VALUE
from syncwright.platforms.salesforce.value_lists import VALUES, List, rows
from syncwright.platforms.salesforce.value_moves import list_address, parted
from syncwright.platforms.salesforce.value_xml import read_picklist, read_set
from syncwright.records import Struct
from syncwright.resource import Resource
from syncwright.text import SourceFile

_META = "-meta.xml"
_SETS = (".globalValueSet", ".standardValueSet")


class ValuesSeen(Struct):
    """Values that are there, addresses of those that are not, and what could not be read."""

    resources: dict[str, Resource] = {}
    absent: set[str] = set()
    findings: list[Finding] = []


def files(addresses: Collection[str]) -> Iterator[str]:
    """Names of the files that say something of these addresses, without `-meta.xml`."""
    for holder in _holders(addresses):
        _, dot, field = holder.partition(".")
        yield from (f"{field}.field",) if dot else (f"{holder}{ending}" for ending in _SETS)


def seen(sources: Sequence[SourceFile], addresses: Collection[str], known: Mapping[str, Resource]) -> ValuesSeen:
    """The values at these addresses. `known`: fields and sets that were read already."""
    found = ValuesSeen()
    holders = _holders(addresses)
    if not holders:
        return found
    by_holder = {holder.casefold(): holder for holder in holders}
    lists: dict[str, List] = {holder: known[at].attributes for holder in holders if (at := list_address(holder)) in known}  # type: ignore[misc]
    for source in sources:
        holder = by_holder.get(_holder(source.path).casefold())
        if holder is not None and holder not in lists:
            reading = Reading(source, source.path)
            try:
                lists[holder] = read_picklist(reading, reading.root("CustomField")) if "." in holder else read_set(reading)
            except Unreadable as error:
                found.findings.append(error.finding)
            found.findings += reading.findings
    for at in sorted(one for one in addresses if one.startswith(f"{PICKLIST_VALUE}/")):
        holder, value = parted(at)
        label = rows(lists.get(holder, {}), VALUES).get(value)
        if label is None:
            found.absent.add(at)
        else:
            found.resources[at] = Resource(at, {"label": label})
    return found


def _holders(addresses: Collection[str]) -> list[str]:
    return sorted({parted(one)[0] for one in addresses if one.startswith(f"{PICKLIST_VALUE}/")})


def _holder(path: str) -> str:
    """What holds the list that a file says; empty if it says none."""
    *folders, name = path.split("/")
    stem, dot, suffix = name.removesuffix(_META).rpartition(".")
    if dot + suffix in _SETS:
        return stem
    return f"{folders[-2]}.{stem}" if suffix == "field" and folders[-1:] == ["fields"] and len(folders) > 1 else ""


def holder_file(sources: Sequence[SourceFile], holder: str) -> SourceFile | None:
    """The file of a field or of a global set; None if the tree has none."""
    return next((one for one in sources if _holder(one.path).casefold() == holder.casefold()), None)
