"""A package as it was sent: a zip within bounds, its manifests, and the components that its files hold. Knows no org.

The limits are documented (10,000 files, 39 MB as a zip, 600 MB unzipped); the words for what is too much or unsafe are our own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from syncwright.sandbox.salesforce.kinds import BY_FOLDER, INNER_BY_TYPE, inside, known_type, path_of
from syncwright.sandbox.salesforce.schema import Problem, ordered, problems
from syncwright.sandbox.salesforce.versions import NEWEST
from syncwright.xml import Element, XmlError, read

MOST_FILES = 10_000
MOST_ZIPPED = 39 << 20
MOST_UNZIPPED = 600 << 20

MANIFEST = "package.xml"
DESTRUCTIVE = {"destructiveChanges.xml": "Pre", "destructiveChangesPre.xml": "Pre", "destructiveChangesPost.xml": "Post"}


class Unreadable(Exception):
    """The zip as a whole is refused. `code`: a status code of Salesforce's."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code, self.says = code, says


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of one component or file. `kind`: `Error` or `Warning`."""

    file: str
    type: str
    name: str
    says: str
    line: int | None = None
    kind: str = "Error"


@dataclass(frozen=True, slots=True)
class Sent:
    """One component of a package. `root`: its content in the order of the WSDL."""

    type: str
    name: str
    file: str
    root: Element


@dataclass
class Package:
    """What one manifest names, read from the files. `messages`: all that is wrong with it before an org is asked."""

    version: int = NEWEST
    sent: list[Sent] = field(default_factory=list)
    pre: list[tuple[str, str, str]] = field(default_factory=list)
    post: list[tuple[str, str, str]] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    manifests: list[str] = field(default_factory=list)


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a zip by their paths. Raises Unreadable for one that is none, too large, or names a place outside of itself."""
    if len(data) > MOST_ZIPPED:
        raise Unreadable("LIMIT_EXCEEDED", f"Maximum size of request reached. Maximum size of request is {MOST_ZIPPED} bytes.")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            return {entry.filename: _bytes(archive, entry) for entry in entries}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("INVALID_ZIP", f"the zip file cannot be read: {error}") from error


