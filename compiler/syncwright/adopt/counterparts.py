"""What the fields of an instance are in the specs: named already, or one idea on one or two objects, with the way it goes. Makes no spec."""

from collections.abc import Iterator, Mapping

from syncwright.adopt.claims import Claims
from syncwright.catalog.model import CatalogField
from syncwright.compile import Compilation
from syncwright.instance import Counterpart, Instance, Known
from syncwright.platform import Platform
from syncwright.records import Struct
from syncwright.spec.words import Direction

#: Objects that share files: one idea of a person.
_PEOPLE = ("Lead", "Contact")
#: How a field was found that is looked at once more by people.
_GUESSES = {"name": "API name", "label": "label"}


class Idea(Struct, frozen=True):
    """One field, or a part of one, that no spec names. `said`: its name in a spec; `names`: its API name on each object, where that is another.

    `into`: the compound of a spec that lacks the part. `secured`: whether access to it is granted at all. `assumed`: whether the direction is that
    of the platform's documentation alone. `guessed`: by what it was found, where nothing says that it is the one. `implied`: as of counterparts.
    """

    objects: tuple[str, ...]
    said: str
    names: Mapping[str, str]
    part: str | None
    direction: Direction
    into: CatalogField | None
    secured: bool
    assumed: bool
    guessed: str | None
    implied: bool


class _One(Struct, frozen=True):
    """A counterpart that no spec names: the field that access to it is granted on, and the part of that."""

    of: Counterpart
    whole: str
    part: str | None
    direction: Direction
    into: CatalogField | None
    secured: bool
    assumed: bool


class Counterparts:
    """The specs and the org, asked about counterparts of one connector's fields."""

    def __init__(self, now: Compilation, connector: str, platforms: Mapping[str, Platform]) -> None:
        assert now.catalog is not None, "asked of what compiled"
        self.catalog, self.connector = now.catalog, connector
        spec = now.catalog.connectors[connector].spec
        self.user, self.widest = spec.sync_user, platforms[spec.platform].syncs_visible
        self.claims = Claims(now.catalog, platforms, spec.sync_user)
        self.seen = now.seen()

    def ideas(self, known: Known) -> Iterator[Idea]:
        """What no spec names yet, a lead's and a contact's field as one where both go the same way."""
        ones = [one for each in known.counterparts if (one := self._one(each, known)) is not None]
        pair = [one for one in ones if one.of.object in _PEOPLE and one.into is None and one.secured]
        if len(pair) == len(_PEOPLE) and pair[0].direction == pair[1].direction and pair[0].part == pair[1].part:
            yield _idea(tuple(pair))
            ones = [one for one in ones if one not in pair]
        for one in ones:
            yield _idea((one,))

    def named(self, owner: str, name: str) -> tuple[CatalogField | None, str | None]:
        """The field of the specs that names a field of Salesforce, and as which part of it."""
        whole, part = self.whole(owner, name)
        one = self.catalog.objects.get(owner)
        field = one.fields.get(whole) if one is not None else None
        return field, part

    def whole(self, owner: str, name: str) -> tuple[str, str | None]:
        """What access is granted on, and the part: an address is granted as a whole."""
        held = self.catalog.org.field(owner, name)
        if held is None or held.part_of is None or not held.part_of.endswith("Address"):
            return name, None
        return held.part_of, name.removeprefix(held.part_of.removesuffix("Address"))

    def unsaid(self, instance: Instance) -> Iterator[tuple[CatalogField, str | None, tuple[str, ...]]]:
        """Fields of the specs that sync and do not say what they are called there, with every name that they have."""
        found: dict[tuple[str, str, str | None], tuple[CatalogField, dict[str, None]]] = {}
        for known in instance.fields:
            for each in known.counterparts if known.field.of_crm is not False else ():
                field, part = self.named(each.object, each.field)
                if field is None or each.implied or field.directions.get(self.connector, "hidden") == "hidden":
                    continue
                if part is None or part in field.spec.parts:
                    found.setdefault((field.group.path, field.said, part), (field, {}))[1][known.field.name] = None
        for (_, _, part), (field, names) in sorted(found.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or "")):
            yield field, part, tuple(names)

    def _one(self, each: Counterpart, known: Known) -> _One | None:
        field, part = self.named(each.object, each.field)
        if field is not None and (part is None or part in field.spec.parts or field.directions.get(self.connector, "hidden") == "hidden"):
            return None
        whole = self.whole(each.object, each.field)[0]
        secured = self.claims.clean(each.object, whole, "read")
        way, assumed = self._way(each.object, whole, known) if secured else ("from-salesforce", False)
        return _One(each, whole, part, way, field, secured, assumed)

    def _way(self, owner: str, name: str, known: Known) -> tuple[Direction, bool]:
        """Which way it goes, and whether that is only what is documented of the object."""
        widest = self.widest.get(owner, "from-salesforce")
        if widest != "two-way" or known.field.writable is False or not self.claims.clean(owner, name, "edit"):
            return "from-salesforce", False
        access = [one for one in self.seen(owner, name) if one.user == self.user]
        others = [one for one in access if any(not through.ours for through in one.read)]
        if not others:
            return "two-way", True
        return ("two-way" if any(not through.ours for one in others for through in one.edit) else "from-salesforce"), False


def _idea(ones: tuple[_One, ...]) -> Idea:
    first = ones[0]
    names = {one.of.object: one.whole for one in ones if one.whole != first.whole}
    guessed = next((_GUESSES[one.of.by] for one in ones if one.of.by in _GUESSES), None)
    return Idea(
        tuple(one.of.object for one in ones),
        first.whole,
        {first.of.object: first.whole, **names} if names else {},
        first.part,
        first.direction,
        first.into,
        all(one.secured for one in ones),
        any(one.assumed for one in ones),
        guessed,
        all(one.of.implied for one in ones),
    )
