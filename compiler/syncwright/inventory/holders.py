"""Reads what lets people do things: permission sets, profiles, muting sets and groups, a file each. Knows no object and no field.

What a profile says that no permission set can hold is kept in words for people. Nothing that a file says is dropped in silence.
"""

from collections.abc import Callable, Iterator

from syncwright.diagnostics import Finding
from syncwright.inventory import rules
from syncwright.inventory.access import ELEMENTS, OBJECT_WORDS, TAB_WORDS, Holder, HolderKind, SetGroup
from syncwright.inventory.access import Element as Kind
from syncwright.inventory.source import Reading
from syncwright.inventory.tokens import filled, filled_path
from syncwright.records import Struct
from syncwright.text import SourceFile, short
from syncwright.xml import Element

#: What files are called, without `-meta.xml`, and the root element of each.
SUFFIXES = {
    ".permissionset": "PermissionSet",
    ".profile": "Profile",
    ".mutingpermissionset": "MutingPermissionSet",
    ".permissionsetgroup": "PermissionSetGroup",
}
_KINDS: dict[str, HolderKind] = {"PermissionSet": "permission_set", "Profile": "profile", "MutingPermissionSet": "muting_set"}

_ROWS = {element.tag: element for element in ELEMENTS}
_ROWS["tabVisibilities"] = _ROWS["tabSettings"]

#: Elements with one value that are read by name, and `fullName`, which says again what the file's name says.
_HEAD = ("activationRequired", "description", "fullName", "hasActivationRequired", "label", "license", "userLicense")

#: What only a profile says: a row's children that stand beside the grant, and elements without any grant.
_BESIDE = {"default": "default", "personAccountDefault": "default for person accounts"}
_PROFILE = (
    "categoryGroupVisibilities",
    "custom",
    "layoutAssignments",
    "loginFlows",
    "loginHours",
    "loginIpRanges",
    "profileActionOverrides",
)

_FIELD_FLAGS = ("editable", "readable", "hidden")


class HolderFile(Struct, frozen=True):
    """What one file says. `off`: rows that say "no", by kind; a profile that is laid over another one takes those away."""

    holder: Holder | SetGroup
    off: dict[str, set[str]] = {}


def read_holder(source: SourceFile, namespace: str = "") -> Holder | SetGroup:
    """What one file says. Raises Unreadable where it cannot be read."""
    return read_holder_file(source, namespace)[0]


def read_holder_file(source: SourceFile, namespace: str = "") -> tuple[Holder | SetGroup, list[Finding]]:
    """The same, with what is to be said of the file: elements that are not known, rows that stand twice."""
    reading = Reading(filled(source, namespace), filled_path(source.path, namespace))
    return holder_file(reading).holder, reading.findings


def holder_file(reading: Reading) -> HolderFile:
    """What the file that is being read says. Raises Unreadable."""
    root_tag = SUFFIXES["." + reading.path.lower().removesuffix("-meta.xml").rpartition(".")[2]]
    name, root = reading.stem, reading.root(root_tag)
    if not name.strip() or len(name.encode()) > 200:
        raise reading.wrong(root, f"`{short(name)}` cannot be the name of a {root_tag}", "the name of the file says it")
    reading.once(root, root_tag, name)
    if root_tag == "PermissionSetGroup":
        return _group(reading, root, name)
    return _Reader(reading, root, name, _KINDS[root_tag]).read()


def _group(reading: Reading, root: Element, name: str) -> HolderFile:
    said = reading.texts(root, "PermissionSetGroup", ("permissionSets", "mutingPermissionSets"))
    sets, muting = (tuple(sorted({_filled(reading, one) for one in root.all(tag)})) for tag in ("permissionSets", "mutingPermissionSets"))
    group = SetGroup(name, said.get("label"), said.get("description"), sets, muting, reading.flag(root, said, "hasActivationRequired"))
    return HolderFile(group)


def _filled(reading: Reading, element: Element) -> str:
    if not element.text:
        raise reading.wrong(element, f"`{element.tag}` names nothing")
    return element.text


