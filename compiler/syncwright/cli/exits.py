"""Exit codes, one for each way a command can end."""

from enum import IntEnum


class Exit(IntEnum):
    """What the caller learns. Codes of commands that this version lacks are not listed yet."""

    FINE = 0
    FINDINGS = 1
    USAGE = 64
    BUG = 70
