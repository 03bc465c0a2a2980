"""What a user's own describe shows beside the specs, as a document and as text."""

from typing import Any

from syncwright.diagnosis.described import Compared
from syncwright.diagnosis.errors import Known
from syncwright.graph.places import Places
from syncwright.views.edges import at
from syncwright.views.paint import Paint, visible

Document = dict[str, Any]

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


def document(known: Known, found: Compared, places: Places) -> Document:
    """Fields that lack access, fields that have too much, and those that no spec names."""
    return {
        "format": 1,
        "connector": known.connector.name,
        "environment": known.catalog.environment.name,
        "user": known.user,
        "object": found.object,
        "fields": found.fields,
        "lacking": list(found.lacking),
        "deviations": [
            {
                "field": one.field,
                "wrong": one.wrong,
                "where": one.cure.where,
                "says": one.cure.says,
                "command": one.cure.command,
                "place": places.of(one.cure.place),
            }
            for one in found.deviations
        ],
        "unnamed": list(found.unnamed),
    }


def human(doc: Document, paint: Paint) -> str:
    """For a terminal."""
    head = f"{visible(doc['object'])}  {doc['fields']:,} fields in this describe; it has to be asked for as {doc['user']}"
    lines = [paint.bold(head)]
    if doc["lacking"]:
        lines.append(f"  the user may not {' and '.join(doc['lacking'])} its records, and the specs grant that")
    for title, wrong, where in _TITLES:
        lines += _alike(title, [one for one in doc["deviations"] if (one["wrong"], one["where"]) == (wrong, where)], paint)
    if not doc["deviations"] and not doc["lacking"]:
        lines.append("  every field is seen and edited as the specs want it")
    if doc["unnamed"]:
        names = ", ".join(map(visible, doc["unnamed"][:_SHOWN]))
        more_names = f" and {len(doc['unnamed']) - _SHOWN:,} more" if len(doc["unnamed"]) > _SHOWN else ""
        lines.append(f"  seen, though no spec names them: {names}{more_names}")
    return "\n".join(lines) + "\n"


def _alike(title: str, some: list[Document], paint: Paint) -> list[str]:
    if not some:
        return []
    more = [f"    ... and {len(some) - _SHOWN:,} more; `--format json` shows them all"] if len(some) > _SHOWN else []
    return [f"  {title}", *(f"    {visible(one['field'])}{at(one['place'], paint)}" for one in some[:_SHOWN]), *more]
