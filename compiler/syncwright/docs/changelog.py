"""The changelog of fields as CSV: a row for each thing that a commit changed of a field."""

from collections.abc import Iterable

from syncwright.docs.csv import written
from syncwright.field_history import Difference, FieldChange

COLUMNS = ("field", "when", "who", "commit", "said", "how", "path", "was", "name", "before", "after")

_NOTHING = Difference("", None, None)


def changelog(changes: Iterable[FieldChange]) -> bytes:
    """The changes in the order given; one that changed nothing that is said has a row without `name`."""
    rows = [
        (one.field, one.when, one.who, one.commit, one.said, one.how, one.path, one.was, each.name, each.before or "", each.after or "")
        for one in changes
        for each in one.what or (_NOTHING,)
    ]
    columns = [written(texts) for texts in zip(*rows, strict=True)]
    return "".join(f"{','.join(row)}\n" for row in [COLUMNS, *zip(*columns, strict=True)]).encode("utf-8", "replace")
