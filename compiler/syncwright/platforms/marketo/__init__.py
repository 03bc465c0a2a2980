"""Marketo Engage: what its native sync needs of a Salesforce user."""

from syncwright.platform import Platform
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.facts import SYNCS_VISIBLE
from syncwright.platforms.marketo.plans import artifacts, bundle, forms, parting, planning
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
)
