"""What people do for a Marketo connector is done in Marketo, unless a task says otherwise, and in these parts. Knows no spec."""

from syncwright.runbook import task

#: Parts of the runbook, in the order in which they are done.
PARTS = {
    "salesforce": "In Salesforce",
    "connect": "Before and at the first sync",
    "options": "Options of the sync",
    "objects": "Custom objects",
    "members": "Fields of programme members",
    "fields": "Fields of Marketo alone",
    "support": "Tickets for Marketo Support",
    "campaigns": "Campaigns",
}


class Task(task.Task, frozen=True):
    """One thing that a person does for a Marketo connector."""

    system: str = "Marketo"
