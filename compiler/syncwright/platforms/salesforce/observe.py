"""What a tree of Salesforce source says of some addresses: complete, or nothing.

A plan made of half a permission set would take the other half away. So an element that nobody knows, a row that stands twice, two files
of one name and a file that cannot be read are errors, and no plan is made.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from syncwright.diagnostics import Finding, Place
from syncwright.inventory.access import Holder, SetGroup
from syncwright.inventory.holders import HolderFile, holder_file
from syncwright.inventory.source import Reading, Unreadable
from syncwright.plan.guards.rules import NOT_SEEN
from syncwright.platform import Observed
from syncwright.platforms.salesforce import field_xml, flows, sharing_xml, value_xml, values_seen
from syncwright.platforms.salesforce.elements import ATTRIBUTES, HIDDEN_FIELDS, MEMBERS, MUTING
from syncwright.platforms.salesforce.flow_xml import node
from syncwright.platforms.salesforce.naming import GROUP, MUTING_SET, PROFILE, SET
from syncwright.platforms.salesforce.types import FIELD, FLOW, VALUE_SET
from syncwright.records import Struct
from syncwright.resource import Attribute, Observation, Resource
from syncwright.text import FILE_START, SourceFile, short

#: Endings of the names of files, without `-meta.xml`, by type.
SUFFIXES = {
    SET: ".permissionset",
    GROUP: ".permissionsetgroup",
    MUTING_SET: ".mutingpermissionset",
    PROFILE: ".profile",
    FIELD: ".field",
    FLOW: ".flow",
    VALUE_SET: ".globalValueSet",
}
#: A file of source ends in this; those of the Metadata API's own format lack it.
META = "-meta.xml"
#: Says where the packages of a project lie.
PROJECT = "sfdx-project.json"


def files(addresses: Collection[str]) -> tuple[str, ...]:
    """Endings of names, in lower case: of the files themselves, and of the project's."""
    found = {PROJECT}
    for address in addresses:
        kind, _, name = address.partition("/")
        if kind in SUFFIXES:
            stem = name.partition(".")[2] if kind == FIELD else name
            found |= {f"{stem}{SUFFIXES[kind]}{META}".lower(), f"{stem}{SUFFIXES[kind]}".lower()}
    return (
        *found,
        *(f"{name}{meta}".lower() for name in (*values_seen.files(addresses), *sharing_xml.files(addresses)) for meta in (META, "")),
    )


def observe(sources: Sequence[SourceFile], addresses: Collection[str]) -> Observed:
    """The resources at these addresses, those that the tree does not hold marked absent."""
    wanted = {address for address in addresses if address.partition("/")[0] in SUFFIXES}
    found = located(sources, wanted)
    seen = _Seen()
    for address in sorted(wanted):
        seen.take(address, found.get(address, []))
    values = values_seen.seen(sources, addresses, seen.resources)
    shared = sharing_xml.seen(sources, addresses)
    resources = {**seen.resources, **values.resources, **shared.resources}
    findings = (*seen.findings, *map(_refusal, (*values.findings, *shared.findings)))
    absent = frozenset({*seen.absent, *values.absent, *shared.absent})
    return Observed(Observation(resources, frozenset(resources), absent), findings)


def located(sources: Iterable[SourceFile], addresses: Collection[str]) -> dict[str, list[SourceFile]]:
    """The files that say what is at these addresses. Names are compared without regard to case, as Salesforce does."""
    by_name = {address.casefold(): address for address in addresses}
    found: dict[str, list[SourceFile]] = {}
    for source in sources:
        address = by_name.get(_address(source.path).casefold())
        if address is not None:
            found.setdefault(address, []).append(source)
    return found


def _address(path: str) -> str:
    """The address of what a file says, by its place and name; empty if it is of no type of ours."""
    *folders, name = path.split("/")
    stem, dot, suffix = name.removesuffix(META).rpartition(".")
    for kind, ending in SUFFIXES.items():
        if dot + suffix == ending:
            if kind != FIELD:
                return f"{kind}/{stem}"
            return f"{kind}/{folders[-2]}.{stem}" if folders[-1:] == ["fields"] and len(folders) > 1 else ""
    return ""


