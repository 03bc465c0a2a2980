"""What Salesforce does not take in a list of values, what a list loses that the org holds, and what a deployment does not carry along."""

from collections.abc import Iterator, Mapping, Sequence

from syncwright.catalog.listed import PICKLISTS, own_list
from syncwright.catalog.model import Catalog, CatalogField
from syncwright.diagnostics import Finding, Key, Place
from syncwright.facts import Fact
from syncwright.platforms.salesforce import rules
from syncwright.records import Struct
from syncwright.spec.compiled import ValueSpec
from syncwright.text import short

#: Longest list, inactive values included.
MOST_VALUES = 1_000
SHARED_FACT = Fact("a global value set has up to 1,000 values, inactive ones included", "DOC: GlobalValueSet")
RESTRICTED_FACT = Fact("a restricted list has up to 1,000 values", "platform-custom-field-generate in forcedotcom/sf-skills")
EITHER_FACT = Fact("a picklist has values of its own or names a set, never both", "DOC: CustomField")
ONE_DEFAULT_FACT = Fact("one value alone can be the default", "DOC: PicklistValueInfo")
#: What stands between the values of a record in a multi-select picklist. DOC: Primitive Data Types, SOAP API Developer Guide.
SEPARATOR = ";"


class _List(Struct, frozen=True):
    """A list that the estate owns, and where it stands. `title`: what it is called in a message. `held`: values that the org lets be chosen."""

    path: str
    keys: tuple[Key, ...]
    title: str
    values: Mapping[str, ValueSpec]
    held: Sequence[str]
    restricted: bool
    shared: bool
    several: bool

    def at(self, *keys: Key, key: bool = True) -> Place:
        """A place in it."""
        return Place(self.path, (*self.keys, *keys), "key" if key else "value")


