"""Spec kinds that say which records are in scope: `filter` and `partition`."""

from typing import Annotated, Literal

from syncwright.spec.base import Said, Spec, said
from syncwright.spec.values import Address, ApiName, Bool, EachOnce, Name, OneOrMore, Text


class FilterFieldSpec(Said):
    """The field that keeps a filter's answer on each record, so that every platform tests the same."""

    field: ApiName = said(description="Checkbox that keeps the answer.")
    formula: ApiName | None = said(
        None, description="Formula field that works the answer out, where `_Now` behind the name of `field` is taken."
    )
    syncs_when: Bool = said(True, description="Which value means that a record is in scope. `false` for a field that keeps records out.")
    backfill: Literal["bulk", "by-hand"] = said("bulk", description="How records that exist get their value: a flow touches none of them.")
    refresh: Literal["nightly"] | None = said(None, description="When stored answers are renewed; needed where `where` speaks of today.")


class PartitionFieldSpec(Said):
    """The field that keeps which case a record goes to."""

    field: ApiName = said(description="Picklist or text that keeps the name of the case.")
    formula: ApiName | None = said(
        None, description="Formula field that works the answer out, where `_Now` behind the name of `field` is taken."
    )
    backfill: Literal["bulk", "by-hand"] = said("bulk", description="How records that exist get their value: a flow touches none of them.")
    refresh: Literal["nightly"] | None = said(None, description="When stored answers are renewed; needed where a case speaks of today.")


class FilterShareSpec(Said):
    """Who sees the records in scope by Salesforce's own sharing: a criteria-based sharing rule, which needs no vendor."""

    group: ApiName = said(description="Public group that the sync user is in.")


class FilterSpec(Spec):
    """Which records are in scope. Grants no sync by itself."""

    filter: Name = said(description="Name of the filter.")
    why: Text = said(description="Why other records stay out.")
    owner: Name | None = said(None, description="Owner of the filter.")
    objects: Annotated[OneOrMore[ApiName], EachOnce] = said(description="Objects whose records it is about. Names in `where` hold on each.")
    where: Text = said(description="Which records are in scope, in the language of filters.")
    as_: FilterFieldSpec | None = said(None, alias="as", description="Field that keeps the answer on each record.")
    for_: OneOrMore[Address] = said((), alias="for", description="Connectors that sync only what is in scope.")
    share: FilterShareSpec | None = said(
        None, description="Sharing rule that lets a group see what is in scope, where nobody sees records unless they are shared."
    )


class CaseSpec(Said):
    """One case of a partition."""

    for_: Address = said(alias="for", description="Connector, or business unit of one, that these records go to.")
    where: Text = said(description="Which records go there, of those that no case above takes.")
    why: Text | None = said(None, description="Why they go there.")


class PartitionSpec(Spec):
    """Each record goes to one case: the first that takes it."""

    partition: Name = said(description="Name of the partition.")
    why: Text = said(description="Why records are kept apart.")
    owner: Name | None = said(None, description="Owner of the partition.")
    objects: Annotated[OneOrMore[ApiName], EachOnce] = said(description="Objects whose records it is about. Names in `where` hold on each.")
    as_: PartitionFieldSpec | None = said(None, alias="as", description="Field that keeps the name of the case.")
    cases: dict[Text, CaseSpec] = said(min_length=1, description="The cases, by the name that the field keeps. The first match wins.")
    otherwise: Text = said("blank", description="What a record gets that no case takes: the value that the field keeps, or `blank`.")
