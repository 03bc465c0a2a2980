"""What Salesforce would not take of the fields that an estate creates, and what it takes and people should know of before.

Rules about one field alone stand here; those that look at what the org holds are in `field_fits`.
"""

from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogField
from syncwright.catalog.owned import Definition
from syncwright.catalog.rules import CREATED_AND_BANDED
from syncwright.diagnostics import Finding
from syncwright.names import did_you_mean
from syncwright.platforms.salesforce import rules
from syncwright.platforms.salesforce.field_fits import fits
from syncwright.platforms.salesforce.field_types import (
    BYTES_A_CHARACTER,
    COMPILED_BYTES,
    COMPILED_WARNING,
    ELSEWHERE,
    FORMULA_BYTES,
    FORMULA_CHARACTERS,
    FORMULAS,
    KINDS,
    LABEL_LENGTH,
    LEAST_LONG_FACT,
    NAME_FACT,
    NAME_LENGTH,
    NOT_TRACKED_FACT,
    RESERVED,
    SUMMED,
    FieldKind,
    kind_of,
)
from syncwright.records import defaults
from syncwright.spec.compiled import CreateSpec
from syncwright.text import short

#: What a spec calls attributes that have no part in a type.
_ANYWHERE = frozenset({"label", "type", "help", "description", "history"})
#: Attributes that types decide about, and what each is where a spec does not say it.
_SAID = {name: value for name, value in defaults(CreateSpec).items() if name not in _ANYWHERE}
_MASKS = ("all", "creditCard", "lastFour", "nino", "sin", "ssn")
_MASK_CHARS = ("asterisk", "X")


def findings(catalog: Catalog, owned: Sequence[tuple[Definition, CatalogField]]) -> Iterator[Finding]:
    """What is wrong with the fields that are to be made."""
    for at, field in owned:
        yield from _name(at, field)
        if field.spec.create is not None:
            yield from of_create(field, field.spec.create)
    yield from fits(catalog, owned)


