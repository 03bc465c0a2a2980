"""What commits changed, remembered: the same files before and after are the same change, whoever committed them, and whenever."""

from collections.abc import Mapping

from syncwright.cache.digest import digest
from syncwright.field_history import CommitChange
from syncwright.git import Commit
from syncwright.records import NotThatRecord, Struct, line, read


class _Past(Struct, frozen=True):
    """`tool`: what found it, as a hash."""

    tool: str
    changes: dict[str, CommitChange]


def key_of(commit: Commit) -> str:
    """The hash of all that decides what a commit changed."""
    pieces = (piece for file in commit.files for piece in (file.path, file.before, file.after))
    return digest("cut" if commit.cut else "", pieces).hex()


def packed_past(tool: str, changes: Mapping[str, CommitChange]) -> bytes:
    """Changes by the keys of their commits, as bytes."""
    return line(_Past(tool, dict(changes)))


def unpacked_past(tool: str, data: bytes | None) -> dict[str, CommitChange]:
    """The changes again; none where something else found them, or where the bytes are of no such record."""
    try:
        past = read(data, _Past) if data is not None else None
    except NotThatRecord:
        return {}
    return past.changes if past is not None and past.tool == tool else {}
