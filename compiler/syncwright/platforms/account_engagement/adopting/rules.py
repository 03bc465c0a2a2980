"""What can be wrong with a file that is to say what custom fields an account has."""

from syncwright.diagnostics import Rule

PROSPECT_FIELDS_NOT_READ = Rule(
    "AEN895", "prospect-fields-not-read", "error", "syncwright.platforms.account_engagement.pages", adjustable=False
)

HELP = "give what the API answers to a query of `custom-fields`, in JSON (version 5), or of `customField`, in XML (version 3 or 4)"
