"""A unit's campaigns and their member statuses as files of records: CSV to read and to load, and the JSON that `sf data import tree` takes.

Salesforce takes a record type by its id, and ids differ from org to org: what stands in its place names the record type, and is no id, so that a
file that nobody completed is refused.
Source of the form, of the 200 records that one call takes, and of the order that matters: Salesforce CLI Command Reference, `data import tree`.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from syncwright.platforms.account_engagement.campaigns.document import Campaign, Campaigns
from syncwright.records import pretty

#: Most records in one file of a tree.
MOST = 200
#: Files with records, by name below the folder of campaigns, and the name of the plan.
PLAN = "tree/plan.json"
_TYPES = {"IsActive": {"true": True, "false": False}}


def record_type_stands(name: str) -> str:
    """What stands for the id of a record type."""
    return f"RECORD_TYPE_{name}"


def files(doc: Campaigns) -> Iterator[tuple[str, bytes]]:
    """Every file by its name below the folder of campaigns."""
    yield "Campaign.csv", _csv(_campaign_rows(doc))
    yield "CampaignMemberStatus.csv", _csv(_status_rows(doc))
    plan: list[dict[str, Any]] = []
    for sobject, number, records in (*_campaign_files(doc), *_status_files(doc)):
        name = f"{sobject}-{number}.json"
        plan.append({"sobject": sobject, "saveRefs": sobject == "Campaign", "resolveRefs": True, "files": [name]})
        yield f"tree/{name}", pretty({"records": records}).encode()
    yield PLAN, pretty(plan).encode()


def _csv(rows: Iterator[Sequence[str]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _campaign_rows(doc: Campaigns) -> Iterator[Sequence[str]]:
    """Record types, parents and owners by name, as people read them."""
    fields = sorted({each.field for one in doc.campaigns for each in one.values})
    yield ("Name", "RecordType.DeveloperName", "Parent.Name", "Owner.Name", *fields)
    for one in doc.campaigns:
        said = {each.field: each.value for each in one.values}
        yield (one.name, one.record_type or "", one.parent or "", one.user or "", *(said.get(field, "") for field in fields))


def _status_rows(doc: Campaigns) -> Iterator[Sequence[str]]:
    yield "Campaign.Name", "Label", "SortOrder", "IsDefault", "HasResponded"
    for one in doc.campaigns:
        for each in one.statuses:
            yield one.name, each.label, str(each.order), str(each.default).lower(), str(each.responded).lower()


def _campaign_files(doc: Campaigns) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    """Campaigns, none in one file with the campaign above it: a file is sent at once."""
    number, waiting, there = 0, list(doc.campaigns), set[str]()
    while waiting:
        ready = [one for one in waiting if one.parent_id is None or one.parent_id in there] or waiting
        for part in _parts(ready):
            number += 1
            yield "Campaign", number, [_record(one) for one in part]
        there |= {one.id for one in ready}
        waiting = [one for one in waiting if one.id not in there]


def _parts(some: Sequence[Any]) -> Iterator[Sequence[Any]]:
    yield from (some[at : at + MOST] for at in range(0, len(some), MOST))


def _record(one: Campaign) -> dict[str, Any]:
    record: dict[str, Any] = {"attributes": {"type": "Campaign", "referenceId": one.id}, "Name": one.name}
    if one.record_type is not None:
        record["RecordTypeId"] = record_type_stands(one.record_type)
    if one.parent_id is not None:
        record["ParentId"] = f"@{one.parent_id}"
    return record | {each.field: _TYPES.get(each.field, {}).get(each.value, each.value) for each in one.values}


def _status_files(doc: Campaigns) -> Iterator[tuple[str, int, list[dict[str, Any]]]]:
    every = [
        {
            "attributes": {"type": "CampaignMemberStatus", "referenceId": f"{one.id}S{each.order}"},
            "CampaignId": f"@{one.id}",
            "Label": each.label,
            "SortOrder": each.order,
            "IsDefault": each.default,
            "HasResponded": each.responded,
        }
        for one in doc.campaigns
        for each in one.statuses
    ]
    yield from (("CampaignMemberStatus", number, list(part)) for number, part in enumerate(_parts(every), 1))