def of_create(field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    """What one spec says against what its type can be."""
    if field.spec.band is not None:
        message = f"`{field.said}` is created, and is a band"
        yield CREATED_AND_BANDED(field.at("create"), message, help="keep one: a band is a field that is created")
    if len(said.label) > LABEL_LENGTH:
        message = f"the label of `{field.said}` has {len(said.label)} characters: {NAME_FACT.says}"
        yield rules.BEYOND_LIMIT(field.at("create", "label"), message, help="make it shorter")
    kind = kind_of(said.type, formula=said.formula is not None)
    if kind is None:
        yield _unknown_type(field, said)
        return
    yield from _missing(field, said, kind)
    yield from _forbidden(field, said, kind)
    yield from _limits(field, said, kind)
    yield from _inner(field, said)
    yield from _formula(field, said)
    if said.history is True and not kind.tracked:
        message = f"the history of `{field.said}` cannot be kept: {NOT_TRACKED_FACT.says}"
        yield rules.HISTORY_NOT_KEPT(field.at("create", "history"), message, help="leave `history` out")


# ------------------------------------------------------------------ the name


def _name(at: Definition, field: CatalogField) -> Iterator[Finding]:
    stem = at.name.removesuffix("__c")
    place = field.at()
    if not at.name.endswith("__c"):
        message = f"`{field.name}` cannot be created: the name of a custom field ends in `__c`"
        yield rules.CUSTOM_FIELD_NAME(place, message, help=f"call it `{field.name}__c`")
    elif "__" in stem:
        message = f"`{field.name}` belongs to the package `{stem.partition('__')[0]}`, which alone can create it"
        yield rules.CUSTOM_FIELD_NAME(place, message, help="leave `create:` out, and import the package's field")
    elif len(stem) > NAME_LENGTH:
        message = f"`{field.name}` has {len(stem)} characters before `__c`: {NAME_FACT.says}"
        yield rules.CUSTOM_FIELD_NAME(place, message, help="make it shorter")
    elif stem.lower() in RESERVED:
        message = f"`{field.name}` is among the names that Salesforce's own rules call reserved"
        yield rules.CUSTOM_FIELD_NAME(place, message, help=f"say more, such as `{stem}_Number__c`")


# ------------------------------------------------------------------ the type


def _unknown_type(field: CatalogField, said: CreateSpec) -> Finding:
    place, name = field.at("create", "type"), short(said.type)
    if said.formula is not None and said.type in KINDS:
        message = f"no formula gives a `{name}`"
        return rules.UNKNOWN_FIELD_TYPE(place, message, help=f"a formula gives: {', '.join(f'`{one}`' for one in sorted(FORMULAS))}")
    if said.type in ELSEWHERE:
        return rules.UNKNOWN_FIELD_TYPE(place, f"`{name}` cannot be created here: {ELSEWHERE[said.type]}")
    if name.lower() == "formula":
        return rules.UNKNOWN_FIELD_TYPE(
            place, "a formula's type is what it gives", help="say `type: Checkbox` or another one, and `formula:`"
        )
    known = next((one for one in KINDS if one.lower() == said.type.replace(" ", "").lower()), None)
    help_ = f"it is written `{known}`" if known else did_you_mean(said.type, KINDS) or f"types: {', '.join(f'`{one}`' for one in KINDS)}"
    return rules.UNKNOWN_FIELD_TYPE(place, f"Salesforce has no type of field `{name}`", help=help_)


def _missing(field: CatalogField, said: CreateSpec, kind: FieldKind) -> Iterator[Finding]:
    lacking = [name for name in kind.needs if name not in kind.supplied and not has(said, name)]
    if lacking:
        message = f"`{field.said}` is {kind.title if kind.title != 'value' else said.type}, and lacks {_listed(lacking)}"
        yield rules.ATTRIBUTE_MISSING(field.at("create", "type"), message, help=f"say {_listed(lacking)} under `create:`")


def _forbidden(field: CatalogField, said: CreateSpec, kind: FieldKind) -> Iterator[Finding]:
    for name in _SAID:
        if has(said, name) and name not in kind.takes:
            what = f"a `{said.type}`" if said.formula is None else "a formula"
            message = f"`{name}` is nothing that {what} has"
            help_ = "use `Text` with a length" if (said.type, name) == ("TextArea", "length") else "leave it out"
            yield rules.ATTRIBUTE_NOT_OF_TYPE(field.at("create", name), message, help=help_)


def has(said: CreateSpec, name: str) -> bool:
    """Whether a spec says an attribute. What is as it is without a word, such as `unique: false`, counts for nothing."""
    return bool(getattr(said, name) != _SAID[name])


# ------------------------------------------------------------------ numbers


def _limits(field: CatalogField, said: CreateSpec, kind: FieldKind) -> Iterator[Finding]:
    for name in sorted(kind.lowest.keys() | kind.highest.keys()):
        number = getattr(said, name)
        if number is None:
            continue
        low, high = kind.lowest.get(name), kind.highest.get(name)
        words = name.replace("_", " ")
        if high is not None and number > high:
            help_ = "use `LongTextArea` for longer texts" if said.type == "Text" else f"use {high:,} or less"
            message = f"the {words} of `{field.said}` is {number:,}, and a `{said.type}` stops at {high:,}"
            yield rules.BEYOND_LIMIT(field.at("create", name), message, help=help_)
        elif low is not None and number < low:
            message = f"the {words} of `{field.said}` is {number:,}, and a `{said.type}` begins at {low:,}"
            if name == "length" and low > 1:
                message = LEAST_LONG_FACT.worded(message)
            yield rules.BEYOND_LIMIT(field.at("create", name), message, help=f"use {low:,} or more")
    precision, scale = said.precision if said.precision is not None else 18, said.scale
    if scale is not None and "precision" in kind.takes and scale > precision:
        message = f"`{field.said}` has {scale} digits behind the point, and {precision} in all"
        yield rules.BEYOND_LIMIT(field.at("create", "scale"), message, help="`precision` counts those behind the point too")


# ------------------------------------------------------------------ what stands within


def _inner(field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    if said.type == "Checkbox" and said.default not in (None, "true", "false"):
        message = f"a checkbox begins with `true` or `false`, not with `{short(said.default or '')}`"
        yield rules.BEYOND_LIMIT(field.at("create", "default"), message)
    if said.display_format is not None and said.type == "AutoNumber" and not _counts(said.display_format):
        message = f"`{short(said.display_format)}` has no place for the number"
        yield rules.BEYOND_LIMIT(
            field.at("create", "display_format"), message, help="write `{0}` where it stands, or `{0000}` for four digits"
        )
    if said.case_sensitive and not said.unique:
        message = f"`case_sensitive` says which values of a unique text are the same, and `{field.said}` is not unique"
        yield rules.ATTRIBUTE_NOT_OF_TYPE(field.at("create", "case_sensitive"), message, help="say `unique: true` too, or leave it out")
    if said.type == "Lookup" and said.required and said.on_delete == "clear":
        message = f"`{field.said}` is required, and would be cleared when what it points to is deleted"
        yield rules.BEYOND_LIMIT(field.at("create", "on_delete"), message, help="use `restrict`")
    if said.summary is not None and (said.summary.of is None) == (said.summary.operation in SUMMED):
        one = said.summary
        message = (
            f"`{one.operation}` needs the field that is worked out" if one.of is None else "`count` counts details, and no field of them"
        )
        yield rules.ATTRIBUTE_MISSING(field.at("create", "summary"), message, help="say `of:`" if one.of is None else "leave `of` out")
    if said.mask is not None:
        for name, word, known in (("kind", said.mask.kind, _MASKS), ("char", said.mask.char, _MASK_CHARS)):
            if word not in known:
                help_ = did_you_mean(word, known) or ", ".join(f"`{one}`" for one in known)
                yield rules.BEYOND_LIMIT(field.at("create", "mask", name), f"`{short(word)}` is no mask of Salesforce's", help=help_)


def _counts(display_format: str) -> bool:
    """Whether a format holds `{0}` or more noughts."""
    return any(part.partition("}")[0].strip("0") == "" and "}" in part and part[0] == "0" for part in display_format.split("{")[1:] if part)


def _formula(field: CatalogField, said: CreateSpec) -> Iterator[Finding]:
    if said.formula is None:
        return
    formula = said.formula.strip()
    if too_long(formula):
        length, size = len(formula), len(formula.encode())
        message = f"the formula of `{field.said}` has {length:,} characters ({size:,} bytes), and Salesforce takes {FORMULA_CHARACTERS:,} ({FORMULA_BYTES:,} bytes)"
        help_ = "blanks, line ends and comments count; move a part to another formula field"
        yield rules.FORMULA_TOO_LONG(field.at("create", "formula"), message, help=help_)


def too_long(formula: str) -> bool:
    """Whether a formula is longer than Salesforce takes."""
    text = formula.strip()
    return len(text) > FORMULA_CHARACTERS or len(text.encode()) > FORMULA_BYTES


def compiled_too_large(field: CatalogField, characters: int) -> Finding | None:
    """A formula that may be too large once Salesforce has put in those that it names: `characters` counts them."""
    size = int(characters * BYTES_A_CHARACTER)
    if size <= COMPILED_WARNING:
        return None
    message = f"the formula of `{field.said}` comes to about {size:,} bytes with the formulas that it names, by an estimate; Salesforce takes {COMPILED_BYTES:,}"
    help_ = "splitting it does not help, as formulas that it names count; leave parts out or let a flow store one"
    return rules.FORMULA_MAY_NOT_COMPILE(field.at("create", "formula"), message, help=help_)


def _listed(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
