"""What a privacy class means for a field in Salesforce: its data sensitivity, and whether its history is kept. The lists of values are Salesforce's, which class gets which is ours.

DOC: CustomField in the Metadata API Developer Guide lists the values of `securityClassification` and `complianceGroup`. An estate's
`policy: {privacy: ...}` says otherwise, class by class. See decision 0012.
"""

from syncwright.catalog.model import CatalogField
from syncwright.platforms.salesforce.field_types import kind_of
from syncwright.records import Struct
from syncwright.spec.compiled import PolicySpec
from syncwright.spec.words import Privacy


class Sensitivity(Struct, frozen=True):
    """`classification`: how sensitive the data is. `compliance`: the rules that it falls under, sorted. Both by Salesforce's names."""

    classification: str
    compliance: tuple[str, ...] = ()


#: Ours. `none` says that nothing of a person is in it, and so no more than that the data is the company's own.
BY_CLASS: dict[Privacy, Sensitivity] = {
    "none": Sensitivity("Internal"),
    "contact": Sensitivity("Confidential", ("GDPR", "PII")),
    "consent": Sensitivity("Confidential", ("GDPR", "PII")),
    "behaviour": Sensitivity("Confidential", ("GDPR", "PII")),
    "financial": Sensitivity("Restricted"),
    "special": Sensitivity("MissionCritical", ("GDPR", "PII")),
}


def sensitivity(field: CatalogField, policy: PolicySpec) -> Sensitivity | None:
    """What holds for a field; None where nobody said its privacy class."""
    pii = field.pii
    if pii is None:
        return None
    ours, said = BY_CLASS[pii], policy.privacy.get(pii)
    if said is None:
        return ours
    compliance = ours.compliance if said.compliance is None else tuple(sorted(said.compliance))
    return Sensitivity(said.classification or ours.classification, compliance)


def tracks(field: CatalogField) -> bool | None:
    """Whether the field's history is kept; None where nobody asks. Consent has to be shown to have been given, so its history is kept."""
    create = field.spec.create
    if create is None:
        # A band is a picklist.
        return True if field.pii == "consent" else None
    if create.history is not None or field.pii != "consent":
        return create.history
    kind = kind_of(create.type, formula=create.formula is not None)
    return True if kind is not None and kind.tracked else None