def _check(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_FILES:
        raise Unreadable("LIMIT_EXCEEDED", f"Maximum number of files ({MOST_FILES}) in the zip file exceeded: {len(entries)}")
    if sum(entry.file_size for entry in entries) > MOST_UNZIPPED:
        raise Unreadable("LIMIT_EXCEEDED", f"Maximum unzipped size ({MOST_UNZIPPED} bytes) exceeded")
    names = [entry.filename for entry in entries]
    unsafe = [name for name in names if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name]
    if unsafe:
        raise Unreadable("INVALID_ZIP", f"the zip file names a place outside of itself: {unsafe[0]}")
    if len(set(names)) < len(names):
        raise Unreadable("INVALID_ZIP", "the zip file has two entries of one name")


def _bytes(archive: ZipFile, entry: ZipInfo) -> bytes:
    """What an entry unpacks to, never more than it says: what says less than it holds is a bomb."""
    with archive.open(entry) as stream:
        data = stream.read(entry.file_size + 1)
    if len(data) > entry.file_size:
        raise Unreadable("INVALID_ZIP", f"{entry.filename} is larger than the zip file says")
    return data


def opened(data: bytes, *, single: bool) -> Package:
    """The package in a zip: at its root, or one in each folder. Raises Unreadable."""
    files = unzipped(data)
    package = Package()
    roots = [""] if single else sorted({f"{path.partition('/')[0]}/" for path in files if "/" in path})
    for root in roots or [""]:
        inside_root = {path.removeprefix(root): (path, data) for path, data in files.items() if path.startswith(root)}
        if MANIFEST in inside_root:
            _add(package, inside_root)
        else:
            package.messages.append(Message(f"{root}{MANIFEST}", "", MANIFEST, "No package.xml found"))
    return package


def _add(package: Package, files: dict[str, tuple[str, bytes]]) -> None:
    path, data = files[MANIFEST]
    package.manifests.append(path)
    manifest = _xml(package, path, data, "Package")
    if manifest is None:
        return
    package.version = _version(package, path, manifest)
    wanted = list(_members(package, path, manifest))
    for name, when in DESTRUCTIVE.items():
        if name in files:
            _destroy(package, *files[name], package.pre if when == "Pre" else package.post)
    special = {MANIFEST, *DESTRUCTIVE}
    found = [sent for inner, (outer, data) in sorted(files.items()) if inner not in special for sent in _read(package, inner, outer, data)]
    _match(package, path, wanted, found)


def _version(package: Package, path: str, manifest: Element) -> int:
    said = manifest.get("version") or ""
    number = said.removesuffix(".0")
    if not number.isdecimal() or not 7 < int(number) <= NEWEST:
        package.messages.append(Message(path, "", MANIFEST, f"Invalid version specified: {said}"))
        return NEWEST
    return int(number)


def _members(package: Package, path: str, manifest: Element) -> Iterator[tuple[str, str, int]]:
    for types in manifest.all("types"):
        type_ = types.get("name") or ""
        if not known_type(type_):
            package.messages.append(Message(path, "", MANIFEST, f"Unknown type name '{type_}' specified in package.xml", types.line))
            continue
        yield from ((type_, member.text, member.line) for member in types.all("members"))


def _destroy(package: Package, path: str, data: bytes, into: list[tuple[str, str, str]]) -> None:
    manifest = _xml(package, path, data, None)
    if manifest is None:
        return
    for type_, name, line in _members(package, path, manifest):
        if name == "*":
            says = "The * wildcard is not allowed in a manifest of what is deleted"  # documented as a rule, not in these words
            package.messages.append(Message(path, type_, name, says, line))
        else:
            into.append((type_, name, path))


def _xml(package: Package, path: str, data: bytes, type_: str | None) -> Element | None:
    """The root of a file; None, and a message, for what is no XML or has another shape than its type."""
    try:
        root = read(data)
    except XmlError as error:
        package.messages.append(Message(path, "", path.rpartition("/")[2], f"Error parsing file: {error}", error.line))
        return None
    if type_ is None:
        return root
    if root.tag != type_:
        found = [Problem(root.line, f"Error parsing file: Element {root.tag} is not the root of a {type_}")]
    else:
        found = list(problems(root, type_, package.version))
    name = unquote(path.rpartition("/")[2].rpartition(".")[0]) if type_ != "Package" else MANIFEST
    package.messages += [Message(path, "" if type_ == "Package" else type_, name, one.says, one.line) for one in found]
    return None if found else root


def _read(package: Package, inner: str, path: str, data: bytes) -> Iterator[Sent]:
    """The components in one file: itself, and what lies inside of it."""
    folder, _, name = inner.partition("/")
    kind = BY_FOLDER.get(folder)
    stem, _, suffix = name.rpartition(".")
    if kind is None or suffix != kind.suffix:
        package.messages.append(Message(path, "", name or inner, "Unknown file type"))  # our own words
        return
    root = _xml(package, path, data, kind.type)
    if root is None:
        return
    full = unquote(stem)
    within = inside(kind.type)
    for child in root.children:
        if child.tag in within:
            named = child.get("fullName") or ""
            content = ordered(_without(child, {"fullName"}), within[child.tag].type)
            yield Sent(within[child.tag].type, f"{full}.{named}", path, content)
    yield Sent(kind.type, full, path, ordered(_without(root, {*within, "fullName"}), kind.type))


def _without(root: Element, tags: set[str]) -> Element:
    return Element(root.tag, root.line, root.text, [child for child in root.children if child.tag not in tags])


def _match(package: Package, path: str, wanted: list[tuple[str, str, int]], found: list[Sent]) -> None:
    """Manifest against files. A file's inner components belong to the package if they or the file are named."""
    root = path.removesuffix(MANIFEST)
    broken = {message.file.removeprefix(root) for message in package.messages}  # nothing of these was read, and that is said already
    there = {(sent.type, sent.name) for sent in found}
    named = {(type_, name) for type_, name, _ in wanted}
    for type_, name, line in wanted:
        if name != "*" and (type_, name) not in there and path_of(type_, name) not in broken:
            says = f"An object '{name}' of type {type_} was named in package.xml, but was not found in zipped directory"
            package.messages.append(Message(path, type_, name, says, line))
    seen: set[tuple[str, str]] = set()
    for sent in found:
        if (sent.type, sent.name) in seen:
            package.messages.append(
                Message(sent.file, sent.type, sent.name, f"{sent.name} is there twice", sent.root.line)
            )  # our own words
        seen.add((sent.type, sent.name))
        if _belongs(sent, named):
            package.sent.append(sent)
        elif not _only_a_shell(sent, found):
            package.messages.append(Message(sent.file, sent.type, sent.name, "Not in package.xml", sent.root.line))


def _belongs(sent: Sent, named: set[tuple[str, str]]) -> bool:
    if (sent.type, sent.name) in named or (sent.type, "*") in named:
        return True
    inner = INNER_BY_TYPE.get(sent.type)
    return inner is not None and (inner.parent, sent.name.partition(".")[0]) in named


def _only_a_shell(sent: Sent, found: list[Sent]) -> bool:
    """A file that only carries what lies inside of it, as `objects/Lead.object` with two fields and nothing else."""
    if sent.type in INNER_BY_TYPE or sent.root.children:
        return False
    return any(INNER_BY_TYPE[one.type].parent == sent.type for one in found if one.file == sent.file and one.type in INNER_BY_TYPE)
