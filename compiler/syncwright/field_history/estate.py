"""The history of a whole estate, as far as it is known."""

from collections.abc import Sequence

from syncwright.field_history.commits import CommitChange
from syncwright.field_history.followed import followed
from syncwright.git import Commit
from syncwright.records import Struct

#: How many commits that touched specs are looked at.
MOST = 1_000


class EstateHistory(Struct, frozen=True):
    """Commits and what each changed, newest first, fields under today's names. What no commit has yet comes first, as a commit without an id.

    `only_last`: how many commits were looked at, where there may be more. `unknown`: why nothing is known at all, in words.
    """

    commits: Sequence[tuple[Commit, CommitChange]] = ()
    only_last: int | None = None
    unknown: str = ""


def estate_history(commits: Sequence[Commit], changes: Sequence[CommitChange], only_last: int | None) -> EstateHistory:
    """Of what each of these commits, newest first, changed by the names of then."""
    return EstateHistory(tuple(zip(commits, followed(changes), strict=True)), only_last)
