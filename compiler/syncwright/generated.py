"""The generated tree as data: artifacts and the manifest that says which files are ours and which specs they come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from syncwright.files.content import Content, hashing, joined
from syncwright.origin import Rows
from syncwright.platform import Artifact
from syncwright.records import NotThatRecord, Struct, compact, pretty, read, replace
from syncwright.sourcemap import SOURCE_MAP, source_map

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


def generated_files(artifacts: Iterable[Artifact], estate: str, environment: str) -> Iterator[tuple[str, Content]]:
    """Every file below `generated/` with its path, as it is made, so that none has to be held: last the source map and the manifest.

    The manifest has one spec key a line, and those of whole specs alone: which field is behind which line is in the source map.
    """
    hashed: list[tuple[Artifact, Callable[[], str]]] = []
    for artifact in artifacts:
        content = artifact.content()
        hashed.append(
            (replace(artifact, data=b"", apart=None), hashing(content) if artifact.sha256 is None else partial(str, artifact.sha256))
        )
        yield artifact.path, content
    told = sorted((replace(artifact, sha256=sha256()) for artifact, sha256 in hashed), key=lambda one: one.path)
    entries = {one.path: _entry(one) for one in told}
    mapped = Artifact(SOURCE_MAP, source_map(told, estate, environment), (f"estate/{estate}",))
    entries[SOURCE_MAP] = _entry(mapped)
    yield SOURCE_MAP, mapped.data
    yield MANIFEST, manifest(entries, estate, environment)


def with_manifest(files: Iterable[tuple[str, bytes]], estate: str, environment: str) -> Iterator[tuple[str, bytes]]:
    """These files, and a manifest that says that they are ours; nothing of which specs they come from."""
    entries: dict[str, bytes] = {}
    for path, data in files:
        entries[path] = _entry(Artifact(path, data, ()))
        yield path, data
    yield MANIFEST, manifest(entries, estate, environment)


def manifest(entries: Mapping[str, bytes], estate: str, environment: str) -> bytes:
    """The manifest, an entry a file."""
    head = compact({"estate": estate, "environment": environment, "format": FORMAT})
    return head[:-1] + b',"files":{\n' + b",\n".join(entries[path] for path in sorted(entries)) + b"\n}}\n"


def generated_tree(artifacts: Iterable[Artifact], estate: str, environment: str) -> dict[str, bytes]:
    """The same all at once, by path."""
    return dict(sorted((path, joined(content)) for path, content in generated_files(artifacts, estate, environment)))


def _entry(artifact: Artifact) -> bytes:
    keys = pretty(_specs(artifact)).encode().rstrip()
    return compact(artifact.path) + b':{"sha256":"' + artifact.hash().encode() + b'","spec_keys":' + keys + b"}"


def _specs(artifact: Artifact) -> list[str]:
    """The specs that a file comes from, as keys without their parts."""
    found = {key.partition("#")[0] for key in artifact.keys}
    for part in artifact.parts:
        found.update([part.of] if isinstance(part, Rows) else [key.partition("#")[0] for key in part.keys])
    return sorted(found)


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


def digests(manifest: bytes | None) -> dict[str, str]:
    """The sha256 of each file, as a manifest says; nothing if it is no manifest that we wrote."""
    try:
        return {name: entry.sha256 for name, entry in read(manifest or b"", _Manifest).files.items()}
    except NotThatRecord:
        return {}


def hashes(manifest: bytes) -> dict[str, str]:
    """The hash of each file, by a manifest that we wrote."""
    return {name: one.sha256 for name, one in read(manifest, _Manifest).files.items()}


def _inside(name: str) -> bool:
    parts = name.split("/")
    return "" not in parts and ".." not in parts


def differences(files: Mapping[str, bytes], on_disk: Mapping[str, bytes], ours: Iterable[str]) -> list[tuple[str, str]]:
    """What would change on disk: path and `new`, `changed` or `gone`, in order of path."""
    changes = [(name, "new" if name not in on_disk else "changed") for name, data in files.items() if on_disk.get(name) != data]
    changes += [(name, "gone") for name in ours if name not in files and name in on_disk]
    return sorted(changes)
