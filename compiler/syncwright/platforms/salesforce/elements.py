"""Where each kind of row stands in a resource, and which rows an API version is too old for.

A permission set's resource has every attribute, empty ones too, so that two sets compare attribute by attribute.
"""

from collections.abc import Iterator

from syncwright.catalog.model import Catalog
from syncwright.diagnostics import Finding
from syncwright.inventory.access import ELEMENTS
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.facts import SINCE
from syncwright.platforms.salesforce.grants import Grants
from syncwright.want import Reason

#: Attributes that are not called as their kind is.
_NAMED = {"objects": "object_permissions", "fields": "field_permissions", "permissions": "user_permissions"}

#: Attribute of a permission set's resource, by kind of element. Rows are words, as in the inventory: `Lead: read edit`.
ATTRIBUTES: dict[str, str] = {element.kind: _NAMED.get(element.kind, element.kind) for element in ELEMENTS}

#: Attribute of the resources of muting sets and profiles: fields that they take away.
HIDDEN_FIELDS = "hidden_fields"
#: Attributes of a group's resource: its permission sets, and the muting set it has, if any.
MEMBERS, MUTING = "members", "muting"


def too_new(catalog: Catalog, grants: Grants, *, kept: bool) -> Iterator[Finding]:
    """Kinds of rows that the API version of the estate does not know: one finding a kind, at the first row that asks for it."""
    estate = catalog.estate
    version = estate.spec.salesforce.api_version
    for what, reason in _newer(grants):
        if float(version) < SINCE[what]:
            words = "View All Fields" if what == "view-all-fields" else what.replace("_", " ")
            message = f"API version {version} has no rows for {words}: they came with {SINCE[what]}.0"
            help_ = f"say `salesforce: {{api_version: {SINCE[what]}.0}}` or a later one in the estate"
            rule = rules.ADOPTED_ROW_UNFIT if kept and reason.keys[:1] == ("grants",) else rules.NEWER_THAN_API_VERSION
            related = ((estate.at("salesforce"), "the version is this estate's"),)
            yield rule(reason.place, message, help=help_, related=related)


def _newer(grants: Grants) -> Iterator[tuple[str, Reason]]:
    for kind, rows in grants.elements.items():
        if kind in SINCE:
            yield kind, next(iter(rows.values()))[1][0]
    for (_, access), reasons in grants.objects.items():
        if access == "view-all-fields":
            yield access, reasons[0]
            return
