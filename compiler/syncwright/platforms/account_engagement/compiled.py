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

    _Text0 = Annotated[str, Bounds(min_length=1, max_length=8000)]
    _Text1 = Annotated[str, Bounds(max_length=80, pattern='^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)' r'\Z')]

    class BusinessUnit(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:BusinessUnit"
        why: _Text0
        campaign_record_types: tuple[_Text0, ...] = ()


    class AccountEngagementConnector(ConnectorSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.platforms.account_engagement.connector:AccountEngagementConnector"
        version: Literal['1', '2']
        marketing_data_sharing: Literal["true", "false"] = False
        same_email_prospects: Literal["true", "false"] = False
        person_accounts: Literal['off', 'sync_with_lead_creation', 'create_as_person_account'] = 'off'
        blank_salesforce_values_overwrite: Literal["true", "false"] = False
        business_units: dict[_Text1, BusinessUnit] = NOTHING

        def __post_init__(self):
            if type(self.marketing_data_sharing) is str: settle(self, 'marketing_data_sharing', convert.yes_no(self.marketing_data_sharing))
            if type(self.same_email_prospects) is str: settle(self, 'same_email_prospects', convert.yes_no(self.same_email_prospects))
            if type(self.blank_salesforce_values_overwrite) is str: settle(self, 'blank_salesforce_values_overwrite', convert.yes_no(self.blank_salesforce_values_overwrite))

        def parts(self) -> tuple[str, ...]:
            return tuple(sorted(self.business_units))
