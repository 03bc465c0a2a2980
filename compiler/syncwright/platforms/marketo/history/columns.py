"""What the columns are called. Adobe documents names and no format: spelling, order and further columns are nobody's promise.

Sources: Adobe's "Salesforce Sync Status" (tab, with export to CSV) and "Salesforce Sync Backlog Metrics" (a page without an export).
"""

STATUS = "Salesforce Sync Status"
BACKLOG = "Salesforce Sync Backlog Metrics"

BEGAN, ENDED, OBJECT, OPERATION, ENDING = "started at", "ended at", "object", "operation", "status"
#: Columns of numbers, by the attribute of a run.
NUMBERS = {"new": "new", "updated": "updated", "deleted": "deleted", "failed": "failed item", "skipped": "skipped"}
#: Without these a table is no history of runs.
RUNS = frozenset({BEGAN, OBJECT, OPERATION, ENDING})

WAITS, PER_HOUR, FETCHED = "sync backlog", "average records synced / hr", "backlog last fetched"
#: Without these a table is no list of backlogs. The page calls the column of objects otherwise in places.
WAITING = frozenset({WAITS, FETCHED})
OBJECTS = (OBJECT, "object type")

#: Endings of which nothing is to be done, in lower case. Of the others (Failed, Incomplete) somebody should know; "Cleaned up" is not explained.
FINE = frozenset({"succeeded", "in process"})
