"""Fields that the estate creates, as resources: each with all that it has, whether the spec says it or the type supplies it.

Knows no XML, and does not check: `field_checks` does. An attribute that stands here empty is one that the field is not to have; one that
is missing is not ours to say, and stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping

from syncwright.catalog import rules
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import Definition, created, definition, label_of, owned
from syncwright.diagnostics import Finding
from syncwright.platforms.salesforce import field_checks
from syncwright.platforms.salesforce.field_attributes import ATTRIBUTES
from syncwright.platforms.salesforce.field_types import kind_of
from syncwright.platforms.salesforce.sensitivity import sensitivity, tracks
from syncwright.platforms.salesforce.types import FIELD
from syncwright.platforms.salesforce.value_lists import RESTRICTED, List, reasons_of, wanted_list
from syncwright.platforms.salesforce.value_sets import Because, values_of_field
from syncwright.records import Struct, replace
from syncwright.resource import Attribute, Resource
from syncwright.spec.compiled import CreateSpec, MaskSpec, SummarySpec, ValueSpec
from syncwright.want import Reason, because

#: What we say in a word of our own, and what Salesforce calls it. DOC: CustomField.
_CALLED = {
    "blanks": {"as-zero": "BlankAsZero", "as-blank": "BlankAsBlank"},
    "on_delete": {"clear": "SetNull", "restrict": "Restrict", "cascade": "Cascade"},
}
#: Attributes that stay as they are where a spec does not say them.
_LEFT_ALONE = frozenset({"help", "history", "relationship_label", "starting_number", "classification", "compliance"})
#: Attributes of a field that are texts and that each type decides about.
_TEXTS = tuple(one.name for one in ATTRIBUTES if one.name not in _LEFT_ALONE | {"type", "label", "description"})


class Owned(Struct, frozen=True):
    """One field that is to be there, and everything in the specs that asks for it: an activity's field can stand under both objects."""

    at: Definition
    fields: tuple[CatalogField, ...]

    @property
    def address(self) -> str:
        """Of its resource."""
        return f"{FIELD}/{self.at.path}"


def owned_fields(catalog: Catalog) -> tuple[Owned, ...]:
    """Every field that the estate creates, by where it is defined. One that is on its way out, or still has its former name, is not made."""
    found: dict[tuple[str, str], list[CatalogField]] = {}
    for field in created(catalog):
        at = definition(field.object, field.name)
        found.setdefault((at.object, at.name), []).append(field)
    return tuple(Owned(Definition(*key), tuple(fields)) for key, fields in sorted(found.items()))


def lowered(catalog: Catalog) -> tuple[list[Resource], list[Finding]]:
    """Their resources, and what is wrong with them."""
    resources: list[Resource] = []
    findings: list[Finding] = []
    all_of_them = owned_fields(catalog)
    for one in all_of_them:
        made = [resource(catalog, one.address, field) for field in one.fields]
        findings += _differing(one, made)
        resources.append(replace(made[0], because=_together(made)))
    if all_of_them:
        findings += field_checks.findings(catalog, [(one.at, one.fields[0]) for one in all_of_them])
    return resources, findings


def resource(catalog: Catalog, address: str, field: CatalogField) -> Resource:
    """One field as it is to be."""
    said = _said(field)
    attributes = _attributes(said)
    attributes["description"] = " ".join((said.description or field.why or "").split())
    found = sensitivity(field, catalog.estate.spec.policy)
    if found is not None:
        attributes["classification"] = found.classification
        attributes["compliance"] = ";".join(found.compliance)
    if (tracked := tracks(field)) is not None:
        attributes["history"] = "true" if tracked else ""
    because_: dict[str, Mapping[str, tuple[Reason, ...]]] = {name: {"": (_reason(field, name),)} for name in attributes}
    values, reasons = _values(catalog, field)
    return Resource(address, {**attributes, **values}, {**because_, **reasons})


def _values(catalog: Catalog, field: CatalogField) -> tuple[List, Because]:
    """The values of a picklist; a band has one for each of its bands, and takes no others."""
    if field.spec.band is None:
        return values_of_field(catalog, field)
    made = owned(field.spec, field.name)
    names = made.values if made is not None else ()
    list_ = {**wanted_list(dict.fromkeys(names, ValueSpec()), names, by_label=False), RESTRICTED: "true"}
    return list_, reasons_of(list_, (because(field),), lambda _: (because(field),))


