"""That every name in the language stands in the table of places: a new key that names something cannot be forgotten by `rename`."""

import typing
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from syncwright.rename.places import CONDITIONS, FIELD_NAMES, FIELD_PATHS, FORMULAS, OBJECTS, OF_OBJECTS, OURS
from syncwright.spec import values
from syncwright.spec.kinds import CAMPAIGNS, KINDS
from syncwright.spec.models import model_of

#: Types of text that name something, by their schema's pattern.
NAMING = (values.Name, values.Address, values.ApiName, values.FieldPath)

#: Names that are nobody's in the specs: of the org, of a platform, or of the thing itself; and those that `entries.py` follows.
APART = {
    ("estate", "estate"): "the estate itself",
    ("connector", "business_units.@"): "reached by the connector's name",
    ("object", "fields.@"): "entries.py",
    ("object", "fields.*.is.*"): "entries.py",
    ("object", "fields.*.band.of"): "entries.py",
    ("object", "fields.*.parts.@"): "parts of standard fields",
    ("object", "fields.*.create.relationship_name"): "its own name, which only queries use",
    ("filter", "share.group"): "a group of the org",
    **{
        ("connector", f"{of}user_sync.{who}"): "of the org"
        for of in ("", "business_units.*.")
        for who in ("public_groups", "roles", "roles_and_subordinates")
    },
    ("campaign", "record_type"): "of the org",
    ("sync_user", "with"): "permission sets of the org",
    ("sync_user", "permission_set.name"): "a permission set's own name",
    ("sync_user", "grants.permissions.@"): "permissions of Salesforce",
    ("sync_user", "grants.record_types.@"): "by the object before its dot",
}


def said_names(annotation: object, path: str) -> Iterator[str]:
    """Every place below a type at which a name stands, as patterns."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if any(annotation == one for one in NAMING):
        yield path
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            whole = typing.Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
            yield from said_names(whole, f"{path}.{field.alias or name}".lstrip("."))
    elif origin is dict:
        yield from (f"{path}.@" for _ in said_names(arguments[0], ""))
        yield from said_names(arguments[1], f"{path}.*")
    elif origin is typing.Annotated:
        yield from said_names(arguments[0], path)
    elif origin is tuple and isinstance(arguments[0], type) and issubclass(arguments[0], BaseModel):
        yield from said_names(arguments[0], f"{path}.*")
    else:
        for one in arguments:
            yield from said_names(one, path)


def models() -> Iterator[tuple[str, type[BaseModel]]]:
    from syncwright.platform import connector_models, installed

    for kind, spec in KINDS.items():
        if kind == "connector":
            yield from ((kind, model_of(one)) for one in connector_models(installed()).values())
        elif kind == "campaign":
            yield from ((kind, model_of(one)) for one in CAMPAIGNS.values())
        else:
            yield kind, model_of(spec)


def known() -> set[tuple[str, str]]:
    tables = [*OURS.values(), FIELD_NAMES, FIELD_PATHS, OBJECTS, OF_OBJECTS, FORMULAS]
    return {(kind, pattern) for table in tables for kind, patterns in table.items() for pattern in patterns} | APART.keys()


def test_every_name_in_the_language_has_its_place():
    found = {(kind, path) for kind, model in models() for path in said_names(model, "")}
    assert ("object", "fields.*.convert") in found
    assert ("connector", "sync_user") in found
    assert found - known() == set()


def test_no_place_is_left_over():
    texts = {(kind, path) for kind, model in models() for path in every_text(model, "")}
    tables = [*OURS.values(), FIELD_NAMES, FIELD_PATHS, OBJECTS, OF_OBJECTS, FORMULAS, CONDITIONS]
    places = {(kind, pattern) for table in tables for kind, patterns in table.items() for pattern in patterns}
    assert {place for place in places if place not in texts} == set()


def every_text(annotation: object, path: str) -> Iterator[str]:
    """Every place at which any text stands."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield from every_text(field.annotation, f"{path}.{field.alias or name}".lstrip("."))
    elif origin is dict:
        yield f"{path}.@"
        yield from every_text(arguments[1], f"{path}.*")
    elif annotation is str:
        yield path
    elif origin is tuple and isinstance(arguments[0], type) and issubclass(arguments[0], BaseModel):
        yield from every_text(arguments[0], f"{path}.*")
    else:
        for one in arguments:
            yield from every_text(one, path)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_renamed_is_a_kind_of_the_estate_or_of_its_orgs(kind):
    assert kind in OURS or kind in ("estate", "object")
