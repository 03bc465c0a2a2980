"""One file of metadata while it is read: its root, places in it, values that are checked. Knows how no kind of metadata is read."""

import re
from collections.abc import Collection, Iterable

from syncwright.diagnostics import Finding, Place, Rule
from syncwright.inventory import rules
from syncwright.inventory.elements import KNOWN
from syncwright.records import Struct
from syncwright.text import Position, SourceFile, Span, short
from syncwright.xml import Element, XmlError, read

#: What Salesforce allows in an API name.
API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,79}")

#: Values of an XML Schema boolean.
_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}


class Unreadable(Exception):
    """A file cannot be read: the finding says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def at_line(path: str, line: int) -> Place:
    """A line (1-based) of a file."""
    return Place(path, span=Span(Position(line, 1), Position(line, 2)))


#: File and line of what has a file of its own, by folder, kind and name.
Seen = dict[tuple[str, ...], tuple[str, int]]


class Reading(Struct):
    """A file, and what is to be said of it although it can be read.

    `path`: its path with placeholders filled in, to take names from. `seen`: what the files before it defined.
    """

    source: SourceFile
    path: str
    findings: list[Finding] = []
    seen: Seen = {}

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.rpartition("/")[2].removesuffix("-meta.xml").rpartition(".")[0]

    def once(self, element: Element, thing: str, *name: str) -> None:
        """Raises Unreadable if another file of the same folder defines the same thing."""
        other, line = self.seen.setdefault((self.path.rpartition("/")[0], thing, *name), (self.source.path, element.line))
        if other != self.source.path:
            message = f"the {thing} `{'.'.join(name)}` is defined here and in another file of this folder"
            related = ((at_line(other, line), "there"),)
            raise Unreadable(rules.DEFINED_TWICE(self.place(element), message, help="delete the copy", related=related))

    def root(self, tag: str) -> Element:
        """The root element. Raises Unreadable if the file is no XML, or holds something else than `tag`."""
        try:
            root = read(self.source.data)
        except XmlError as error:
            at = Span(Position(error.line, error.column), Position(error.line, error.column + 1))
            finding = rules.NOT_XML(Place(self.source.path, span=at), f"this is not XML that can be read: {error}")
            raise Unreadable(finding) from error
        if root.tag == tag:
            return root
        if root.tag == "Package":
            message = "this is the manifest of a package, whatever its name says, and was left out"
            raise Unreadable(rules.LEFT_OUT(self.place(root), message, help="call it `package.xml`"))
        raise self.wrong(root, f"the root element is `{short(root.tag)}`, and `{tag}` was expected")

    def place(self, element: Element) -> Place:
        """The line on which an element begins."""
        return at_line(self.source.path, element.line)

    def wrong(self, element: Element, message: str, help_: str | None = None, rule: Rule = rules.NOT_METADATA) -> Unreadable:
        """What to raise where the file does not hold what its name says."""
        return Unreadable(rule(self.place(element), message, help=help_))

    def texts(self, element: Element, kind: str | None = None, several: Collection[str] = ()) -> dict[str, str]:
        """Texts of the children by name; of a `kind` of metadata, those that it can have, and the others are told.

        Raises Unreadable if one stands twice and is not in `several`.
        """
        said = {child.tag: child.text for child in element.children}
        known = KNOWN[kind] if kind else said.keys()
        if len(said) != len(element.children):
            seen: set[str] = set()
            for child in element.children:
                if child.tag in seen and child.tag not in several and child.tag in known:
                    raise self.wrong(child, f"`{short(child.tag)}` stands here for the second time")
                seen.add(child.tag)
        if kind and not said.keys() <= known:
            self.left_out((child for child in element.children if child.tag not in known), kind)
        return said

    def flag(self, element: Element, said: dict[str, str], tag: str) -> bool:
        """Whether one of the texts says true; false where there is none. Raises Unreadable for other words."""
        word = said.get(tag)
        if word is None:
            return False
        flag = _BOOLEANS.get(word)
        if flag is None:
            raise self.wrong(element.first(tag) or element, f"`{tag}` is `{short(word)}`, which is neither `true` nor `false`")
        return flag

    def number(self, element: Element, said: dict[str, str], tag: str) -> int | None:
        """The number that one of the texts says. Raises Unreadable for other words."""
        word = said.get(tag)
        if word is None:
            return None
        if not (word.isascii() and word.isdigit() and len(word) < 10):
            raise self.wrong(element.first(tag) or element, f"`{tag}` is `{short(word)}`, which is no number")
        return int(word)

    def name(self, element: Element, tag: str, thing: str) -> str:
        """An API name that a child says. Raises Unreadable if it says none."""
        child = element.first(tag)
        if child is None or not child.text:
            raise self.wrong(element, f"the {thing} has no `{tag}`")
        if not API_NAME.fullmatch(child.text):
            raise self.wrong(child, f"`{short(child.text)}` cannot be the name of a {thing}")
        return child.text

    def left_out(self, elements: Iterable[Element], within: str) -> None:
        """Says which elements no reader knows: each name once, where it stands first."""
        first: dict[str, Element] = {}
        for element in elements:
            first.setdefault(element.tag, element)
        for tag, element in first.items():
            message = f"`{short(tag)}` in `{within}` is not known and was left out"
            self.findings.append(rules.LEFT_OUT(self.place(element), message))
