"""Marketo Engage: what its native sync needs of a Salesforce user."""

from syncwright.platform import Platform
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.facts import SYNCS_VISIBLE
from syncwright.platforms.marketo.plans import (
    adopt,
    artifacts,
    both_sides,
    bundle,
    crossings,
    documents,
    errors,
    forms,
    history,
    parting,
    planning,
    standing,
    templates,
    would_sync,
)
from syncwright.platforms.marketo.rules import RULES
from syncwright.platforms.marketo.wants import wants

PLATFORM = Platform(
    "marketo",
    "Marketo Engage",
    connector=MarketoConnector,
    wants=wants,
    artifacts=artifacts,
    rules=RULES,
    syncs_visible=SYNCS_VISIBLE,
    planning=planning,
    parting=parting,
    forms=forms,
    bundle=bundle,
    both_sides=both_sides,
    crossings=crossings,
    adopt=adopt,
    would_sync=would_sync,
    own_records=("Person",),
    errors=errors,
    history=history,
    standing=standing,
    documents=documents,
    campaigns=("batch", "trigger"),
    templates=templates,
)
