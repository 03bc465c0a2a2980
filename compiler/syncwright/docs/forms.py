"""How each platform has a filter, below what people read of it: its texts as they are, or why it has none. Counts are left to who counts."""

from collections.abc import Iterator

from syncwright.catalog.model import CatalogFilter, CatalogPartition
from syncwright.markdown import escaped
from syncwright.platform import Form, Forms

#: Queries that count stand beside what is counted for.
_COUNTS = ("in scope", "out of scope", "not up to date")


def told(one: CatalogFilter | CatalogPartition, owner: str, forms: Forms, case: str | None = None) -> str:
    """The forms on one object, of a partition those of one case; empty if no platform has any."""
    found = [form for form in forms(one, owner) if form.kind not in _COUNTS and form.case == case]
    return "".join(f"\n{_form(form)}" for form in found)


def _form(form: Form) -> str:
    if form.refused is not None:
        return f"{form.kind}: none, as {escaped(form.refused.replace('`', ''))}.\n"
    fence = next(fence for fence in _fences() if fence not in form.text)
    return f"{form.kind}:\n\n{fence}{form.notation}\n{form.text}\n{fence}\n"


def _fences() -> Iterator[str]:
    fence = "```"
    while True:
        yield fence
        fence += "`"
