"""Records that are made by the hundred thousand, and JSON: msgspec's home.

A `Struct` is frozen like our dataclasses (say `frozen=True, gc=False`) and costs a tenth to make.
"""

from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

__all__ = ["NotThatRecord", "Struct", "compact", "pretty", "read", "replace"]

T = TypeVar("T")

_ENCODE = msgspec.json.Encoder(order="sorted").encode
_PLAIN = msgspec.json.Encoder().encode


class NotThatRecord(ValueError):
    """The bytes are not JSON, or not JSON of the record that was asked for."""


def compact(value: Any) -> bytes:
    """JSON on one line, keys sorted."""
    return _ENCODE(value)


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
