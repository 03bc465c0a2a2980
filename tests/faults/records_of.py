"""Records that the org has before anything is applied. Written by the sandbox's own state, in a fork."""

import os
from pathlib import Path

#: Two leads are in scope and have a band to get, one has neither. The sandbox works out no formula: what it is to give is written beforehand.
LEADS = (
    {
        "LastName": "Arden",
        "Company": "Arden Ltd",
        "Status": "Open - Not Contacted",
        "Email": "a@arden.example",
        "Score__c": 60,
        "Sync_it_Now__c": True,
    },
    {
        "LastName": "Berg",
        "Company": "Berg AB",
        "Status": "Open - Not Contacted",
        "Email": "b@berg.example",
        "Score__c": 7,
        "Sync_it_Now__c": True,
    },
    {"LastName": "Cole", "Company": "Cole Inc", "Status": "Open - Not Contacted", "Email": None, "Score__c": None, "Sync_it_Now__c": False},
)


def write(where: str) -> None:
    """Put them there."""
    from syncwright.sandbox.state import State, stamp

    state = State(Path(where))
    now = stamp(state.now())
    for said in LEADS:
        held = {
            "Id": state.new_id("00Q"),
            "IsDeleted": False,
            "IsConverted": False,
            "CreatedDate": now,
            "LastModifiedDate": now,
            "SystemModstamp": now,
            "Sync_it__c": False,
        }
        state.write_record("Lead", {**held, **said}, at_once=True)
    state.close()
    os._exit(0)
