"""The models of syncwright.platforms.marketo.connector as lean structs, for the good path. Made by `make generated`; never edited."""

# mypy: ignore-errors

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syncwright.platforms.marketo.connector import *
else:
    from datetime import date
    from typing import Annotated, ClassVar, Literal

    from syncwright.records import Bounds, Struct, settle
    from syncwright.spec import convert
    from syncwright.spec.convert import NOTHING
    from syncwright.spec.compiled import ConnectorSpec

    _Text0 = Annotated[str, Bounds(min_length=1, max_length=8000)]

    class MarketoOptions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:MarketoOptions"
        campaign_sync: Literal["true", "false"] = False
        default_last_name: _Text0 | None = None
        default_company: _Text0 | None = None
        owner_notifications: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.campaign_sync) is str: settle(self, 'campaign_sync', convert.yes_no(self.campaign_sync))
            if type(self.owner_notifications) is str: settle(self, 'owner_notifications', convert.yes_no(self.owner_notifications))


    class MarketoConnector(ConnectorSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:MarketoConnector"
        activities: tuple[_Text0, ...] = ()
        options: MarketoOptions = MarketoOptions()
