"""The columns of the data dictionary, in one table: what each is called, what it means, and whose text stands in it."""

from collections.abc import Iterable
from typing import Literal

from syncwright.records import Struct


class Column(Struct, frozen=True):
    """`free`: people or an org chose the text, so that anything may stand there. The rest are names, days and words of ours.

    `holds`: one text, a list of them, or whether something is so. `edited`: people may change it in a sheet and hand it back.
    """

    name: str
    means: str
    free: bool = False
    holds: Literal["text", "list", "truth"] = "text"
    edited: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in a row of JSON."""
        connector, dot, name = self.name.rpartition(".")
        return ("connectors", connector, name) if dot else (self.name,)


#: In the order in which they are shown. `Row` has an attribute for each.
COLUMNS = (
    Column("object", "API name of the object in the CRM."),
    Column("field", "API name of the field in the CRM."),
    Column("label", "What people see above the field.", free=True),
    Column("type", "Type in the CRM, with its length, its digits, or what it points to.", free=True),
    Column("required", "Whether a record needs a value.", holds="truth"),
    Column("formula", "The formula, where the value is worked out.", free=True),
    Column("why", "Why the field syncs, or why it is hidden.", free=True, edited=True),
    Column("owner", "Who answers for it, as the specs call them.", edited=True),
    Column("owner_title", "Who answers for it, as people call them.", free=True),
    Column("pii", "Privacy class of what it holds.", edited=True),
    Column("basis", "Legal basis for using it.", free=True, edited=True),
    Column("reviewed", "Day on which somebody last asked whether it still has to sync.", edited=True),
    Column("used_by", "What uses the field, or the object where only that is said.", free=True, holds="list", edited=True),
    Column("parts", "Parts of a compound that are used, each with what is said of it for one connector.", free=True, holds="list"),
    Column("pair", "Fields of other objects that hold the same idea.", holds="list"),
    Column(
        "converts_to",
        "Fields that take the value when a lead is converted: as the spec says, else as the org maps it.",
        free=True,
        holds="list",
    ),
    Column("created", "Whether the estate creates the field.", holds="truth"),
    Column("band", "Where it is a banded copy of a score: of which, its bands, and how many writes a day they save.", free=True),
    Column("retire", "How far the field is on its way out, and since when."),
    Column("read_by", "Who sees the field, and through what.", free=True, holds="list"),
    Column("edited_by", "Who may change it, and through what.", free=True, holds="list"),
    Column("key", "Key of the spec that says this. It stays when the spec moves to another file, so no file is named here."),
)

#: What people may change in a sheet, by the names of columns.
EDITED = tuple(column.name for column in COLUMNS if column.edited)

#: The columns of each connector, as `marketo.direction`.
OF_CONNECTOR = (
    Column("direction", "Which way the field goes for {connector}; empty where its file is not for {connector}."),
    Column("field", "Name of the field there, where the specs say it.", free=True),
    Column("type", "Type of the field there, where the specs say it.", free=True),
    Column("wins", "Whose value is kept for {connector} when both sides changed."),
)


def columns(connectors: Iterable[str]) -> tuple[Column, ...]:
    """All columns for these connectors."""
    theirs = (Column(f"{c}.{one.name}", one.means.format(connector=f"`{c}`"), one.free) for c in connectors for one in OF_CONNECTOR)
    return (*COLUMNS, *theirs)
