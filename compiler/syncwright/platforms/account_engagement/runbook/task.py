"""What people do for a business unit is done in Account Engagement, unless a task says otherwise, and in these parts. Knows no spec."""

from syncwright.runbook import task

#: Parts of the runbook, in the order in which they are done.
PARTS = {
    "salesforce": "In Salesforce",
    "connect": "The connector and its user",
    "settings": "Settings of the connector",
    "users": "Users",
    "fields": "Fields",
    "sharing": "Marketing Data Sharing",
    "campaigns": "Connected campaigns",
    "support": "Requests to Salesforce Support",
    "unpause": "Before the connector is unpaused",
    "after": "Afterwards",
}


class Task(task.Task, frozen=True):
    """One thing that a person does for a business unit."""

    system: str = "Account Engagement"