class _Reader:
    """Takes one file apart, row by row."""

    def __init__(self, reading: Reading, root: Element, name: str, kind: HolderKind) -> None:
        self.reading, self.root, self.name, self.kind = reading, root, name, kind
        self.rows: dict[str, dict[str, str]] = {}
        self.off: dict[str, set[str]] = {}
        self.elsewhere: dict[str, list[str]] = {}
        self.lines: dict[tuple[str, str], Element] = {}
        self.strange: list[Element] = []
        self.repeated: list[tuple[Element, str]] = []

    def read(self) -> HolderFile:
        head: dict[str, Element] = {}
        for element in self.root.children:
            row = _ROWS.get(element.tag)
            if row is not None:
                self.row(element, row)
            elif element.tag in _HEAD:
                if head.setdefault(element.tag, element) is not element:
                    raise self.reading.wrong(element, f"`{element.tag}` stands here for the second time")
            elif element.tag in _PROFILE and self.kind == "profile":
                self.elsewhere.setdefault(element.tag, []).append(_in_words(element))
            else:
                self.strange.append(element)
        said = {tag: element.text for tag, element in head.items()}
        holder = Holder(
            self.name,
            self.kind,
            said.get("label"),
            said.get("description"),
            said.get("license") or said.get("userLicense"),
            self.reading.flag(self.root, said, "hasActivationRequired"),
            {kind: self.rows[kind] for kind in sorted(self.rows)},
            {tag: tuple(sorted(set(self.elsewhere[tag]))) for tag in sorted(self.elsewhere)},
        )
        self.reading.left_out(self.strange, self.root.tag)
        self.reading.findings += self.said_again()
        return HolderFile(holder, self.off)

    def row(self, element: Element, kind: Kind) -> None:
        said = self.reading.texts(element)
        name = said.pop(kind.name, "")
        if not name:
            raise self.reading.wrong(element, f"a row of `{element.tag}` has no `{kind.name}`")
        word = _WORDS.get(kind.kind, _Reader.simple)(self, element, kind, said)
        for tag, meaning in _BESIDE.items():
            if tag in said and self.kind == "profile" and self.flag(element, said, tag):
                self.elsewhere.setdefault(element.tag, []).append(f"{meaning}: {name}")
        if said:
            self.strange += [child for child in element.children if child.tag in said]
        self.keep(element, kind.kind, name, word)

    def keep(self, element: Element, kind: str, name: str, word: str) -> None:
        rows = self.rows.setdefault(kind, {}) if word else self.rows.get(kind, {})
        off = self.off.setdefault(kind, set())
        first = self.lines.setdefault((kind, name), element)
        if first is not element:
            before = rows.get(name, "")
            if before == word:
                self.repeated.append((element, name))
                return
            self.reading.findings.append(self.twice(element, first, name, before or "no", word or "no"))
            word = _more(kind, before, word)
        if word:
            rows[name] = word
            off.discard(name)
        else:
            off.add(name)

    def flag(self, element: Element, said: dict[str, str], tag: str) -> bool:
        """Takes a flag out of what a row says. One that is not there is false."""
        flag = self.reading.flag(element, said, tag)
        said.pop(tag, None)
        return flag

    def simple(self, element: Element, kind: Kind, said: dict[str, str]) -> str:
        return "yes" if self.flag(element, said, kind.flag) else ""

    def field(self, element: Element, _kind: Kind, said: dict[str, str]) -> str:
        # Up to API version 22 a row said what is hidden; since then it says what can be read.
        old = "hidden" in said and "readable" not in said
        editable, readable, hidden = (self.flag(element, said, tag) for tag in _FIELD_FLAGS)
        if self.kind == "muting_set" and editable and not readable:
            return "edit-only"
        return "edit" if editable else "read" if readable or (old and not hidden) else ""

    def object(self, element: Element, _kind: Kind, said: dict[str, str]) -> str:
        return " ".join([word for tag, word in OBJECT_WORDS.items() if self.flag(element, said, tag)])

    def tab(self, element: Element, kind: Kind, said: dict[str, str]) -> str:
        word = said.pop(kind.flag, "None")
        if word not in TAB_WORDS and word not in ("None", "Hidden"):
            known = ", ".join(f"`{one}`" for one in (*TAB_WORDS, "None", "Hidden"))
            raise self.reading.wrong(element, f"a tab's `{kind.flag}` is `{short(word)}`, and not one of {known}")
        return TAB_WORDS.get(word, "")

    def twice(self, element: Element, first: Element, name: str, before: str, now: str) -> Finding:
        message = f"`{short(name)}` stands in two rows: `{before}` there and `{now}` here; what either grants was read"
        related = ((self.reading.place(first), "there"),)
        return rules.ROW_TWICE(self.reading.place(element), message, help="keep one of the rows", related=related)

    def said_again(self) -> Iterator[Finding]:
        """One finding for all rows that say again what another one says."""
        if self.repeated:
            (element, name), more = self.repeated[0], len(self.repeated) - 1
            also = f" and {more} more stand" if more else " stands"
            message = f"`{short(name)}`{also} in two rows that say the same"
            yield rules.ROW_TWICE(self.reading.place(element), message, help="delete what is repeated")


_Word = Callable[["_Reader", Element, Kind, dict[str, str]], str]
_WORDS: dict[str, _Word] = {"fields": _Reader.field, "objects": _Reader.object, "tabs": _Reader.tab}


def _more(kind: str, one: str, other: str) -> str:
    """What two rows about one thing grant together."""
    if kind == "objects":
        return " ".join([word for word in OBJECT_WORDS.values() if word in {*one.split(), *other.split()}])
    if {one, other} == {"read", "edit-only"}:
        return "edit"
    if kind in ("fields", "tabs"):
        return next(word for word in ("edit", "edit-only", "read", "visible", "available") if word in (one, other))
    return one or other


def _in_words(element: Element) -> str:
    """What an element says, for people: its texts, each with its name where there are several."""
    if not element.children:
        return element.text
    return ", ".join(f"{child.tag}: {_in_words(child)}" for child in element.children)
