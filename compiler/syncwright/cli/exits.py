"""Exit codes, one for each way a command can end."""

from enum import IntEnum


class Exit(IntEnum):
    """What the caller learns. Codes of commands that this version lacks are not listed yet."""

    FINE = 0
    FINDINGS = 1
    #: From `plan --detailed-exitcode` alone: there are changes.
    CHANGES = 2
    #: Apply stopped with steps undone, and the outcome of each is known.
    UNDONE = 3
    #: Apply stopped, and the outcome of a step is not known.
    UNKNOWN = 4
    #: A plan is stale, used before, or made for something else.
    REFUSED = 5
    #: Another apply holds the lock.
    LOCKED = 6
    #: From `apply` and `steps` with `--detailed-exitcode` alone: done, but people have something to do.
    REMAINING = 7
    #: A platform refused: credentials, a quota, a permission.
    PLATFORM = 8
    USAGE = 64
    BUG = 70
