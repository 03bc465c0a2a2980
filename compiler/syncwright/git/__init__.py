"""A folder as it was at a revision of its git repository, and the commits that touched it.

Knows no spec. A repository is data here: its configuration starts nothing, and a partial clone fetches nothing.
"""

from syncwright.git.commits import Commit, Touched, commits, contents, standing, uncommitted
from syncwright.git.revision import Revision, read_revision, revision, revision_on
from syncwright.git.running import GitRefused

__all__ = [
    "Commit",
    "GitRefused",
    "Revision",
    "Touched",
    "commits",
    "contents",
    "read_revision",
    "revision",
    "revision_on",
    "standing",
    "uncommitted",
]
