"""What a user's own describe shows beside the specs, as a document and as text."""

from syncwright.diagnosis.described import Compared, Deviation
from syncwright.diagnosis.errors import Known
from syncwright.graph.places import Places
from syncwright.views.documents.described import Described, Differs
from syncwright.views.documents.told import FORMAT, line
from syncwright.views.edges import at_line
from syncwright.views.paint import Paint, visible

#: Fields that the human form shows of each kind.
_SHOWN = 40

_DEPLOY = "though the specs grant it: what is deployed or assigned is not what they say; run `syncwright plan`"
_NOWHERE = "though the specs want it, and nothing that is built grants it; run `syncwright check`"
_TITLES = (
    (f"not seen, {_DEPLOY}", "not seen", "deploy"),
    (f"not seen, {_NOWHERE}", "not seen", "specs"),
    (f"not editable, {_DEPLOY}", "not editable", "deploy"),
    (f"not editable, {_NOWHERE}", "not editable", "specs"),
    ("seen, though the specs hide it, through what the inventory knows", "seen", "salesforce"),
    ("seen, though the specs hide it, through nothing that the inventory knows; run `syncwright import`", "seen", "deploy"),
)


def document(known: Known, found: Compared, places: Places) -> Described:
    """Fields that lack access, fields that have too much, and those that no spec names."""
    return Described(
        FORMAT,
        known.connector.name,
        known.catalog.environment.name,
        known.user,
        found.object,
        found.fields,
        found.lacking,
        tuple(_differs(one, places) for one in found.deviations),
        found.unnamed,
    )


def _differs(one: Deviation, places: Places) -> Differs:
    return Differs(one.field, one.wrong, one.cure.where, one.cure.says, one.cure.command, line(places.of(one.cure.place)))


def human(doc: Described, paint: Paint) -> str:
    """For a terminal."""
    head = f"{visible(doc.object)}  {doc.fields:,} fields in this describe; it has to be asked for as {doc.user}"
    lines = [paint.bold(head)]
    if doc.lacking:
        lines.append(f"  the user may not {' and '.join(doc.lacking)} its records, and the specs grant that")
    for title, wrong, where in _TITLES:
        lines += _alike(title, [one for one in doc.deviations if (one.wrong, one.where) == (wrong, where)], paint)
    if not doc.deviations and not doc.lacking:
        lines.append("  every field is seen and edited as the specs want it")
    if doc.unnamed:
        names = ", ".join(map(visible, doc.unnamed[:_SHOWN]))
        more_names = f" and {len(doc.unnamed) - _SHOWN:,} more" if len(doc.unnamed) > _SHOWN else ""
        lines.append(f"  seen, though no spec names them: {names}{more_names}")
    return "\n".join(lines) + "\n"


def _alike(title: str, some: list[Differs], paint: Paint) -> list[str]:
    if not some:
        return []
    more = [f"    ... and {len(some) - _SHOWN:,} more; `--format json` shows them all"] if len(some) > _SHOWN else []
    return [f"  {title}", *(f"    {visible(one.field)}{at_line(one.place, paint)}" for one in some[:_SHOWN]), *more]
