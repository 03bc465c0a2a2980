"""The YAML language server that editors run, as a judge of JSON Schemas and of YAML under them.

One server process serves all calls of a Python process. Knows no schema of ours: the server asks which one a file has, and is told.
"""

import atexit
import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from judges.language_client import LanguageClient, ServerSilent
from judges.node_tools import NODE, environment, tools

#: Where documents seem to lie when no `root` is given. The server is handed their text and opens none.
NOWHERE = Path("/judged")

#: A proxy on a closed port makes every way out fail at once: no verdict may depend on the network.
SETTINGS: dict[str, Any] = {
    "yaml": {"validate": True, "schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}},
    "http": {"proxy": "http://127.0.0.1:9"},
}

SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}


@dataclass(frozen=True, slots=True, order=True)
class Diag:
    """One squiggle. The line is 1-based. The server calls every warning an `error`."""

    line: int
    message: str
    severity: str


def diagnostics(
    files: Mapping[str, str], schema: Mapping[str, Any] | Path | None, *, root: Path = NOWHERE, timeout: float = 30
) -> dict[str, list[Diag]]:
    """What an editor would underline in each file (name to text), in line order.

    A file's own `# yaml-language-server: $schema=` line, relative to its place under `root`, goes before `schema`; with None it is
    all there is. A schema refers to its neighbours only when it is a Path. `timeout` is in seconds, for all files together.
    """
    texts = {(root / name).as_uri(): text for name, text in files.items()}
    try:
        published = server().judge(texts, None if schema is None else schema_uri(schema), timeout)
    except ServerSilent:
        server().close()
        server.cache_clear()  # the next call starts anew
        raise
    return {name: sorted(map(diag, published[uri])) for name, uri in zip(files, texts, strict=True)}


def schema_uri(schema: Mapping[str, Any] | Path) -> str:
    if isinstance(schema, Path):
        return schema.resolve().as_uri()
    text = json.dumps(schema)
    path = schemas() / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def diag(published: Mapping[str, Any]) -> Diag:
    return Diag(published["range"]["start"]["line"] + 1, published["message"], SEVERITIES[published["severity"]])


@cache
def schemas() -> Path:
    """A folder for schemas given as values, gone when Python ends."""
    folder = tempfile.TemporaryDirectory(prefix="judged-schemas-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@cache
def server() -> LanguageClient:
    entry = tools() / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    client = LanguageClient([NODE, entry, "--stdio"], environment(), SETTINGS)
    atexit.register(client.close)
    return client
