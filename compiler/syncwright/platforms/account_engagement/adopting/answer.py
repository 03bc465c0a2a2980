"""What one answer of the API says of custom fields, and whether there is more than it says."""

from collections.abc import Sequence

from syncwright.instance import InstanceField
from syncwright.records import Struct


class Answer(Struct, frozen=True):
    """The custom fields of one answer. `more`: it is a page and not the last; `total`: how many fields there are of which it names some.

    `by_id`: what is mapped was read from `salesforceId`.
    """

    fields: tuple[InstanceField, ...]
    more: bool = False
    total: int | None = None
    by_id: bool = False


def partial(answers: Sequence[Answer], known: int) -> bool:
    """Whether there are more fields than all the answers name. `known`: how many that is."""
    pages = [one.more for one in answers if one.total is None]
    totals = [one.total for one in answers if one.total is not None]
    return (bool(pages) and all(pages)) or max(totals, default=0) > known
