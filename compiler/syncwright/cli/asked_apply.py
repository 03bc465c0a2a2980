"""What the command line of `apply` asks for."""

from syncwright.records import Struct


class Asked(Struct, frozen=True):
    """`specs`: their folder. `ledger`: where it lies, if that is said. `give_up`: id of an unfinished plan that this one takes the place of.

    `detailed`: whether what remains for people shows in the exit code. `form`: how the result is written.
    `archive`: whether a plan that is made here may take records out of a platform.
    """

    specs: str
    ledger: str | None
    give_up: str | None
    detailed: bool
    form: str
    archive: bool = False
