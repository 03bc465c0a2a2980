"""What leaves for a terminal, a file or a pipe passes here: no secret that this run knows gets out, in one write or over several."""

import sys
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, BinaryIO, TextIO

#: Endings of the variables that hold secrets.
SECRET_VARIABLES = ("_TOKEN", "_SECRET", "_PASSWORD", "_AUTH_URL")


def guard(variables: Mapping[str, str]) -> "tuple[Gate, Gate]":
    """Put a gate before both outputs, and tell it the secrets that these variables hold."""
    for name, value in variables.items():
        if name.startswith("SYNCWRIGHT_") and (name.endswith(SECRET_VARIABLES) or name == "SYNCWRIGHT_LEDGER"):
            _tell(name, value.strip())
    gates = Gate(sys.stdout), Gate(sys.stderr)
    sys.stdout, sys.stderr = gates
    return gates


def _tell(name: str, value: str) -> None:
    from syncwright.secret import SHORTEST, Secret

    inside = value.partition("://")[2].rpartition("@")[0].split(":")[1:]  # of a URL: what stands after the user or the client
    for part in inside if name == "SYNCWRIGHT_LEDGER" else [value, *inside]:
        if len(part) >= SHORTEST:
            Secret(part)


def _secrets() -> ModuleType | None:
    """The room of secrets, if this run has come to know one: importing it only to find it empty would take longer than most runs."""
    found = sys.modules.get("syncwright.secret")
    return found if found is not None and found.known() else None


class _Held:
    """What was written and not let out: it may be the beginning of a secret."""

    def __init__(self) -> None:
        self.text = ""

    def through(self, text: str) -> str:
        secrets = _secrets()
        if secrets is None:
            return text
        whole: str = secrets.hidden(self.text + text)
        kept: int = secrets.begun(whole)
        self.text = whole[len(whole) - kept :]
        return whole[: len(whole) - kept]

    def rest(self) -> str:
        kept, self.text = self.text, ""
        return kept


class Gate:
    """A text stream that hides secrets. Everything but writing is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.held = stream, _Held()
        if hasattr(stream, "buffer"):
            self.buffer = _Bytes(self, stream.buffer)

    def write(self, text: str) -> int:
        self.stream.write(self.held.through(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def finish(self) -> None:
        """Let out what is held: nothing follows that could make a secret of it."""
        if hasattr(self, "buffer"):
            self.buffer.finish()
        self.stream.write(self.held.rest())
        self.stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


class _Bytes:
    """The same for bytes of UTF-8."""

    def __init__(self, gate: Gate, stream: BinaryIO) -> None:
        self.gate, self.stream, self.held = gate, stream, _Held()

    def write(self, data: bytes) -> int:
        if _secrets() is None:
            return self.stream.write(data)
        self.gate.stream.write(self.gate.held.rest())
        self.gate.stream.flush()
        self.stream.write(self.held.through(bytes(data).decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape"))
        return len(data)

    def finish(self) -> None:
        self.stream.write(self.held.rest().encode("utf-8", "surrogateescape"))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)
