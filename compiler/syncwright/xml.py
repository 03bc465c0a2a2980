"""XML in and out: expat with bounds and line numbers, and an escape that refuses what XML cannot hold."""

from xml.parsers import expat

from syncwright.limits import INVENTORY, Limits
from syncwright.records import Struct


class Element(Struct):
    """One element: its name without namespace, its text without edge blanks, its children, its line (1-based)."""

    tag: str
    line: int
    text: str = ""
    children: list["Element"] = []

    def first(self, tag: str) -> "Element | None":
        """The first child with this name."""
        return next((child for child in self.children if child.tag == tag), None)

    def get(self, tag: str) -> str | None:
        """Text of the first child with this name; None if there is none."""
        child = self.first(tag)
        return None if child is None else child.text

    def all(self, tag: str) -> list["Element"]:
        """Every child with this name."""
        return [child for child in self.children if child.tag == tag]


class XmlError(Exception):
    """The bytes are not XML that we read. `line` and `column` are 1-based."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read(data: bytes, limits: Limits = INVENTORY) -> Element:
    """The root element. Raises XmlError for what is malformed, has a document type, or passes a limit."""
    reader = _Reader(limits)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(expat.errors.messages.get(error.code, str(error)), error.lineno, error.offset + 1) from error
    except (LookupError, ValueError) as error:  # from looking up the encoding that the file names
        raise XmlError("its encoding is not read: save it as UTF-8", 1, 1) from error
    finally:
        # The parser and its handlers hold each other; without this every file read would stay in memory.
        del reader.parser
    assert reader.root is not None, "expat accepts no document without a root"
    return reader.root


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.depth, self.most = limits.depth, limits.events
        self.root: Element | None = None
        self.open: list[Element] = []
        self.text: list[str] = []
        self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        element = Element(name.rpartition(":")[2] if ":" in name else name, self.parser.CurrentLineNumber)
        self.elements += 1
        if len(self.open) >= self.depth or self.elements > self.most:
            which = f"{self.depth} levels (depth)" if len(self.open) >= self.depth else f"{self.most:,} elements (events)"
            raise XmlError(f"the file has more than {which}", element.line, self.parser.CurrentColumnNumber + 1)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.text.clear()

    def end(self, _name: str) -> None:
        element = self.open.pop()
        if not element.children:
            element.text = "".join(self.text).strip()
        self.text.clear()

    def doctype(self, *_: object) -> None:
        raise XmlError("a document type is not read", self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def escape(text: str) -> str:
    """`text` as element content that reads back the same. Raises ValueError for what XML 1.0 cannot hold."""
    if not text.isascii() or not text.isprintable():
        for character in text:
            code = ord(character)
            if (code < 0x20 and character not in "\t\n\r") or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
                raise ValueError(f"U+{code:04X} cannot stand in XML")
    return text.translate(_ESCAPES)


class Piece(Struct, frozen=True):
    """A child of the root as it stands in the bytes: from `start` up to, not including, `end`."""

    tag: str
    start: int
    end: int


def pieces(data: bytes) -> tuple[list[Piece], int]:
    """The children of the root of a UTF-8 document, and where the root's end tag begins, for edits that leave the rest as it is.

    Raises XmlError as `read` does.
    """
    root = read(data)
    parser = expat.ParserCreate()
    found: list[Piece] = []
    opened: list[int] = []
    last = [0]

    def start(_name: str, _attributes: dict[str, str]) -> None:
        opened.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        began = opened.pop()
        if len(opened) == 1:
            closed = data.find(b">", parser.CurrentByteIndex) + 1
            found.append(Piece(name.rpartition(":")[2], began, closed))
        elif not opened:
            last[0] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    assert len(found) == len(root.children), "both read the same document"
    return found, last[0]
