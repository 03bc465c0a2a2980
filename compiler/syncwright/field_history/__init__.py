"""What was said of fields over time: who changed what of a field's meaning, and when, by the commits that touched specs.

Reads trees of text as they were, whatever the language allowed then. Knows no disk, no platform, and nothing that is not in a commit: a version
of a file that cannot be read as a spec says nothing and changes nothing.
"""

from syncwright.field_history.changes import Difference
from syncwright.field_history.commits import CommitChange, Same, commit_changes
from syncwright.field_history.estate import MOST, EstateHistory, estate_history
from syncwright.field_history.followed import FieldChange, field_history

__all__ = [
    "MOST",
    "CommitChange",
    "Difference",
    "EstateHistory",
    "FieldChange",
    "Same",
    "commit_changes",
    "estate_history",
    "field_history",
]