def _said(field: CatalogField) -> CreateSpec:
    """What a spec says of the field; of a band, what it amounts to."""
    if field.spec.create is not None:
        return field.spec.create
    made = owned(field.spec, field.name)
    assert made is not None, "it is created, or a band"
    return CreateSpec(label=made.label or label_of(field.name) or field.name, type=made.type or "Picklist")


def _attributes(said: CreateSpec) -> dict[str, Attribute]:
    kind = kind_of(said.type, formula=said.formula is not None)
    attributes: dict[str, Attribute] = {"label": said.label, "type": said.type}
    if kind is None:
        return attributes  # which is a finding
    for name in _TEXTS:
        if name.partition("_")[0] not in ("summary", "mask") and name in kind.takes:
            attributes[name] = _called(name, _text(said, name) or supplied(said, name))
    for name in sorted(_LEFT_ALONE):
        if (text := _text(said, name)) and name in kind.takes and name != "history":
            attributes[name] = text
    return attributes | _summary(said.summary) | _mask(said.mask)


def supplied(said: CreateSpec, name: str) -> str:
    """What an attribute is where the spec does not say it; empty if it is then left out."""
    if name == "on_delete" and said.required:
        return "restrict"  # the three required lookups in public source are all restricted
    kind = kind_of(said.type, formula=said.formula is not None)
    text = kind.supplied.get(name, "") if kind is not None else ""
    return "" if text == "false" and name != "default" else text


def _text(said: CreateSpec, name: str) -> str:
    value = getattr(said, name, None)
    if value is None or value is False or value == ():
        return ""
    return "true" if value is True else str(value).strip()


def _called(name: str, word: str) -> str:
    return _CALLED.get(name, {}).get(word, word)


def _summary(said: SummarySpec | None) -> dict[str, Attribute]:
    if said is None:
        return {}
    return {"summary_operation": said.operation, "summary_by": said.by, "summary_of": said.of or ""}


def _mask(said: MaskSpec | None) -> dict[str, Attribute]:
    return {"mask_kind": said.kind, "mask_char": said.char} if said is not None else {}


#: Where in a spec an attribute stands that is not called the same there.
_STANDS = {"description": ("why",), "classification": ("pii",), "compliance": ("pii",)}


def _reason(field: CatalogField, name: str) -> Reason:
    """Why an attribute is as it is, and where that stands; where nobody wrote it, the field itself."""
    reason, said = because(field), field.spec.create
    if said is None:
        return reason
    if (getattr(said, name, None) or None) is not None:
        return replace(reason, keys=(*field.keys, "create", name))
    stands = _STANDS.get(name)
    if stands is not None and getattr(field.spec, stands[0]) is not None:
        return replace(reason, keys=(*field.keys, *stands))
    return reason


def _together(made: Iterable[Resource]) -> dict[str, dict[str, tuple[Reason, ...]]]:
    found: dict[str, dict[str, tuple[Reason, ...]]] = {}
    for one in made:
        for attribute, parts in one.because.items():
            held = found.setdefault(attribute, {})
            for name, reasons in parts.items():
                held[name] = (*held.get(name, ()), *reasons)
    return found


def _differing(one: Owned, made: list[Resource]) -> Iterator[Finding]:
    """Two specs of what is one field in Salesforce, and not the same."""
    first = made[0]
    for field, other in zip(one.fields[1:], made[1:], strict=True):
        unlike = sorted(n for n in first.attributes.keys() | other.attributes.keys() if first.attributes.get(n) != other.attributes.get(n))
        if unlike:
            message = f"`{field.object}.{field.name}` and `{one.fields[0].object}.{one.fields[0].name}` are one field in Salesforce, `{one.at.path}`, and differ in {', '.join(f'`{n}`' for n in unlike)}"
            related = ((one.fields[0].at(), "the other stands here"),)
            yield rules.DEFINED_TWO_WAYS(
                field.at(), message, help="say the same of both, or name both objects in one file", related=related
            )
