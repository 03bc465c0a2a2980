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
    _Text1 = Annotated[str, Bounds(max_length=80, pattern='^(?:[A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*)' r'\Z')]
    _Text2 = Annotated[str, Bounds(max_length=13, pattern='^(?:(?:0|[1-9][0-9]{0,5})(?:\\.[0-9]{1,6})?)' r'\Z')]

    class MarketoOptions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:MarketoOptions"
        campaign_sync: Literal["true", "false"] = False
        default_last_name: _Text0 | None = None
        default_company: _Text0 | None = None
        owner_notifications: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.campaign_sync) is str: settle(self, 'campaign_sync', convert.yes_no(self.campaign_sync))
            if type(self.owner_notifications) is str: settle(self, 'owner_notifications', convert.yes_no(self.owner_notifications))


    class CustomObject(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:CustomObject"
        why: _Text0
        constraints: tuple[_Text1, ...] = ()


    class MemberField(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:MemberField"
        field: _Text0
        why: _Text0


    class MarketoConnector(ConnectorSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.marketo.connector:MarketoConnector"
        activities: tuple[Literal['Filled out form', 'Added to list', 'Email sent', 'Email delivered', 'Email opened', 'Clicked link in email', 'Removed from list', 'Remove from flow', 'Sales email sent', 'Sales email opened', 'Click link in sales email', 'Sales email received'], ...] = ()
        volumes: dict[Literal['Filled out form', 'Added to list', 'Email sent', 'Email delivered', 'Email opened', 'Clicked link in email', 'Removed from list', 'Remove from flow', 'Sales email sent', 'Sales email opened', 'Click link in sales email', 'Sales email received'], _Text2] = NOTHING
        custom_objects: dict[_Text1, CustomObject] = NOTHING
        program_member_fields: dict[_Text1, MemberField] = NOTHING
        member_statuses: dict[_Text0, tuple[_Text0, ...]] = NOTHING
        options: MarketoOptions = MarketoOptions()

        def __post_init__(self):
            if self.activities is not None: convert.each_once(self.activities)
