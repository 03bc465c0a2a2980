"""Words of Marketo's that specs use. Source: Adobe's "Customize Activities Sync", which has these twelve, under these labels."""

from typing import Literal, get_args

Activity = Literal[
    "Filled out form",
    "Added to list",
    "Email sent",
    "Email delivered",
    "Email opened",
    "Clicked link in email",
    "Removed from list",
    "Remove from flow",
    "Sales email sent",
    "Sales email opened",
    "Click link in sales email",
    "Sales email received",
]

ACTIVITIES: tuple[Activity, ...] = get_args(Activity)
