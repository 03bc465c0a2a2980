"""What cures an error: a function for each thing that is looked for."""

from collections.abc import Callable, Iterator, Mapping

from syncwright.diagnosis.cures.access import field_edit, field_read, object_access
from syncwright.diagnosis.cures.records import duplicate_rule, owner, required, unique, validation
from syncwright.diagnosis.cures.values import geography, length, replaced_value, restricted_value
from syncwright.diagnosis.errors import Cure, Errors, Failure, Known, Look

LOOKS: Mapping[Look, Callable[[Known, Failure], Iterator[Cure]]] = {
    "field-edit": field_edit,
    "field-read": field_read,
    "object-access": object_access,
    "restricted-value": restricted_value,
    "replaced-value": replaced_value,
    "geography": geography,
    "validation": validation,
    "required": required,
    "duplicate-rule": duplicate_rule,
    "unique": unique,
    "length": length,
    "owner": owner,
}


def cures(known: Known, failure: Failure, errors: Errors) -> tuple[Cure, ...]:
    """Everything that is found for one error, each thing once: what the specs say first, then what the platform adds."""
    found = [cure for look in (failure.kind.looks if failure.kind is not None else ()) for cure in LOOKS[look](known, failure)]
    return tuple(dict.fromkeys([*found, *errors.cures(known, failure)]))
