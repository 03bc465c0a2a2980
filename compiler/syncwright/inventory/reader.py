"""Everything an org's source says, from files of every kind: SFDX source, metadata format, describe JSON. Kinds are told by names and contents.

Not looked at: all files with other endings, such as Apex, pages, settings, translations, records of custom metadata, matching
rules and manifests; and in an object's file what `objects.py` names.
"""

from collections.abc import Callable, Container, Iterable

from syncwright.diagnostics import Finding, Place
from syncwright.inventory import objects, rules, value_sets
from syncwright.inventory.access import Layout, People
from syncwright.inventory.automation import Automation
from syncwright.inventory.flows import flow_file
from syncwright.inventory.holders import SUFFIXES as HOLDERS
from syncwright.inventory.holders import HolderFile, holder_file
from syncwright.inventory.layouts import layout_file
from syncwright.inventory.model import Object, Org, ValueSet, merged
from syncwright.inventory.people import Gathered
from syncwright.inventory.source import Reading, Seen, Unreadable
from syncwright.inventory.tokens import filled, filled_path
from syncwright.inventory.workflows import workflow_file
from syncwright.records import Struct, replace
from syncwright.text import FILE_START, SourceFile

_Read = Callable[[Reading], Object | ValueSet | HolderFile | Layout | tuple[Automation, ...]]

#: What reads a file, by its ending in small letters.
_READERS: dict[str, _Read] = {
    ".object": objects.object_file,
    ".duplicaterule": objects.duplicate_rule_file,
    ".leadconvertsetting": objects.lead_conversion_file,
    ".globalvalueset": value_sets.global_value_set,
    ".standardvalueset": value_sets.standard_value_set,
    ".layout": layout_file,
    ".flow": flow_file,
    ".workflow": workflow_file,
    **dict.fromkeys(HOLDERS, holder_file),
}
_META = "-meta.xml"
#: Parts of an object have files of their own in SFDX source alone.
_PARTS: dict[str, _Read] = {
    f".field{_META}": objects.field_file,
    f".recordtype{_META}": objects.record_type_file,
    f".validationrule{_META}": objects.validation_rule_file,
}
_BY_ENDING = _READERS | {ending + _META: read for ending, read in _READERS.items()} | _PARTS

#: Endings of the files that are read, in small letters.
SUFFIXES = (".json", *_BY_ENDING)


class Imported(Struct, frozen=True):
    """What was read. `findings`: what could not be read, which are errors, and what there is to say of the rest."""

    objects: dict[str, Object]
    value_sets: dict[str, ValueSet]
    people: People
    automations: dict[str, Automation]
    findings: list[Finding]

    @property
    def org(self) -> Org:
        """All of it, as one org."""
        return Org(self.objects, self.value_sets, self.people, automations=self.automations)


def read_sources(sources: Iterable[SourceFile], namespace: str = "", named: Container[str] = ()) -> Imported:
    """What these files say together. `namespace`: what placeholders for one stand for. `named`: paths that a person named.

    Of two definitions in two folders the later one holds, so that an overlay goes over its base; two in one folder are a finding.
    JSON that describes no object is passed over unless it was named.
    """
    into = _Org(namespace)
    for source in sources:
        try:
            into.read(source, source.path in named)
        except Unreadable as error:
            into.findings.append(error.finding)
    people, found = into.people.gathered()
    return Imported(into.objects, into.value_sets, replace(people, layouts=into.layouts), into.automations, into.findings + found)


class _Org:
    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self.objects: dict[str, Object] = {}
        self.value_sets: dict[str, ValueSet] = {}
        self.value_set_files: dict[str, str] = {}
        self.people = Gathered()
        self.layouts: dict[str, Layout] = {}
        self.automations: dict[str, Automation] = {}
        self.findings: list[Finding] = []
        self.seen: Seen = {}

    def read(self, source: SourceFile, was_named: bool) -> None:
        name = source.path.rpartition("/")[2].lower()
        if name.endswith(".json"):
            if was_named or _describes(source.data):
                self.describe(source)
            return
        ending = "." + name.removesuffix(_META).rpartition(".")[2] + (_META if name.endswith(_META) else "")
        read = _BY_ENDING.get(ending)
        if read is None:
            message = "nothing is known of files that end like this one"
            raise Unreadable(rules.NOT_METADATA(Place(source.path, span=FILE_START), message, help=_HELP))
        reading = Reading(filled(source, self.namespace), filled_path(source.path, self.namespace), self.findings, self.seen)
        match read(reading):
            case Object() as one:
                self.objects[one.name] = merged(self.objects.get(one.name), one)
            case ValueSet() as one:
                self.value_set(source.path, one)
            case Layout() as one:
                self.layouts[one.name] = one
            case HolderFile() as one:
                self.people.add(source.path, one)
            case tuple() as several:
                # Of two versions of a flow the active one runs.
                self.automations |= {one.name: one for one in several if one.active or one.name not in self.automations}

    def value_set(self, path: str, one: ValueSet) -> None:
        before, other = self.value_sets.get(one.name), self.value_set_files.get(one.name, path)
        if before not in (None, one):
            message = f"the value set `{one.name}` is defined otherwise in an earlier file; this one holds"
            related = ((Place(other, span=FILE_START), "earlier"),)
            self.findings.append(rules.SEVERAL_FILES(Place(path, span=FILE_START), message, related=related))
        self.value_sets[one.name] = one
        self.value_set_files[one.name] = path

    def describe(self, source: SourceFile) -> None:
        from syncwright.inventory.describe import read_describe  # most orgs are imported from source

        found, findings = read_describe(source)
        self.findings += findings
        for one in found:
            self.objects[one.name] = merged(self.objects.get(one.name), one, described=True)


_HELP = "name the package folder, such as `force-app`, or a file of an object, a field, a permission set or a profile"


def _describes(data: bytes) -> bool:
    """Whether JSON that nobody named is worth a look: `describe` and `describeGlobal` answer with these keys."""
    return b'"keyPrefix"' in data and (b'"fields"' in data or b'"sobjects"' in data)
