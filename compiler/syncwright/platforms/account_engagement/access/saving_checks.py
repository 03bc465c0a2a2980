"""What the org asks of a record before it is saved, and whether what a connector writes meets it: validation rules, required fields, duplicate rules.

Whether a formula holds for a record, whether a duplicate rule refuses or only reports, and whether a field has a default is not known here.
"""

import re
from collections.abc import Iterator, Sequence

from syncwright.catalog.model import Catalog, CatalogObject, Named
from syncwright.diagnostics import Finding, Place, Rule
from syncwright.inventory import Field, Object
from syncwright.platforms.account_engagement.access import facts
from syncwright.platforms.account_engagement.access.users import User, permitted, user_of
from syncwright.platforms.account_engagement.compiled import AccountEngagementConnector
from syncwright.platforms.account_engagement.units import connectors
from syncwright.records import Struct

PAGES = "syncwright.platforms.account_engagement.pages"

#: A third party counts these among the most frequent causes of sync errors.
DUPLICATES_MAY_BE_REFUSED = Rule("AEN837", "duplicates-may-be-refused", "warning", PAGES)
VALIDATION_MAY_REFUSE = Rule("AEN838", "validation-may-refuse", "warning", PAGES)
REQUIRED_FIELD_NOT_FILLED = Rule("AEN839", "required-field-not-filled", "warning", PAGES)

_WRITES = ("two-way", "to-salesforce")
#: A custom permission that a formula asks for, and whatever else of the user it looks at: what that says of this user is not known here.
_PERMISSION = re.compile(r"\$Permission\.(\w+)", re.IGNORECASE)
_OF_USER = re.compile(r"\$(?:User|Profile|UserRole|Setup)\.", re.IGNORECASE)
_NAMED = 5


class _Written(Struct, frozen=True):
    """One object of people that a connector writes. `place`: where the specs begin to speak of it."""

    connector: Named[AccountEngagementConnector]
    user: User
    said: CatalogObject
    held: Object

    @property
    def place(self) -> Place:
        return Place(min(group.path for group in self.said.groups), ("object",))


def _written(catalog: Catalog) -> Iterator[_Written]:
    for connector in connectors(catalog):
        user = user_of(catalog, connector)
        for name in facts.PEOPLE:
            said, held = catalog.objects.get(name), catalog.org.objects.get(name)
            if user is not None and said is not None and held is not None and _writes(said, connector.name):
                yield _Written(connector, user, said, held)


def _writes(one: CatalogObject, connector: str) -> bool:
    return one.records.get(connector) in _WRITES or any(field.directions.get(connector) in _WRITES for field in one.fields.values())


def _created(said: str | None) -> str | None:
    """The object of the records that Account Engagement creates: leads, unless Support has switched that."""
    return {None: "Lead", "lead": "Lead", "contact": "Contact"}.get(said)


@VALIDATION_MAY_REFUSE.check
def _validation(catalog: Catalog) -> Iterator[Finding]:
    for one in _written(catalog):
        rules = one.held.validation_rules
        stopping = [name for name, rule in sorted(rules.items()) if rule.active and not _passes(catalog, one.user, rule.formula)]
        if stopping:
            user, asked = one.user.name, sorted({each for name in stopping for each in _PERMISSION.findall(rules[name].formula)})
            what = f"{_counted('validation rule', stopping)} of `{one.held.name}`"
            message = f"{what} may refuse what `{one.connector.name}` writes: nothing lets `{user}` pass"
            grant = f"grant `{user}` {_listed(asked)} under `grants: custom_permissions`"
            ask = "let the formula ask for a custom permission (`NOT($Permission.Name)`) and grant it"
            help_ = f"{grant if asked else ask}, or see that the fields are filled"
            yield VALIDATION_MAY_REFUSE(one.place, message, help=help_, related=((one.user.at("sync_user"), "this user"),))


def _passes(catalog: Catalog, user: User, formula: str) -> bool:
    """Whether a rule lets the user pass, or asks something of it that is not known here."""
    if any(permitted(catalog, user, "custom_permissions", name) for name in _PERMISSION.findall(formula)):
        return True
    return _OF_USER.search(formula) is not None


@REQUIRED_FIELD_NOT_FILLED.check
def _required(catalog: Catalog) -> Iterator[Finding]:
    for one in _written(catalog):
        if one.held.name != _created(one.connector.spec.settings.creates):
            continue
        missing = [name for name, held in sorted(one.held.fields.items()) if _must(name, held) and not _fills(one, name)]
        if missing:
            what = "is a required field" if len(missing) == 1 else "are required fields"
            message = f"{_listed(missing)} {what} of `{one.held.name}`, and a record that `{one.connector.name}` creates has no value there"
            help_ = "map it to Account Engagement, or allow this finding with the default that fills it"
            yield REQUIRED_FIELD_NOT_FILLED(one.place, message, help=help_)


def _must(name: str, held: Field) -> bool:
    """Whether the org wants a value in it. Those that Salesforce wants itself, Account Engagement maps by default."""
    return held.required and name.endswith("__c")


def _fills(one: _Written, name: str) -> bool:
    return name in one.said.fields and one.said.fields[name].directions.get(one.connector.name) in _WRITES


@DUPLICATES_MAY_BE_REFUSED.check
def _duplicates(catalog: Catalog) -> Iterator[Finding]:
    for one in _written(catalog):
        active = sorted(name for name, on in one.held.duplicate_rules.items() if on)
        if active:
            message = f"{_counted('duplicate rule', active)} of `{one.held.name}` may refuse what `{one.connector.name}` writes"
            help_ = "look whether it blocks or only reports, and allow this finding with what you saw"
            yield DUPLICATES_MAY_BE_REFUSED(one.place, message, help=help_)


def _counted(what: str, names: Sequence[str]) -> str:
    return f"the {what}{'s' if len(names) > 1 else ''} {_listed(names)}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(f"`{name}`" for name in names[:_NAMED]) + more


RULES = (DUPLICATES_MAY_BE_REFUSED, VALIDATION_MAY_REFUSE, REQUIRED_FIELD_NOT_FILLED)
