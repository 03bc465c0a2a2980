"""What to look at once a connector runs. Knows no spec."""

from syncwright.gates import Watched
from syncwright.platforms.account_engagement.gate import facts

WATCH = (
    Watched(
        "after 2 to 4 minutes",
        "the sync queue has entries, and the three records of the smoke test are up to date on both sides",
        facts.CADENCE,
    ),
    Watched("after 2 to 4 minutes", "the sync errors are empty, or each says what was expected", facts.NO_QUEUE_API),
    Watched("after an hour", "the queue is shorter than before; one that grows has a flow or a mass update behind it", facts.QUEUE),
    Watched("after an hour", "counts of prospects, of leads made and of the recycle bin are what was counted before", facts.LOAD),
    Watched(
        "after an hour", "each sync error has somebody who mends it; `syncwright diagnose` says which spec it comes from", facts.WATCHED
    ),
    Watched("then", "`state: running` stands in the environment and is committed", facts.STATE),
)
