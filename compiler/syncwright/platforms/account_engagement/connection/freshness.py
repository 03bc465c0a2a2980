"""How soon a change is on the other side, and how long many take: estimates, with what they rest on. Knows no clock."""

from syncwright.facts import Fact

CADENCE = Fact(
    "changes are looked for as often as every 2 minutes, and more of them take longer",
    "Salesforce Help: Considerations for Using the Salesforce Connector",
)
OLDER_CADENCE = Fact("changes go through in 2 to 4 minutes", "help.pardot.com, article 2128382 of 2016")
BATCHES = Fact(
    "a queue of more than 400 records is worked off in batches, at about 12,000 records an hour",
    "a third party's training page",
    certain=False,
)
FIRST_LOAD = Fact("the first load takes up to 48 hours", "a third party's old article", certain=False)
GROWS = Fact(
    "the queue never empties where triggers, workflows or mass updates keep touching records", "pardot.com: questions on the CRM sync queue"
)

#: How soon one change is looked for, in minutes: best, and what is usual at most.
MINUTES = (2, 4)
#: Records an hour. Only a third party names it.
RECORDS_AN_HOUR = 12_000
#: Of how many records on a queue is worked off in batches. The same source.
BATCHED_ABOVE = 400


def hours(records: int, an_hour: int = RECORDS_AN_HOUR) -> int:
    """Whole hours, rounded up, that so many changed records take on the queue."""
    return -(-records // an_hour)


def worded(records: int, an_hour: int = RECORDS_AN_HOUR) -> str:
    """How long so many changed records take, in words, as sure as it is."""
    if records <= BATCHED_ABOVE:
        return f"about {MINUTES[0]} to {MINUTES[1]} minutes"
    number = hours(records, an_hour)
    return BATCHES.worded(f"about {number:,} hour{'s' if number != 1 else ''} on the queue")
