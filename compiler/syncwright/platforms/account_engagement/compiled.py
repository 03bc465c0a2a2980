"""The models of syncwright.platforms.account_engagement.connector as lean structs, for the good path. Made by `make generated`; never edited."""

# mypy: ignore-errors

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syncwright.platforms.account_engagement.connector import *
else:
    from datetime import date
    from typing import Annotated, ClassVar, Literal

    from syncwright.records import Bounds, Struct, settle
    from syncwright.spec import convert
    from syncwright.spec.convert import NOTHING
    from syncwright.spec.compiled import ConnectorSpec

    _Text0 = Annotated[str, Bounds(max_length=80, pattern='^(?:[A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*)' r'\Z')]
    _Text1 = Annotated[str, Bounds(max_length=254, pattern='^(?:[^@\\s]+@[^@\\s]+)' r'\Z')]
    _Text2 = Annotated[str, Bounds(min_length=1, max_length=8000)]
    _Text3 = Annotated[str, Bounds(max_length=80, pattern='^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)' r'\Z')]

    class UserSync(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:UserSync"
        public_groups: tuple[_Text0, ...] = ()
        roles: tuple[_Text0, ...] = ()
        roles_and_subordinates: tuple[_Text0, ...] = ()
        users: tuple[_Text1, ...] = ()
        profiles: dict[_Text2, _Text2] = NOTHING

        def __post_init__(self):
            if self.public_groups is not None: convert.each_once(self.public_groups)
            if self.roles is not None: convert.each_once(self.roles)
            if self.roles_and_subordinates is not None: convert.each_once(self.roles_and_subordinates)
            if self.users is not None: convert.each_once(self.users)


    class ConnectorSettings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:ConnectorSettings"
        create_prospects: Literal["true", "false"] | None = None
        default_campaign: _Text2 | None = None
        change_emails: Literal["true", "false"] | None = None
        match_users: Literal["true", "false"] | None = None
        delete_and_merge: Literal["true", "false"] | None = None
        creates: Literal['lead', 'contact', 'person_account'] | None = None
        assignment: Literal['user', 'queue', 'assignment_rule'] | None = None

        def __post_init__(self):
            if type(self.create_prospects) is str: settle(self, 'create_prospects', convert.yes_no(self.create_prospects))
            if type(self.change_emails) is str: settle(self, 'change_emails', convert.yes_no(self.change_emails))
            if type(self.match_users) is str: settle(self, 'match_users', convert.yes_no(self.match_users))
            if type(self.delete_and_merge) is str: settle(self, 'delete_and_merge', convert.yes_no(self.delete_and_merge))


    class BusinessUnit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:BusinessUnit"
        why: _Text2
        campaign_record_types: tuple[_Text2, ...] = ()
        user_sync: UserSync = UserSync()
        settings: ConnectorSettings = ConnectorSettings()
        mailable_prospects: str | None = None

        def __post_init__(self):
            if type(self.mailable_prospects) is str: settle(self, 'mailable_prospects', convert.whole(self.mailable_prospects))


    class AccountEngagementConnector(ConnectorSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:AccountEngagementConnector"
        version: Literal['1', '2']
        edition: Literal['growth', 'plus', 'advanced', 'premium'] | None = None
        marketing_data_sharing: Literal["true", "false"] = False
        object_change_log: Literal["true", "false"] = False
        connected_campaigns: Literal["true", "false"] | None = None
        same_email_prospects: Literal["true", "false"] = False
        person_accounts: Literal['off', 'sync_with_lead_creation', 'create_as_person_account'] = 'off'
        blank_salesforce_values_overwrite: Literal["true", "false"] = False
        user_sync: UserSync = UserSync()
        settings: ConnectorSettings = ConnectorSettings()
        mailable_prospects: str | None = None
        partner: _Text2 | None = None
        business_units: dict[_Text3, BusinessUnit] = NOTHING

        def __post_init__(self):
            if type(self.marketing_data_sharing) is str: settle(self, 'marketing_data_sharing', convert.yes_no(self.marketing_data_sharing))
            if type(self.object_change_log) is str: settle(self, 'object_change_log', convert.yes_no(self.object_change_log))
            if type(self.connected_campaigns) is str: settle(self, 'connected_campaigns', convert.yes_no(self.connected_campaigns))
            if type(self.same_email_prospects) is str: settle(self, 'same_email_prospects', convert.yes_no(self.same_email_prospects))
            if type(self.blank_salesforce_values_overwrite) is str: settle(self, 'blank_salesforce_values_overwrite', convert.yes_no(self.blank_salesforce_values_overwrite))
            if type(self.mailable_prospects) is str: settle(self, 'mailable_prospects', convert.whole(self.mailable_prospects))

        def parts(self) -> tuple[str, ...]:
            return tuple(sorted(self.business_units))
