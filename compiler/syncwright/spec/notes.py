"""What few fields of an object spec say, noted while they are at hand, so that nobody has to look for it among all."""

from collections.abc import Mapping

from syncwright.records import Struct
from syncwright.spec.compiled import FieldSpec, ObjectSpec


class Notes(Struct, frozen=True):
    """`telling`: the fields that say more than one way for all connectors, a reason, an owner, a privacy class, a date and uses; by their names in the
    spec. `owners`: everybody whom a field names as its owner.
    """

    telling: Mapping[str, FieldSpec] = {}
    owners: frozenset[str] = frozenset()


def notes_of(spec: ObjectSpec) -> Notes:
    """The notes on one spec."""
    fields = spec.fields
    # Unrolled: this is asked of each field.
    telling = {
        said: field
        for said, field in fields.items()
        if field.at
        or field.is_
        or field.parts
        or field.values
        or field.allow
        or field.create is not None
        or field.band is not None
        or field.retire is not None
        or field.previously is not None
        or field.convert is not None
        or type(field.sync) is dict
    }
    return Notes(telling, frozenset([field.owner for field in fields.values() if field.owner is not None]))
