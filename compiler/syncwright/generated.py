"""The generated tree as data: artifacts and the manifest that says which files are ours and which specs they come from."""

import hashlib
from collections.abc import Iterable, Mapping

from syncwright.platform import Artifact
from syncwright.records import NotThatRecord, Struct, compact, pretty, read

MANIFEST = "manifest.json"
FORMAT = 1


class _Entry(Struct):
    sha256: str
    spec_keys: list[str]


class _Manifest(Struct):
    format: int
    estate: str
    environment: str
    files: dict[str, _Entry]


def generated_tree(artifacts: Iterable[Artifact], estate: str, environment: str) -> dict[str, bytes]:
    """Every file below `generated/` by its path, the manifest last. The manifest has one spec key a line."""
    files: dict[str, bytes] = {}
    entries: list[bytes] = []
    for artifact in sorted(artifacts, key=lambda one: one.path):
        files[artifact.path] = artifact.data
        digest = hashlib.sha256(artifact.data).hexdigest()
        keys = pretty(artifact.keys).encode().rstrip()
        entries.append(compact(artifact.path) + b':{"sha256":"' + digest.encode() + b'","spec_keys":' + keys + b"}")
    head = compact({"estate": estate, "environment": environment, "format": FORMAT})
    files[MANIFEST] = head[:-1] + b',"files":{\n' + b",\n".join(entries) + b"\n}}\n"
    return files


def owned(manifest: bytes | None) -> frozenset[str] | None:
    """The files that a manifest says are ours, itself included; None if it is no manifest that we wrote."""
    if manifest is None:
        return None
    try:
        held = read(manifest, _Manifest)
    except NotThatRecord:
        return None
    inside = (name for name in held.files if _inside(name))
    return frozenset({*inside, MANIFEST})


def _inside(name: str) -> bool:
    parts = name.split("/")
    return "" not in parts and ".." not in parts


def differences(files: Mapping[str, bytes], on_disk: Mapping[str, bytes], ours: Iterable[str]) -> list[tuple[str, str]]:
    """What would change on disk: path and `new`, `changed` or `gone`, in order of path."""
    changes = [(name, "new" if name not in on_disk else "changed") for name, data in files.items() if on_disk.get(name) != data]
    changes += [(name, "gone") for name in ours if name not in files and name in on_disk]
    return sorted(changes)
