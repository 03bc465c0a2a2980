"""The models of syncwright.spec.base, syncwright.spec.estate, syncwright.spec.connector, syncwright.spec.value_set, syncwright.spec.object, syncwright.spec.filter, syncwright.spec.campaign, syncwright.spec.user as lean structs, for the good path. Made by `make generated`; never edited."""

# mypy: ignore-errors

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syncwright.spec.base import *
    from syncwright.spec.estate import *
    from syncwright.spec.connector import *
    from syncwright.spec.value_set import *
    from syncwright.spec.object import *
    from syncwright.spec.filter import *
    from syncwright.spec.campaign import *
    from syncwright.spec.user import *
else:
    from datetime import date
    from typing import Annotated, ClassVar, Literal

    from syncwright.records import Bounds, Struct, settle
    from syncwright.spec import convert
    from syncwright.spec.convert import NOTHING

    _Text0 = Annotated[str, Bounds(min_length=1, max_length=8000)]
    _Text1 = Annotated[str, Bounds(max_length=254, pattern='^(?:[^@\\s]+@[^@\\s]+)' r'\Z')]
    _Text2 = Annotated[str, Bounds(max_length=120, pattern='^(?:@[A-Za-z0-9-]+(?:/[A-Za-z0-9._-]+)?)' r'\Z')]
    _Text3 = Annotated[str, Bounds(max_length=8000, pattern='^(?:[4-9][0-9]\\.0|[1-9][0-9][0-9]\\.0)' r'\Z')]
    _Text4 = Annotated[str, Bounds(max_length=64, pattern='^(?:[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*)' r'\Z')]
    _Text5 = Annotated[str, Bounds(max_length=20, pattern='^(?:[1-9][0-9]{0,3} (?:minute|hour|day|week|month|year)s?)' r'\Z')]
    _Text6 = Annotated[str, Bounds(max_length=80, pattern='^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)' r'\Z')]
    _Text7 = Annotated[str, Bounds(max_length=253, pattern='^(?:(?:[a-z0-9]+(?:-{1,2}[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-{1,2}[a-z0-9]+)*)*\\.[a-z]+|(?:127\\.0\\.0\\.1|localhost)(?::[1-9][0-9]{0,4})?))' r'\Z')]
    _Text8 = Annotated[str, Bounds(max_length=200, pattern='^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)' r'\Z')]
    _Text9 = Annotated[str, Bounds(max_length=8000, pattern='^(?:[0-9]{3}-[A-Z]{3}-[0-9]{3})' r'\Z')]
    _Text10 = Annotated[str, Bounds(max_length=160, pattern='^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)?)' r'\Z')]
    _Text11 = Annotated[str, Bounds(max_length=2000, pattern='^(?:https://[A-Za-z0-9._~:/?#@!$&+,;=%-]+)' r'\Z')]
    _Text12 = Annotated[str, Bounds(min_length=1, max_length=255)]
    _Text13 = Annotated[str, Bounds(max_length=80, pattern='^(?:[A-Za-z][A-Za-z0-9]*(?:_{1,2}[A-Za-z0-9]+)*)' r'\Z')]
    _Text14 = Annotated[str, Bounds(min_length=1, max_length=80)]
    _Text15 = Annotated[str, Bounds(max_length=160, pattern='^(?:[A-Za-z][A-Za-z0-9_]*\\.[A-Za-z][A-Za-z0-9_]*)' r'\Z')]
    _Text16 = Annotated[str, Bounds(max_length=13, pattern='^(?:(?:0|[1-9][0-9]{0,5})(?:\\.[0-9]{1,6})?)' r'\Z')]
    _Text17 = Annotated[str, Bounds(max_length=8000, pattern='^(?:[A-Z]{2})' r'\Z')]
    _Text18 = Annotated[str, Bounds(max_length=8000, pattern='^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9])' r'\Z')]
    _Text19 = Annotated[str, Bounds(max_length=8000, pattern='^(?:[+-][0-9]{1,9}|=-?[0-9]{1,9})' r'\Z')]

    class AllowSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.base:AllowSpec"
        why: _Text0
        until: date


    class Spec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.base:Spec"
        allow: dict[_Text0, AllowSpec] = NOTHING


    class Owner(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:Owner"
        title: _Text0
        contact: _Text1
        github: _Text2 | None = None


    class SalesforceEdition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:SalesforceEdition"
        edition: Literal['professional', 'enterprise', 'unlimited', 'performance', 'developer']
        api_version: _Text3 = '67.0'
        timezone: _Text4 | None = None


    class SensitivitySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:SensitivitySpec"
        classification: Literal['Public', 'Internal', 'Confidential', 'Restricted', 'MissionCritical'] | None = None
        compliance: tuple[Literal['CCPA', 'COPPA', 'GDPR', 'HIPAA', 'PCI', 'PII'], ...] | None = None


    class PolicySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:PolicySpec"
        rules: dict[_Text0, Literal['error', 'warning', 'note', 'off']] = NOTHING
        privacy: dict[Literal['none', 'contact', 'consent', 'behaviour', 'financial', 'special'], SensitivitySpec] = NOTHING
        review_every: _Text5 | None = None
        removals: str = 25

        def __post_init__(self):
            if type(self.removals) is str: settle(self, 'removals', convert.whole(self.removals))


    class EstateSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:EstateSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        estate: _Text6
        owner: _Text6
        default_environment: _Text6 | None = None
        owners: dict[_Text6, Owner]
        salesforce: SalesforceEdition
        policy: PolicySpec = PolicySpec()


    class OrgSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:OrgSpec"
        org: str
        instance: _Text7
        inventory: _Text8

        def __post_init__(self):
            if self.org is not None: convert.org_id(self.org)


    class ConnectorPlace(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:ConnectorPlace"
        munchkin: _Text9 | None = None
        business_unit: str | None = None
        state: Literal['paused', 'running'] | None = None
        first_sync: date | None = None

        def __post_init__(self):
            if self.business_unit is not None: convert.business_unit_id(self.business_unit)


    class UserPlace(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:UserPlace"
        username: _Text1


    class EnvironmentSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.estate:EnvironmentSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        environment: _Text6
        protected: Literal["true", "false"] = False
        salesforce: OrgSpec
        connectors: dict[_Text10, ConnectorPlace | Literal['absent']] = NOTHING
        users: dict[_Text6, UserPlace] = NOTHING

        def __post_init__(self):
            if type(self.protected) is str: settle(self, 'protected', convert.yes_no(self.protected))


    class Operations(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.connector:Operations"
        errors_owner: _Text6
        deputy: _Text6 | None = None
        review_every: _Text5


    class ConnectorSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.connector:ConnectorSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        connector: _Text6
        platform: _Text0
        owner: _Text6
        why: _Text0
        sync_user: _Text6
        operations: Operations | None = None
        resources: dict[_Text0, _Text11] = NOTHING

        def parts(self) -> tuple[str, ...]:
            """Names of what lies inside it and can be addressed, such as business units."""
            return ()


    class ValueSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.value_set:ValueSpec"
        label: _Text0 | None = None
        description: _Text12 | None = None
        color: _Text0 | None = None
        default: Literal["true", "false"] = False
        active: Literal["true", "false"] = True
        previously: _Text0 | Annotated[tuple[_Text0, ...], Bounds(min_length=1)] = ()

        def __post_init__(self):
            if type(self.default) is str: settle(self, 'default', convert.yes_no(self.default))
            if type(self.active) is str: settle(self, 'active', convert.yes_no(self.active))
            if type(self.previously) is str: settle(self, 'previously', (self.previously,))
            convert.each_once(self.previously)


    class ValueSetSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.value_set:ValueSetSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        value_set: _Text13
        label: _Text14 | None = None
        why: _Text0
        owner: _Text6 | None = None
        description: _Text12 | None = None
        order: tuple[_Text0, ...] = ()
        sorted: Literal["true", "false"] = False
        values: Annotated[dict[_Text0, ValueSpec | Literal[""]], Bounds(min_length=1)]

        def __post_init__(self):
            if type(self.sorted) is str: settle(self, 'sorted', convert.yes_no(self.sorted))
            if self.values and "" in self.values.values(): settle(self, 'values', {k: ValueSpec() if v == "" else v for k, v in self.values.items()})


    class AtSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:AtSpec"
        sync: Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden'] | None = None
        field: _Text0 | None = None
        wins: Literal['salesforce', 'account_engagement', 'most_recent_field', 'most_recent_record'] | None = None
        type: _Text0 | None = None
        values: tuple[_Text0, ...] = ()


    class PartSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:PartSpec"
        sync: Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden'] | Annotated[dict[_Text6, Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden']], Bounds(min_length=1)] | None = None
        why: _Text0 | None = None
        at: dict[_Text10, AtSpec] = NOTHING


    class SummarySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:SummarySpec"
        operation: Literal['count', 'sum', 'min', 'max']
        by: _Text15
        of: _Text15 | None = None


    class MaskSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:MaskSpec"
        kind: _Text0
        char: _Text0 = 'asterisk'


    class CreateSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:CreateSpec"
        label: _Text0
        type: _Text0
        length: str | None = None
        precision: str | None = None
        scale: str | None = None
        visible_lines: str | None = None
        required: Literal["true", "false"] = False
        unique: Literal["true", "false"] = False
        case_sensitive: Literal["true", "false"] = False
        external_id: Literal["true", "false"] = False
        default: _Text0 | None = None
        formula: _Text0 | None = None
        blanks: Literal['as-zero', 'as-blank'] | None = None
        refers_to: _Text13 | None = None
        relationship_name: _Text13 | None = None
        relationship_label: _Text0 | None = None
        relationship_order: str | None = None
        reparentable: Literal["true", "false"] = False
        read_suffices: Literal["true", "false"] = False
        on_delete: Literal['clear', 'restrict', 'cascade'] | None = None
        display_format: _Text0 | None = None
        starting_number: str | None = None
        decimal: Literal["true", "false"] = False
        summary: SummarySpec | None = None
        mask: MaskSpec | None = None
        value_set: _Text13 | None = None
        restricted: Literal["true", "false"] = True
        order: tuple[_Text0, ...] = ()
        sorted: Literal["true", "false"] = False
        help: _Text0 | None = None
        description: _Text0 | None = None
        history: Literal["true", "false"] | None = None

        def __post_init__(self):
            if type(self.length) is str: settle(self, 'length', convert.whole(self.length))
            if type(self.precision) is str: settle(self, 'precision', convert.whole(self.precision))
            if type(self.scale) is str: settle(self, 'scale', convert.whole(self.scale))
            if type(self.visible_lines) is str: settle(self, 'visible_lines', convert.whole(self.visible_lines))
            if type(self.required) is str: settle(self, 'required', convert.yes_no(self.required))
            if type(self.unique) is str: settle(self, 'unique', convert.yes_no(self.unique))
            if type(self.case_sensitive) is str: settle(self, 'case_sensitive', convert.yes_no(self.case_sensitive))
            if type(self.external_id) is str: settle(self, 'external_id', convert.yes_no(self.external_id))
            if type(self.relationship_order) is str: settle(self, 'relationship_order', convert.whole(self.relationship_order))
            if type(self.reparentable) is str: settle(self, 'reparentable', convert.yes_no(self.reparentable))
            if type(self.read_suffices) is str: settle(self, 'read_suffices', convert.yes_no(self.read_suffices))
            if type(self.starting_number) is str: settle(self, 'starting_number', convert.whole(self.starting_number))
            if type(self.decimal) is str: settle(self, 'decimal', convert.yes_no(self.decimal))
            if type(self.restricted) is str: settle(self, 'restricted', convert.yes_no(self.restricted))
            if type(self.sorted) is str: settle(self, 'sorted', convert.yes_no(self.sorted))
            if type(self.history) is str: settle(self, 'history', convert.yes_no(self.history))


    class MovesSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:MovesSpec"
        per_day: _Text16
        steps: tuple[str, ...]

        def __post_init__(self):
            settle(self, 'steps', tuple(map(convert.whole, self.steps)))


    class BandSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:BandSpec"
        of: _Text13
        edges: tuple[str, ...]
        dead_band: str = 0
        names: tuple[_Text0, ...] = ()
        moves: MovesSpec | None = None

        def __post_init__(self):
            settle(self, 'edges', tuple(map(convert.whole, self.edges)))
            if type(self.dead_band) is str: settle(self, 'dead_band', convert.whole(self.dead_band))


    class RetireSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:RetireSpec"
        stage: Literal['hidden', 'delete']
        since: date
        delete_after: _Text5 | None = None


    class FieldSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'is_': 'is'}, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:FieldSpec"
        sync: Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden'] | Annotated[dict[_Text6, Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden']], Bounds(min_length=1)] | None = None
        why: _Text0 | None = None
        owner: _Text6 | None = None
        pii: Literal['none', 'contact', 'consent', 'behaviour', 'financial', 'special'] | None = None
        basis: _Text0 | None = None
        reviewed: date | None = None
        used_by: _Text0 | Annotated[tuple[_Text0, ...], Bounds(min_length=1)] = ()
        is_: dict[_Text13, _Text13] = NOTHING
        parts: dict[_Text13, PartSpec | Literal[""]] = NOTHING
        create: CreateSpec | None = None
        band: BandSpec | None = None
        previously: _Text0 | None = None
        convert: _Text15 | None = None
        at: dict[_Text10, AtSpec] = NOTHING
        values: dict[_Text0, ValueSpec | Literal[""]] = NOTHING
        retire: RetireSpec | None = None
        allow: dict[_Text0, AllowSpec] = NOTHING

        def __post_init__(self):
            if type(self.used_by) is str: settle(self, 'used_by', (self.used_by,))
            if self.parts and "" in self.parts.values(): settle(self, 'parts', {k: PartSpec() if v == "" else v for k, v in self.parts.items()})
            if self.values and "" in self.values.values(): settle(self, 'values', {k: ValueSpec() if v == "" else v for k, v in self.values.items()})


    class DefaultsSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:DefaultsSpec"
        sync: Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden'] | Annotated[dict[_Text6, Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden']], Bounds(min_length=1)] | None = None
        why: _Text0 | None = None
        owner: _Text6 | None = None
        pii: Literal['none', 'contact', 'consent', 'behaviour', 'financial', 'special'] | None = None
        basis: _Text0 | None = None
        reviewed: date | None = None
        at: dict[_Text10, AtSpec] = NOTHING


    class ObjectSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'for_': 'for'}, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:ObjectSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        object: _Text13 | Annotated[tuple[_Text13, ...], Bounds(min_length=1)]
        of: _Text6 = 'salesforce'
        owner: _Text6 | None = None
        why: _Text0
        for_: _Text6 | Annotated[tuple[_Text6, ...], Bounds(min_length=1)] = ()
        sync: Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden'] | Annotated[dict[_Text6, Literal['two-way', 'from-salesforce', 'to-salesforce', 'hidden']], Bounds(min_length=1)] | None = None
        used_by: _Text0 | Annotated[tuple[_Text0, ...], Bounds(min_length=1)] = ()
        defaults: DefaultsSpec = DefaultsSpec()
        fields: dict[_Text13, FieldSpec | Literal[""]]

        def __post_init__(self):
            if type(self.object) is str: settle(self, 'object', (self.object,))
            convert.each_once(self.object)
            if type(self.for_) is str: settle(self, 'for_', (self.for_,))
            if type(self.used_by) is str: settle(self, 'used_by', (self.used_by,))
            if self.fields and "" in self.fields.values(): settle(self, 'fields', {k: FieldSpec() if v == "" else v for k, v in self.fields.items()})


    class BaseSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:BaseSpec"
        countries: _Text17 | Annotated[tuple[_Text17, ...], Bounds(min_length=1)] = ()
        states: _Text17 | None = None

        def __post_init__(self):
            if type(self.countries) is str: settle(self, 'countries', (self.countries,))
            convert.each_once(self.countries)


    class MapSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, omit_defaults=True):
        model: ClassVar[str] = "syncwright.spec.object:MapSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        map: _Text6
        why: _Text0
        owner: _Text6 | None = None
        base: Literal['countries'] | BaseSpec | None = None
        values: Annotated[dict[_Text0, _Text0], Bounds(min_length=1)] = NOTHING


    class FilterFieldSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.filter:FilterFieldSpec"
        field: _Text13
        formula: _Text13 | None = None
        syncs_when: Literal["true", "false"] = True
        backfill: Literal['bulk', 'by-hand'] = 'bulk'
        refresh: Literal['nightly'] | None = None

        def __post_init__(self):
            if type(self.syncs_when) is str: settle(self, 'syncs_when', convert.yes_no(self.syncs_when))


    class PartitionFieldSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.filter:PartitionFieldSpec"
        field: _Text13
        formula: _Text13 | None = None
        backfill: Literal['bulk', 'by-hand'] = 'bulk'
        refresh: Literal['nightly'] | None = None


    class FilterShareSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.filter:FilterShareSpec"
        group: _Text13


    class FilterSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'as_': 'as', 'for_': 'for'}):
        model: ClassVar[str] = "syncwright.spec.filter:FilterSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        filter: _Text6
        why: _Text0
        owner: _Text6 | None = None
        objects: _Text13 | Annotated[tuple[_Text13, ...], Bounds(min_length=1)]
        where: _Text0
        as_: FilterFieldSpec | None = None
        for_: _Text10 | Annotated[tuple[_Text10, ...], Bounds(min_length=1)] = ()
        share: FilterShareSpec | None = None

        def __post_init__(self):
            if type(self.objects) is str: settle(self, 'objects', (self.objects,))
            convert.each_once(self.objects)
            if type(self.for_) is str: settle(self, 'for_', (self.for_,))


    class CaseSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'for_': 'for'}):
        model: ClassVar[str] = "syncwright.spec.filter:CaseSpec"
        for_: _Text10
        where: _Text0
        why: _Text0 | None = None


    class PartitionSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'as_': 'as'}):
        model: ClassVar[str] = "syncwright.spec.filter:PartitionSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        partition: _Text6
        why: _Text0
        owner: _Text6 | None = None
        objects: _Text13 | Annotated[tuple[_Text13, ...], Bounds(min_length=1)]
        as_: PartitionFieldSpec | None = None
        cases: Annotated[dict[_Text0, CaseSpec], Bounds(min_length=1)]
        otherwise: _Text0 = 'blank'

        def __post_init__(self):
            if type(self.objects) is str: settle(self, 'objects', (self.objects,))
            convert.each_once(self.objects)


    class WeeklySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:WeeklySpec"
        on: Literal['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] | Annotated[tuple[Literal['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], ...], Bounds(min_length=1)]
        at: _Text18

        def __post_init__(self):
            if type(self.on) is str: settle(self, 'on', (self.on,))
            convert.each_once(self.on)


    class MonthlySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:MonthlySpec"
        on: str
        at: _Text18

        def __post_init__(self):
            if type(self.on) is str: settle(self, 'on', convert.whole(self.on))


    class EverySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:EverySpec"
        day: _Text18 | None = None
        week: WeeklySpec | None = None
        month: MonthlySpec | None = None
        timezone: _Text4 | None = None


    class QualifySpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:QualifySpec"
        every: _Text5


    class WhenSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:WhenSpec"
        created: Literal['true'] | None = None
        changes: _Text0 | None = None
        to: _Text0 | None = None
        score_changes: _Text0 | None = None
        fills_out_form: _Text0 | None = None
        clicks_link_in_email: _Text0 | None = None
        visits_page: _Text0 | None = None
        added_to_list: _Text0 | None = None
        added_to_campaign: _Text0 | None = None
        status_changes_in: _Text0 | None = None
        requested: _Text0 | None = None


    class ChoiceSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'if_': 'if'}):
        model: ClassVar[str] = "syncwright.spec.campaign:ChoiceSpec"
        if_: _Text0
        to: _Text0 | None = None


    class AssignSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:AssignSpec"
        user: _Text0 | None = None
        queue: _Text0 | None = None


    class ConvertSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:ConvertSpec"
        user: _Text0 | None = None
        notify: Literal["true", "false"] = False
        status: _Text0 | None = None

        def __post_init__(self):
            if type(self.notify) is str: settle(self, 'notify', convert.yes_no(self.notify))


    class TaskSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:TaskSpec"
        subject: _Text0
        user: _Text0 | None = None
        due: _Text5 | None = None
        priority: _Text0 | None = None
        status: _Text0 | None = None
        description: _Text0 | None = None


    class MemberSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:MemberSpec"
        campaign: _Text0
        status: _Text0


    class AlertSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:AlertSpec"
        email: _Text0
        to: _Text0 | Annotated[tuple[_Text0, ...], Bounds(min_length=1)]

        def __post_init__(self):
            if type(self.to) is str: settle(self, 'to', (self.to,))


    class FlowStepSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:FlowStepSpec"
        change: _Text0 | None = None
        to: _Text0 | None = None
        map: _Text6 | None = None
        choices: tuple[ChoiceSpec, ...] = ()
        otherwise: _Text0 | None = None
        change_score: _Text0 | None = None
        by: _Text19 | None = None
        sync_person: Literal['true'] | AssignSpec | None = None
        add_to_list: _Text0 | None = None
        remove_from_list: _Text0 | None = None
        create_task: TaskSpec | None = None
        change_owner: _Text0 | AssignSpec | None = None
        convert_person: Literal['true'] | ConvertSpec | None = None
        add_to_campaign: MemberSpec | None = None
        change_status: MemberSpec | None = None
        send_email: _Text0 | None = None
        alert: AlertSpec | None = None
        wait: _Text5 | None = None


    class TokenSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:TokenSpec"
        type: Literal['text', 'number', 'date', 'score', 'rich text', 'sfdc campaign'] = 'text'
        value: _Text0


    class CampaignSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'for_': 'for'}):
        model: ClassVar[str] = "syncwright.spec.campaign:CampaignSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        campaign: _Text6
        for_: _Text10
        owner: _Text6 | None = None
        why: _Text0
        type: _Text0


    class FlowCampaignSpec(CampaignSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:FlowCampaignSpec"
        qualify: Literal['once', 'every-time'] | QualifySpec = 'once'
        objects: _Text13 | Annotated[tuple[_Text13, ...], Bounds(min_length=1)] = ()
        who: _Text0 | None = None
        flow: Annotated[tuple[FlowStepSpec, ...], Bounds(min_length=1)]
        tokens: dict[_Text0, _Text0 | TokenSpec] = NOTHING

        def __post_init__(self):
            if type(self.objects) is str: settle(self, 'objects', (self.objects,))
            convert.each_once(self.objects)


    class BatchCampaignSpec(FlowCampaignSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:BatchCampaignSpec"
        every: EverySpec | None = None
        limit: str | None = None

        def __post_init__(self):
            if type(self.objects) is str: settle(self, 'objects', (self.objects,))
            convert.each_once(self.objects)
            if type(self.limit) is str: settle(self, 'limit', convert.whole(self.limit))


    class TriggerCampaignSpec(FlowCampaignSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:TriggerCampaignSpec"
        when: Annotated[tuple[WhenSpec, ...], Bounds(min_length=1)]

        def __post_init__(self):
            if type(self.objects) is str: settle(self, 'objects', (self.objects,))
            convert.each_once(self.objects)


    class MemberStatusSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:MemberStatusSpec"
        status: _Text0
        responded: Literal["true", "false"] = False
        default: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.responded) is str: settle(self, 'responded', convert.yes_no(self.responded))
            if type(self.default) is str: settle(self, 'default', convert.yes_no(self.default))


    class ConnectedCampaignSpec(CampaignSpec, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.campaign:ConnectedCampaignSpec"
        name: _Text14
        record_type: _Text13 | None = None
        statuses: Annotated[tuple[MemberStatusSpec, ...], Bounds(min_length=1)]
        starts: date | None = None
        ends: date | None = None
        active: Literal["true", "false"] = False
        parent: _Text6 | None = None
        user: _Text0 | None = None
        fields: dict[_Text13, _Text0] = NOTHING
        connects: _Text0 | None = None

        def __post_init__(self):
            if type(self.active) is str: settle(self, 'active', convert.yes_no(self.active))


    class ObjectGrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:ObjectGrant"
        access: Literal['read', 'create', 'edit', 'delete', 'view-all', 'modify-all', 'view-all-fields'] | Annotated[tuple[Literal['read', 'create', 'edit', 'delete', 'view-all', 'modify-all', 'view-all-fields'], ...], Bounds(min_length=1)]
        why: _Text0 | None = None
        external: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.access) is str: settle(self, 'access', (self.access,))
            if type(self.external) is str: settle(self, 'external', convert.yes_no(self.external))


    class FieldGrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:FieldGrant"
        access: Literal['read', 'edit']
        why: _Text0 | None = None
        external: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.external) is str: settle(self, 'external', convert.yes_no(self.external))


    class TabGrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:TabGrant"
        visibility: Literal['visible', 'available'] = 'visible'
        why: _Text0 | None = None


    class OtherGrant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:OtherGrant"
        why: _Text0 | None = None


    class Grants(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:Grants"
        why: _Text0 | None = None
        objects: dict[_Text13, ObjectGrant] = NOTHING
        fields: dict[_Text15, FieldGrant] = NOTHING
        permissions: dict[_Text13, OtherGrant | Literal[""]] = NOTHING
        agents: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        apps: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        classes: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        computing_summaries: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        custom_permissions: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        custom_settings: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        email_routing_addresses: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        external_credentials: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        external_data_sources: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        flows: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        metadata_types: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        pages: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        record_types: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        service_presence_statuses: dict[_Text0, OtherGrant | Literal[""]] = NOTHING
        tabs: dict[_Text0, TabGrant | Literal[""]] = NOTHING

        def __post_init__(self):
            if self.permissions and "" in self.permissions.values(): settle(self, 'permissions', {k: OtherGrant() if v == "" else v for k, v in self.permissions.items()})
            if self.agents and "" in self.agents.values(): settle(self, 'agents', {k: OtherGrant() if v == "" else v for k, v in self.agents.items()})
            if self.apps and "" in self.apps.values(): settle(self, 'apps', {k: OtherGrant() if v == "" else v for k, v in self.apps.items()})
            if self.classes and "" in self.classes.values(): settle(self, 'classes', {k: OtherGrant() if v == "" else v for k, v in self.classes.items()})
            if self.computing_summaries and "" in self.computing_summaries.values(): settle(self, 'computing_summaries', {k: OtherGrant() if v == "" else v for k, v in self.computing_summaries.items()})
            if self.custom_permissions and "" in self.custom_permissions.values(): settle(self, 'custom_permissions', {k: OtherGrant() if v == "" else v for k, v in self.custom_permissions.items()})
            if self.custom_settings and "" in self.custom_settings.values(): settle(self, 'custom_settings', {k: OtherGrant() if v == "" else v for k, v in self.custom_settings.items()})
            if self.email_routing_addresses and "" in self.email_routing_addresses.values(): settle(self, 'email_routing_addresses', {k: OtherGrant() if v == "" else v for k, v in self.email_routing_addresses.items()})
            if self.external_credentials and "" in self.external_credentials.values(): settle(self, 'external_credentials', {k: OtherGrant() if v == "" else v for k, v in self.external_credentials.items()})
            if self.external_data_sources and "" in self.external_data_sources.values(): settle(self, 'external_data_sources', {k: OtherGrant() if v == "" else v for k, v in self.external_data_sources.items()})
            if self.flows and "" in self.flows.values(): settle(self, 'flows', {k: OtherGrant() if v == "" else v for k, v in self.flows.items()})
            if self.metadata_types and "" in self.metadata_types.values(): settle(self, 'metadata_types', {k: OtherGrant() if v == "" else v for k, v in self.metadata_types.items()})
            if self.pages and "" in self.pages.values(): settle(self, 'pages', {k: OtherGrant() if v == "" else v for k, v in self.pages.items()})
            if self.record_types and "" in self.record_types.values(): settle(self, 'record_types', {k: OtherGrant() if v == "" else v for k, v in self.record_types.items()})
            if self.service_presence_statuses and "" in self.service_presence_statuses.values(): settle(self, 'service_presence_statuses', {k: OtherGrant() if v == "" else v for k, v in self.service_presence_statuses.items()})
            if self.tabs and "" in self.tabs.values(): settle(self, 'tabs', {k: TabGrant() if v == "" else v for k, v in self.tabs.items()})


    class ProfileSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:ProfileSpec"
        name: _Text0
        manage: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.manage) is str: settle(self, 'manage', convert.yes_no(self.manage))


    class SetSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
        model: ClassVar[str] = "syncwright.spec.user:SetSpec"
        name: _Text13 | None = None
        label: _Text14 | None = None
        description: _Text12 | None = None
        license: _Text0 | None = None
        activation_required: Literal["true", "false"] = False

        def __post_init__(self):
            if type(self.activation_required) is str: settle(self, 'activation_required', convert.yes_no(self.activation_required))


    class SyncUserSpec(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False, rename={'with_': 'with'}):
        model: ClassVar[str] = "syncwright.spec.user:SyncUserSpec"
        allow: dict[_Text0, AllowSpec] = NOTHING
        sync_user: _Text6
        owner: _Text6
        kind: Literal['user', 'account_engagement_integration_user'] = 'user'
        license: _Text0 | None = None
        profile: _Text0 | ProfileSpec | None = None
        marketing_user: Literal["true", "false"] = False
        with_: tuple[_Text13, ...] = ()
        group: Literal["true", "false"] = False
        permission_set: SetSpec = SetSpec()
        preset: Literal['least-privilege', 'documented', 'adopted'] = 'least-privilege'
        grants: Grants = Grants()

        def __post_init__(self):
            if type(self.marketing_user) is str: settle(self, 'marketing_user', convert.yes_no(self.marketing_user))
            if type(self.group) is str: settle(self, 'group', convert.yes_no(self.group))
