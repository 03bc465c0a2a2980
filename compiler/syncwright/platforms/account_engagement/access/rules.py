"""The rules about the connector's user, together."""

from syncwright.platforms.account_engagement.access import privacy_checks, saving_checks, user_checks

RULES = (*user_checks.RULES, *privacy_checks.RULES, *saving_checks.RULES)
