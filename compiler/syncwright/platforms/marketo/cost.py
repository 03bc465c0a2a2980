"""What a Marketo sync costs Salesforce: calls of its API, tasks, and hours in the queue. Arithmetic on numbers that somebody gives.

It knows no estate and counts no records. The numbers are those of a support article of 2015, which Adobe keeps in its knowledge base, and what
Marketo Support told a customer in 2017: an estimate, and every text made of it says so.
"""

from collections.abc import Iterator, Mapping

from syncwright.facts import Fact
from syncwright.records import Struct

_ARTICLE = "Adobe knowledge base: How Marketo Uses the Salesforce API, 2015"

CHECKING = Fact("each sync asks whether anything changed, in 25 calls, and there are at most 288 syncs a day, five minutes apart", _ARTICLE)
IN_BATCHES = Fact("leads, contacts, accounts, opportunities, campaigns and activities sync in batches of 200 records a call", _ARTICLE)
EACH_TRIGGERED = Fact("a step that syncs a person in a trigger campaign uses at least one call for each person", _ARTICLE)
IN_BATCH_CAMPAIGNS = Fact("a step that syncs people in a batch campaign sends up to 200 of them in one call", _ARTICLE)
#: A later article of the same knowledge base says less of it, so what a batch campaign costs is a range.
EACH_OF_A_FLOW = Fact("a step of a flow that syncs a person uses one call for each person", "Adobe knowledge base: SFDC Sync Intervals")
EACH_ACTIVITY = Fact("an activity that is synced to Salesforce uses one call more for each time it happens", _ARTICLE)
PAUSE = Fact(
    "a sync takes as long as it takes, and the next begins about five minutes after it ended", "Adobe knowledge base: SFDC Sync Intervals"
)
ONCE_A_DAY = Fact("an activity syncs once a day for each lead", "Adobe: Salesforce sync backlog metrics")
FIRST_ACTIVITIES = Fact(
    "once a type is switched on, its activities of the last three months are pushed, which can take days and delay what changes meanwhile",
    "Adobe: Customize Activities Sync",
)
QUEUE = Fact(
    "Marketo syncs about 10,000 records of an object an hour, and one object at a time",
    "Marketing Nation: sync limits and priority, what Support told a customer in 2017",
    certain=False,
)

CALLS_A_SYNC, SYNCS_A_DAY, RECORDS_A_CALL, RECORDS_AN_HOUR, PAUSE_MINUTES = 25, 288, 200, 10_000, 5


class Cost(Struct, frozen=True):
    """What something costs: `calls` of the Salesforce API at least, `most` of them where sources differ, and `tasks` that it leaves there.

    `of`: what costs it, in words. `facts`: what the numbers rest on.
    """

    of: str
    calls: int
    facts: tuple[Fact, ...]
    most: int | None = None
    tasks: int = 0


class Day(Struct, frozen=True):
    """Calls and tasks of a day, line by line."""

    lines: tuple[Cost, ...]

    @property
    def calls(self) -> int:
        """Of all lines together, at least."""
        return sum(one.calls for one in self.lines)

    @property
    def most(self) -> int:
        """The same where each line costs what the dearer source says."""
        return sum(one.calls if one.most is None else one.most for one in self.lines)

    @property
    def tasks(self) -> int:
        """Tasks that all lines together leave in Salesforce."""
        return sum(one.tasks for one in self.lines)


def checking() -> Cost:
    """What a day costs on which nothing changes; a sync that takes long makes it less."""
    return Cost("asking whether anything changed", CALLS_A_SYNC * SYNCS_A_DAY, (CHECKING, PAUSE))


def updates(records: int, of: str = "records") -> Cost:
    """What records cost that are changed on either side and wait for the next sync."""
    return Cost(f"{_many(records, 'update')} of {of}", _calls(records), (IN_BATCHES,))


def triggered(people: int) -> Cost:
    """What a trigger campaign costs that syncs so many people."""
    return Cost(f"{_many(people, 'person', 'people')} synced by trigger campaigns", people, (EACH_TRIGGERED,))


def batched(people: int) -> Cost:
    """What a batch campaign costs that syncs so many people: the two articles differ, so least and most."""
    return Cost(
        f"{_many(people, 'person', 'people')} synced by batch campaigns", _calls(people), (IN_BATCH_CAMPAIGNS, EACH_OF_A_FLOW), people
    )


def activities(number: int, label: str | None = None) -> Cost:
    """What so many activities cost that are written to Salesforce, each as a task. `label`: which, where it is one type."""
    says = _many(number, "activity", "activities") if label is None else f"{number:,} of {label}"
    return Cost(says, number, (EACH_ACTIVITY, ONCE_A_DAY), tasks=number)


def first_activities(a_day: int) -> Cost:
    """What switching a type on costs at once, where so many happen a day: three months of them, taken as 90 days."""
    return Cost(f"three months of activities at {a_day:,} a day", 90 * a_day, (FIRST_ACTIVITIES, EACH_ACTIVITY), tasks=90 * a_day)


def day(updated: Mapping[str, int], triggers: int = 0, batches: int = 0, acts: int = 0) -> Day:
    """What a day costs: records updated by object, people synced by trigger and by batch campaigns, and activities written."""
    return Day(tuple(_lines(updated, triggers, batches, acts)))


def _lines(updated: Mapping[str, int], triggers: int, batches: int, acts: int) -> Iterator[Cost]:
    yield checking()
    for name, records in updated.items():
        yield updates(records, name)
    for number, cost in ((triggers, triggered), (batches, batched), (acts, activities)):
        if number:
            yield cost(number)


def minutes(records: int) -> int:
    """How long so many records of one object are in the queue, by what Support said: not documented, an estimate."""
    return -(-records * 60 // RECORDS_AN_HOUR)


def queued(records: int) -> str:
    """The same for people: `about 3 hours (observed, not documented)`."""
    took = minutes(records)
    said = "less than an hour" if took < 60 else f"about {_many(round(took / 60), 'hour')}"
    return QUEUE.worded(said)


def _calls(records: int) -> int:
    return -(-records // RECORDS_A_CALL)


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"
