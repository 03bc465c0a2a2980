"""Records that are made by the hundred thousand, and JSON: msgspec's home.

A `Struct` is frozen like our dataclasses (say `frozen=True, gc=False`) and costs a tenth to make.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from msgspec import Meta as Bounds
from msgspec import Raw as Encoded
from msgspec import Struct
from msgspec import to_builtins as builtins
from msgspec.structs import astuple as values
from msgspec.structs import force_setattr, replace

__all__ = [
    "Bounds",
    "Encoded",
    "NotThatRecord",
    "Struct",
    "builtins",
    "compact",
    "converted",
    "defaults",
    "json_schema",
    "line",
    "lines",
    "packed",
    "parsed",
    "pretty",
    "read",
    "replace",
    "settle",
    "unpacked",
    "values",
]

T = TypeVar("T")

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_PLAIN = msgspec.json.Encoder().encode
_LINES = msgspec.json.Encoder().encode_lines


class NotThatRecord(ValueError):
    """The bytes are not JSON, or not JSON of the record that was asked for."""


def compact(value: Any) -> bytes:
    """JSON on one line, keys sorted."""
    return _ENCODE(value)


def line(value: Any) -> bytes:
    """JSON on one line, keys in the order given, which takes half the time."""
    return _PLAIN(value)


def lines(values: Iterable[Any]) -> bytes:
    """Each value as JSON on a line of its own, keys in the order given."""
    return _LINES(values)


def pretty(value: Any) -> str:
    """JSON over several lines, keys in the order given."""
    return msgspec.json.format(_PLAIN(value), indent=2).decode() + "\n"


def read(data: bytes, kind: type[T]) -> T:
    """A record from JSON. Raises NotThatRecord with what is wrong and where."""
    try:
        return msgspec.json.decode(data, type=kind)
    except RecursionError as error:
        raise NotThatRecord("it is nested too deeply") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NotThatRecord(str(error)) from error


def parsed(data: bytes) -> Any:
    """Our own JSON as a tree of text, numbers, lists and dictionaries."""
    return msgspec.json.decode(data)


def defaults(kind: Any) -> dict[str, Any]:
    """What each attribute of a record is where nothing says it; NODEFAULT where something has to."""
    return {field.name: field.default for field in msgspec.structs.fields(kind)}


def packed(value: Any) -> bytes:
    """A tree of text, numbers, bytes, lists and dictionaries as bytes, for another process of the same run."""
    return msgspec.msgpack.encode(value)


def unpacked(data: bytes, kind: Any = Any) -> Any:
    """The tree again, as a record or type where one is named. What is a `memoryview` there is not copied."""
    return msgspec.msgpack.decode(data, type=kind)


def settle(record: Struct, name: str, value: object) -> None:
    """Set an attribute of a frozen record while it is being made, and never after."""
    force_setattr(record, name, value)


def converted(tree: Any, kind: type[T]) -> T:
    """A record from a tree of text. Raises NotThatRecord if the tree is not of that shape."""
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        raise NotThatRecord(str(error)) from error


def json_schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record: its docstring and the descriptions of its Bounds are in it."""
    return msgspec.json.schema(kind)
