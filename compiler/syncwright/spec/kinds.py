"""The kinds of spec, and which one a file is."""

from collections.abc import Mapping
from typing import Any

from syncwright.spec.compiled import (
    BatchCampaignSpec,
    CampaignSpec,
    ConnectedCampaignSpec,
    ConnectorSpec,
    EnvironmentSpec,
    EstateSpec,
    FilterSpec,
    FlowCampaignSpec,
    MapSpec,
    ObjectSpec,
    PartitionSpec,
    Spec,
    SyncUserSpec,
    TriggerCampaignSpec,
    ValueSetSpec,
)

#: The connector's spec on each marketing platform.
Platforms = Mapping[str, type[ConnectorSpec]]

#: In order of precedence: a connector also has a key `sync_user`, an environment none of the others. A campaign that says no type is taken for one with steps.
KINDS: dict[str, type[Spec]] = {
    "estate": EstateSpec,
    "environment": EnvironmentSpec,
    "connector": ConnectorSpec,
    "object": ObjectSpec,
    "filter": FilterSpec,
    "partition": PartitionSpec,
    "map": MapSpec,
    "campaign": FlowCampaignSpec,
    "value_set": ValueSetSpec,
    "sync_user": SyncUserSpec,
}

#: The model of each type of campaign.
CAMPAIGNS: Mapping[str, type[CampaignSpec]] = {
    "batch": BatchCampaignSpec,
    "connected": ConnectedCampaignSpec,
    "trigger": TriggerCampaignSpec,
}


def kind_of(tree: dict[str, Any]) -> str | None:
    """Kind of a file by its keys; None if it has no kind. The order of keys means nothing."""
    return next((kind for kind in KINDS if kind in tree), None)
