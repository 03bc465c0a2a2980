"""Data that everybody in Account Engagement sees: mapped fields that are classed as personal, and what their specs say of that."""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Rule
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.units import connectors

PAGES = "syncwright.platforms.account_engagement.pages"

PERSONAL_DATA_SHOWN = Rule("AEN836", "personal-data-shown", "warning", PAGES)

#: Classes that are flagged whatever the specs say, and data classifications of the org that mean the same. Ours.
_ALWAYS = ("financial", "special")
_CLASSIFIED = ("Restricted", "MissionCritical")


@PERSONAL_DATA_SHOWN.check
def _shown(catalog: Catalog) -> Iterator[Finding]:
    names = [one.name for one in connectors(catalog)]
    for name in names:
        for field in catalog.fields():
            # Unrolled: this is asked of each field.
            direction = field.directions.get(name)
            if direction is None or direction == "hidden":
                continue
            about = _about(field)
            if about is not None:
                message = f"`{field.object}.{field.name}`, {about}, is shown to every user of `{name}`: {facts.NO_FIELD_SECURITY.says}"
                yield PERSONAL_DATA_SHOWN(field.at(), message, help=_help(field))


def _about(field: CatalogField) -> str | None:
    """What makes it one that not everybody should see without somebody having said so."""
    pii = field.pii
    if pii in _ALWAYS:
        return f"which holds {pii} data"
    if field.held is not None and field.held.classification in _CLASSIFIED:
        return f"which the org classes as {field.held.classification}"
    basis = field.spec.basis or field.group.defaults.basis
    return None if pii in (None, "none") or basis else f"which holds {pii} data on no legal basis that is said"


def _help(field: CatalogField) -> str:
    if field.pii in (None, "none", *_ALWAYS) or field.spec.basis or field.group.defaults.basis:
        return "hide it from Account Engagement, or allow this finding with who decided that all of them may see it"
    return "say the `basis:` on which all of them may see it, or hide it from Account Engagement"


RULES = (PERSONAL_DATA_SHOWN,)
