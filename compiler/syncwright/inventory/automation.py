"""What writes records of an org on its own: a flow or a process that records or a schedule start, or a workflow rule. Knows no file."""

from typing import Literal

from syncwright.records import Struct

#: What starts one: a record is created, changed or deleted, or a time has come.
Start = Literal["create", "update", "delete", "schedule"]


class Automation(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of them, for the records of one object.

    `name`: of a flow its API name; of a workflow rule its object's and its own, such as `Lead.Set region`. `active`: whether its file says so.
    `writes`: the fields that it may write, as `Lead.Rating`, of any object. `reads`: fields of the record that started it, by name; `formulas`:
    of workflow rules, which read more. `calls`: flows and Apex that it hands work to; nothing is known of what these write.
    """

    name: str
    kind: Literal["flow", "process", "workflow rule"]
    object: str
    on: tuple[Start, ...] = ()
    active: bool = False
    writes: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