def _lists(catalog: Catalog) -> Iterator[_List]:
    """Each list once, although a file can give it to several objects."""
    for one in catalog.value_sets.values():
        there = catalog.org.value_sets.get(one.name)
        held = there.values if there is not None and there.kind == "global" else ()
        several = False
        yield _List(one.path, (), f"`{one.name}`", one.spec.values, held, True, True, several)
    seen: dict[tuple[str, str], set[str]] = {}
    for field in _created(catalog):
        create = field.spec.create
        if create is not None and own_list(create, field.spec.values):
            there_ = catalog.org.field(field.object, field.name)
            held = there_.values if there_ is not None and there_.value_set is None else ()
            if seen.setdefault((field.group.path, field.said), set()) and seen[field.group.path, field.said] >= set(held):
                continue
            seen[field.group.path, field.said] |= {"", *held}
            several = create.type == "MultiselectPicklist"
            yield _List(
                field.group.path, field.keys, f"`{field.object}.{field.name}`", field.spec.values, held, create.restricted, False, several
            )


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Everything that is wrong with the lists that the estate owns. Asked only where it owns a set or creates a field."""
    for look in (_own_and_shared, _without_values, _too_many, _default, _does_not_fit, _left_out, _dependency):
        yield from look(catalog)


def _created(catalog: Catalog) -> Iterator[CatalogField]:
    for one in catalog.objects.values():
        for field in one.fields.values():
            if field.spec.create is not None and field.spec.create.type in PICKLISTS:
                yield field


def _own_and_shared(catalog: Catalog) -> Iterator[Finding]:
    for field in _each_once(catalog):
        create = field.spec.create
        if create is not None and create.value_set is not None and field.spec.values:
            message = f"`{field.name}` takes its values from `{create.value_set}`, and lists values of its own"
            related = ((field.at("create", "value_set"), "the set"),)
            yield rules.VALUES_OWN_AND_SHARED(
                Place(field.group.path, (*field.keys, "values"), "key"), message, help="leave one of the two out", related=related
            )


def _without_values(catalog: Catalog) -> Iterator[Finding]:
    for field in _each_once(catalog):
        create = field.spec.create
        if create is not None and create.value_set is None and not any(value.active for value in field.spec.values.values()):
            message = f"`{field.name}` is a picklist with no value that can be chosen"
            help_ = "list them under `values:`, or name a global value set with `value_set:`"
            yield rules.PICKLIST_WITHOUT_VALUES(field.at("create", "type"), message, help=help_)


def _each_once(catalog: Catalog) -> Iterator[CatalogField]:
    """Picklists that are created, each spec once."""
    seen: set[tuple[str, str]] = set()
    for field in _created(catalog):
        if (field.group.path, field.said) not in seen:
            seen.add((field.group.path, field.said))
            yield field


def _too_many(catalog: Catalog) -> Iterator[Finding]:
    for one in _lists(catalog):
        if len(one.values) > MOST_VALUES and (one.shared or one.restricted):
            fact = SHARED_FACT if one.shared else RESTRICTED_FACT
            message = f"{one.title} has {len(one.values):,} values, and {fact.says}"
            yield rules.TOO_MANY_VALUES(one.at("values"), message, help="take out those that nobody uses")


def _default(catalog: Catalog) -> Iterator[Finding]:
    for one in _lists(catalog):
        defaults = [name for name, value in one.values.items() if value.default]
        for name in defaults[1:]:
            related = ((one.at("values", defaults[0], "default"), "the first"),)
            message = f"`{short(defaults[0])}` and `{short(name)}` are both the default of {one.title}"
            yield rules.DEFAULT_NOT_ONE(one.at("values", name, "default"), message, help="one value at most can be", related=related)
        for name in defaults[:1]:
            if not one.values[name].active:
                message = f"`{short(name)}` is the default of {one.title}, and nobody can choose it"
                yield rules.DEFAULT_NOT_ONE(one.at("values", name, "default"), message, help="leave `active: false` or `default: true` out")


def _does_not_fit(catalog: Catalog) -> Iterator[Finding]:
    used_by_several = _shared_by_several(catalog)
    for one in _lists(catalog):
        labels: dict[str, str] = {}
        for name, value in one.values.items():
            place = one.at("values", name)
            if not (name + (value.label or "")).isprintable():
                message = f"`{short(name)}` or its label holds a character that nobody sees"
                yield rules.VALUE_DOES_NOT_FIT(place, message, help="leave it out; an escape such as `\\e` makes one")
                continue
            if name != name.strip():
                message = f"`{short(name)}` begins or ends with a blank, which Account Engagement and people take for another value"
                yield rules.VALUE_DOES_NOT_FIT(place, message, help="leave the blank out")
            if SEPARATOR in name and (one.several or (one.shared and one.title.strip("`") in used_by_several)):
                message = f"`{short(name)}` holds a `;`, which stands between the values of a multi-select picklist"
                yield rules.VALUE_DOES_NOT_FIT(place, message, help="call it otherwise")
            if value.color is not None and not _is_color(value.color):
                message = f"`{short(value.color)}` is no colour"
                yield rules.VALUE_DOES_NOT_FIT(one.at("values", name, "color", key=False), message, help="write it as `#FF6600`")
            other = labels.setdefault((value.label or name).casefold(), name) if value.active else name
            if other != name:
                message = f"`{short(other)}` and `{short(name)}` look alike to people: both are called `{short(value.label or name)}`"
                yield rules.VALUE_DOES_NOT_FIT(
                    place, message, help="give one of them another label", related=((one.at("values", other), "the other"),)
                )


def _is_color(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(sign in "0123456789abcdefABCDEF" for sign in text[1:])


def _shared_by_several(catalog: Catalog) -> frozenset[str]:
    """Global value sets that a multi-select picklist uses; looked for only where the estate owns any."""
    if not catalog.value_sets:
        return frozenset()
    fields = (held for one in catalog.org.objects.values() for held in one.fields.values() if held.value_set is not None)
    return frozenset(held.value_set for held in fields if held.value_set is not None and held.type == "MultiselectPicklist")


def _left_out(catalog: Catalog) -> Iterator[Finding]:
    for one in _lists(catalog):
        former = {old for value in one.values.values() for old in value.previously}
        gone = [name for name in one.held if name not in one.values and name not in former]
        if gone:
            named = ", ".join(f"`{short(name)}`" for name in gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
            message = f"the org offers {named} in {one.title}, and the specs leave {'it' if len(gone) == 1 else 'them'} out"
            help_ = (
                "list them, say `previously:` on the values that they become, or allow this finding if nobody is to choose them any more"
            )
            yield rules.VALUE_LEFT_OUT(one.at("values"), message, help=help_)


def _dependency(catalog: Catalog) -> Iterator[Finding]:
    for field in _created(catalog):
        held = catalog.org.field(field.object, field.name)
        if held is not None and held.controlled_by is not None:
            message = f"in the org `{held.controlled_by}` decides which values of `{field.object}.{field.name}` can be chosen"
            help_ = "what is built here does not say that: plan against the org's source, which keeps it, and deploy what that writes"
            yield rules.DEPENDENCY_NOT_BUILT(field.at("create"), message, help=help_)