class _Seen(Struct):
    """What was seen so far."""

    resources: dict[str, Resource] = {}
    absent: set[str] = set()
    findings: list[Finding] = []

    def take(self, address: str, held: Sequence[SourceFile]) -> None:
        """Read the one file that says what is at an address."""
        kind, _, name = address.partition("/")
        if not held and kind == PROFILE:
            # A tree holds what was retrieved of a profile; that it holds nothing does not mean that there is none.
            self.resources[address] = Resource(address, {})
        elif not held:
            self.absent.add(address)
        elif len(held) > 1:
            related = ((Place(held[0].path, span=FILE_START), "the other"),)
            self._refuse(Place(held[1].path, span=FILE_START), f"two files say what `{name}` holds", "keep one of them", related)
        elif _address(held[0].path) != address:
            self._refuse(Place(held[0].path, span=FILE_START), f"the specs call this `{name}`", "spell the two alike")
        elif b"%%%" in held[0].data or "___" in held[0].path.rpartition("/")[2]:
            self._refuse(Place(held[0].path, span=FILE_START), "the file holds placeholders", "fill them in, as a deployment would")
        else:
            self._read(address, kind, held[0])

    def _read(self, address: str, kind: str, source: SourceFile) -> None:
        reading = Reading(source, source.path)
        try:
            one = _READ[kind](address, reading) if kind in _READ else _holder(address, holder_file(reading))
        except Unreadable as error:
            found = error.finding
            self._refuse(found.place, found.message, found.help, found.related)
            return
        for found in reading.findings:
            self._refuse(found.place, found.message, found.help, found.related)
        self.resources[address] = one

    def _refuse(self, place: Place, message: str, help_: str | None, related: Sequence[tuple[Place, str]] = ()) -> None:
        self.findings.append(_refusal(NOT_SEEN(place, message, help=help_, related=related)))


def _refusal(found: Finding) -> Finding:
    # An import leaves out what it does not know, and says so; here nothing is left out.
    return NOT_SEEN(found.place, found.message.removesuffix(" and was left out"), help=found.help, related=found.related)


def _field(address: str, reading: Reading) -> Resource:
    root = reading.root("CustomField")
    name = reading.name(root, "fullName", "field")
    if name != address.rpartition(".")[2]:
        raise reading.wrong(root, f"the file is named after another field than the `{short(name)}` that it defines")
    return Resource(address, field_xml.read(reading, root))


def _flow(address: str, reading: Reading) -> Resource:
    return Resource(address, flows.seen(node(reading.root("Flow"))))


def _value_set(address: str, reading: Reading) -> Resource:
    return Resource(address, value_xml.read_set(reading))


_READ = {FIELD: _field, FLOW: _flow, VALUE_SET: _value_set}


def _holder(address: str, file: HolderFile) -> Resource:
    one = file.holder
    if isinstance(one, SetGroup):
        return Resource(address, _group(one))
    match address.partition("/")[0]:
        case kind if kind == PROFILE:
            hidden = dict.fromkeys(sorted(file.off.get("fields", ())), "yes")
            return Resource(address, {HIDDEN_FIELDS: hidden, ATTRIBUTES["fields"]: one.rows.get("fields", {})})
        case kind if kind == MUTING_SET:
            muted = {name: "yes" if word == "edit" else word for name, word in one.rows.get("fields", {}).items()}
            others = {ATTRIBUTES[row]: rows for row, rows in one.rows.items() if row != "fields"}
            return Resource(address, {**_head(one), HIDDEN_FIELDS: muted, **others})
        case _:
            rows: Mapping[str, Attribute] = {attribute: one.rows.get(row, {}) for row, attribute in ATTRIBUTES.items()}
            session = {"activation_required": "true" if one.activation_required else "false"}
            return Resource(address, {**_head(one), **session, **rows})


def _head(one: Holder) -> dict[str, str]:
    said = {"label": one.label or "", "description": one.description or "", "license": one.license or ""}
    return said | ({"activation_required": "true"} if one.activation_required else {})


def _group(one: SetGroup) -> dict[str, Attribute]:
    session = {"activation_required": "true"} if one.activation_required else {}
    # A group has one muting set at most. Should a file name several, the difference shows them all.
    named: dict[str, Attribute] = {"label": one.label or "", "description": one.description or "", MUTING: " ".join(one.muting)}
    return {**named, **session, MEMBERS: dict.fromkeys(one.sets, "yes")}
