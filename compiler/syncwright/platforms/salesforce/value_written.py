"""A value that goes, or comes back, in the file of its picklist or set. Every other line of a field's file stays as it is."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.inventory.source import Reading
from syncwright.plan.changes import Change, Create, Delete, Edit
from syncwright.platforms.salesforce.field_xml import overlaid
from syncwright.platforms.salesforce.types import PICKLIST_VALUE
from syncwright.platforms.salesforce.value_lists import VALUES, List, with_values, without_values
from syncwright.platforms.salesforce.value_moves import parted
from syncwright.platforms.salesforce.value_xml import global_value_set, read_picklist, read_set
from syncwright.platforms.salesforce.values_seen import holder_file
from syncwright.resource import Resource
from syncwright.text import SourceFile


def value_files(changes: Sequence[Change], sources: Sequence[SourceFile], made: Mapping[str, bytes | None]) -> Iterator[tuple[str, bytes]]:
    """The files of lists of which a value goes or comes. `made`: what other changes make of files, which holds first."""
    by_holder: dict[str, list[Create | Delete]] = {}
    for change in changes:
        if isinstance(change, Create | Delete) and change.address.startswith(f"{PICKLIST_VALUE}/"):
            by_holder.setdefault(parted(change.address)[0], []).append(change)
    for holder, those in sorted(by_holder.items()):
        source = holder_file(sources, holder)
        if source is not None and source.path.lower().removesuffix("-meta.xml").endswith((".field", ".globalvalueset")):
            yield source.path, _changed(SourceFile(source.path, made.get(source.path) or source.data), holder, those)


def _changed(source: SourceFile, holder: str, changes: Sequence[Create | Delete]) -> bytes:
    reading = Reading(source, source.path)
    read = read_picklist(reading, reading.root("CustomField")) if "." in holder else read_set(reading)
    gone = [parted(one.address)[1] for one in changes if isinstance(one, Delete)]
    come = {parted(one.address)[1]: str(one.after.attributes.get("label", "")) for one in changes if isinstance(one, Create)}
    list_: List = without_values(with_values(read, come) if come else read, gone)
    if "." in holder:
        return overlaid(source.data, [Edit(VALUES, name, None, None) for name in (*gone, *come)], list_)
    return global_value_set(Resource(holder, list_)).data
