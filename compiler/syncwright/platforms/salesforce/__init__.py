"""Salesforce: what its permissions need, who sees what, and wants as permission sets, groups and profiles in an SFDX project."""

from syncwright.platform import Platform
from syncwright.platforms.salesforce import destructive as destructive  # its checks belong to the rules
from syncwright.platforms.salesforce.artifacts import artifacts
from syncwright.platforms.salesforce.lower import lower
from syncwright.platforms.salesforce.plans import doctor, fetch, forms, parting, planning, target
from syncwright.platforms.salesforce.professional import seen
from syncwright.platforms.salesforce.rules import RULES

PLATFORM = Platform(
    "salesforce",
    "Salesforce",
    lower=lower,
    artifacts=artifacts,
    rules=RULES,
    seen=seen,
    planning=planning,
    parting=parting,
    forms=forms,
    target=target,
    fetch=fetch,
    doctor=doctor,
)
