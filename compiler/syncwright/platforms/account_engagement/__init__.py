"""Account Engagement (Pardot): what its connector needs of a Salesforce user."""

from syncwright.platform import Platform
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.plans import (
    adopt,
    artifacts,
    both_sides,
    crossings,
    documents,
    errors,
    forms,
    gating,
    of_field,
    parting,
    parts,
    planning,
    standing,
    would_sync,
)
from syncwright.platforms.account_engagement.rules import RULES
from syncwright.platforms.account_engagement.wants import wants

PLATFORM = Platform(
    "account_engagement",
    "Account Engagement",
    connector=AccountEngagementConnector,
    wants=wants,
    artifacts=artifacts,
    rules=RULES,
    planning=planning,
    parting=parting,
    forms=forms,
    campaigns=("connected",),
    people="Prospect",
    both_sides=both_sides,
    crossings=crossings,
    documents=documents,
    adopt=adopt,
    standing=standing,
    errors=errors,
    would_sync=would_sync,
    own_records=("Prospect",),
    of_field=of_field,
    gate=gating,
    parts=parts,
)
