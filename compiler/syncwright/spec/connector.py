"""Spec kind `connector`: what all connectors say. Each platform adds its own keys in its own room."""

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import NOTHING, Duration, Link, Name, Text


class Operations(Said):
    """Who watches the sync, and how often."""

    errors_owner: Name = said(description="Owner who watches the sync errors and mends their causes.")
    deputy: Name | None = said(None, description="Owner who does so when the first cannot.")
    review_every: Duration = said(description="How often the errors are looked at.")


class ConnectorSpec(Spec):
    """One connection between Salesforce and a marketing platform."""

    connector: Name = said(description="Name of the connector.")
    platform: Text = said(description="Platform on the other side.")
    owner: Name = said(description="Owner of the connection.")
    why: Text = said(description="Why there is this connection.")
    sync_user: Name = said(description="The Salesforce user that it works through.")
    operations: Operations | None = said(None, description="Who watches it.")
    resources: dict[Text, Link] = said(
        NOTHING, description="What people read beside its runbook: links by title, after those of the platform's own pages."
    )

    def parts(self) -> tuple[str, ...]:
        """Names of what lies inside it and can be addressed, such as business units."""
        return ()
