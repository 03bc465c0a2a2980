"""What is lost with a field of Salesforce that goes, and what people do before and after.

The sources are written out: people read them in the report.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import definition
from syncwright.catalog.retiring import earliest
from syncwright.facts import Fact
from syncwright.platform import Parting, PartingStep
from syncwright.platforms.salesforce.destructive import AFTERWARDS, ORDER, going, undeletable
from syncwright.platforms.salesforce.professional import professional

_SYSTEM = "Salesforce"
_DELETING = "Metadata API Developer Guide: Deleting Components from an Organization"

VALUES = Fact("the values of every record, and their field history, go with the field", "Salesforce Help: Delete Fields")
WINDOW = Fact(
    "until 15 days after, or until the org deletes it for good, the field can be undeleted with its values, perhaps under a name that ends in _del",
    "Salesforce Help: Manage Deleted Custom Fields",
)
#: What `hazards.py` says of a plan as well.
FINAL = Fact("deleting a roll-up summary field is always final", _DELETING)
PURGE = Fact("a deployment with --purge-on-delete skips the recycle bin, so that nothing can be undeleted", _DELETING)
PAGES = Fact("what stands on an active Lightning page cannot be deleted before it is taken off", _DELETING)
EMPTY = Fact("a standard field stays in the org, and can be hidden", "Salesforce Help: Delete Fields, which is about custom fields")


def parting(catalog: Catalog, field: CatalogField) -> Parting:
    """What Salesforce has to say of one field on its way out."""
    kept = undeletable(field)
    owner = field.owner or catalog.estate.spec.owner
    if kept is not None:
        return Parting((EMPTY,) if not field.name.endswith("__pc") else (), (_hidden(catalog, field, owner),), kept)
    rolled = field.held is not None and field.held.type == "Summary"
    loses = (VALUES, FINAL) if rolled else (VALUES, WINDOW, PURGE)
    return Parting((*loses, PAGES), (_hidden(catalog, field, owner), *_deletion(catalog, field, owner)))


def _hidden(catalog: Catalog, field: CatalogField, owner: str) -> PartingStep:
    deploy = "Deploy what build writes." if not professional(catalog) else "Take it off every page layout that a sync user sees."
    return PartingStep(
        "hide",
        _SYSTEM,
        "take it from the sync users",
        f"{deploy} What still shows the field is listed above.",
        f"syncwright why {field.object}.{field.name} names nobody who sees it",
        owner,
    )


def _deletion(catalog: Catalog, field: CatalogField, owner: str) -> Iterator[PartingStep]:
    home = definition(field.object, field.name)
    where = f"Setup, Object Manager, {home.object}, Fields & Relationships, {home.name}"
    day = earliest(field.spec.retire) if field.spec.retire is not None else None
    yield PartingStep(
        "delete",
        _SYSTEM,
        "look for what else uses it",
        f"In {where}: Where is this used? Source says nothing of reports, field updates, or of what another team keeps elsewhere.",
        "nothing that anybody needs is listed",
        owner,
    )
    yield PartingStep(
        "delete",
        _SYSTEM,
        "keep the values, if anybody may ask for them",
        f"Export the id and {home.name} of every record of {home.object} where it is not empty.",
        "the export has as many rows as there are records with a value",
        owner,
    )
    if field.spec.retire is not None and field.spec.retire.stage == "hidden":
        since = f"Not before {day.isoformat()}." if day is not None else "Nothing says how long it stays hidden: `delete_after` does."
        yield PartingStep(
            "delete",
            _SYSTEM,
            "say that it is to be deleted",
            f"In the spec: stage: delete. {since}",
            "syncwright check finds nothing",
            owner,
        )
    yield PartingStep(
        "delete",
        _SYSTEM,
        "delete it",
        _deploys(catalog, field, day.isoformat() if day is not None else None),
        f"{home.path} is not found when {home.object} is described",
        owner,
    )
    yield PartingStep(
        "deleted",
        _SYSTEM,
        "import the org, and take the field out of the specs",
        "Run syncwright import. Once no environment holds the field, delete its lines.",
        "syncwright check says nothing of it",
        owner,
    )


def _deploys(catalog: Catalog, field: CatalogField, day: str | None) -> str:
    home = definition(field.object, field.name)
    later = next((one for one in going(catalog) if one.name == home.path and one.round), None)
    wait = f"Not before {day}. " if day is not None else ""
    if later is not None:
        wait += f"Not in this deployment: {ORDER.worded(ORDER.says)} ({ORDER.source}). Import and build again once those are gone. "
    return (
        f"{wait}In generated/salesforce: sf project deploy start --manifest manifest/package.xml --post-destructive-changes "
        f"manifest/destructiveChangesPost.xml ({AFTERWARDS.says}; {AFTERWARDS.source})."
    )
