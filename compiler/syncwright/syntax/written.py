"""A tree of text as the text of a spec, or of an entry in one. Order is kept; long text is left to the formatter.

A mapping stands in braces if nothing in it is nested or empty and its line is not too long.
"""

import re

from syncwright.syntax.blocks import STEP, WIDTH
from syncwright.syntax.characters import refused, unwritable
from syncwright.syntax.tree import Tree

#: Text that needs no quotes anywhere, braces included.
_PLAIN = re.compile(r"\w(?:[\w ./()@+&'%*$;=!?<>|~^-]*[\w./()@+&'%*$;=!?<>|~^-])?")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def spec_text(tree: dict[str, Tree]) -> str:
    """The text of a new spec."""
    return "".join(f"{line}\n" for key, value in tree.items() for line in entry(key, value, 0))


def entry(key: str, value: Tree, column: int) -> list[str]:
    """The lines of one entry of a block mapping at `column`."""
    head = f"{' ' * column}{scalar(key)}:"
    if value == "":
        return [head]
    if isinstance(value, dict) and value and (nested(value) or len(head) + 1 + len(flow(value)) > WIDTH):
        return [head, *(line for inner, tree in value.items() for line in entry(inner, tree, column + STEP))]
    return [f"{head} {flow(value)}"]


def nested(tree: dict[str, Tree]) -> bool:
    """Whether a mapping holds more than words and lists, so that it is not written in braces."""
    return any(isinstance(value, dict) or value == "" for value in tree.values())


def flow(value: Tree) -> str:
    """A value on one line. A value that is left empty is `{}`: in braces a key alone reads like a part of the text before it."""
    match value:
        case dict():
            return "{" + ", ".join(f"{scalar(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case "":
            return "{}"
        case _:
            return scalar(value)


def scalar(text: str) -> str:
    """Text as it stands for itself wherever a scalar may stand, in quotes where it must."""
    if _PLAIN.fullmatch(text) and next(refused(text), None) is None:
        return text
    return in_double_quotes(text)


def in_double_quotes(text: str) -> str:
    """Text in double quotes, whatever it holds."""
    return '"' + "".join(map(_in_quotes, text)) + '"'


def _in_quotes(character: str) -> str:
    if unwritable(character) is not None:
        return "\\ufffd"  # a spec cannot hold it in any way, nor can what is made of one
    if character in _ESCAPED:
        return _ESCAPED[character]
    if (character.isprintable() or character == " ") and next(refused(character), None) is None:
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 0x100 else f"\\U{ord(character):08x}"
