"""Account Engagement (Pardot): what its connector needs of a Salesforce user."""

from syncwright.platform import Platform
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.plans import artifacts, forms, parting, planning
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
)
