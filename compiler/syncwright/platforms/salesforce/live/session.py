"""Where a token comes from, as a protocol. Knows no way to get one."""

from typing import Protocol

from syncwright.http import Place
from syncwright.secret import Secret


class Session(Protocol):
    """We, logged in. Tokens live in memory only."""

    place: Place

    def token(self) -> Secret:
        """The token, which is got when it is asked for first. Raises TargetError."""
        ...

    def renew(self) -> bool:
        """Forget a token that is no longer accepted. Whether there is a way to get another."""
        ...
