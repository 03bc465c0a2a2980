"""Exit codes, one for each way a command can end."""

from enum import IntEnum


class Exit(IntEnum):
    """What the caller learns. Codes of commands that this version lacks are not listed yet."""

    FINE = 0
    FINDINGS = 1
    CHANGES = 2
    UNDONE = 3
    UNKNOWN = 4
    REFUSED = 5
    LOCKED = 6
    REMAINING = 7
    PLATFORM = 8
    USAGE = 64
    BUG = 70


#: What each says to people.
MEANINGS = {
    Exit.FINE: "done, or nothing to do",
    Exit.FINDINGS: "findings of severity error, and nothing was written; or what was asked about is not so, as with `--check`",
    Exit.CHANGES: "from `plan --detailed-exitcode` alone: there are changes",
    Exit.UNDONE: "`apply` stopped with steps undone, and the outcome of each is known",
    Exit.UNKNOWN: "`apply` stopped, and the outcome of a step is not known; running it again settles that",
    Exit.REFUSED: "a plan is stale, used before, or made for something else",
    Exit.LOCKED: "another `apply` holds the lock",
    Exit.REMAINING: "from `apply` and `steps` with `--detailed-exitcode` alone: done, but people have something to do",
    Exit.PLATFORM: "a platform refused: credentials, a quota, a permission",
    Exit.USAGE: "wrong usage",
    Exit.BUG: "a bug of ours",
}
