"""The runbook of page layouts for Salesforce Professional Edition: exactly what a person puts where, and what proves it. Document and text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from syncwright.catalog.model import Catalog, Named
from syncwright.inventory.access import Layout
from syncwright.markdown import escaped
from syncwright.platform import Artifact
from syncwright.platforms.marketo import facts
from syncwright.platforms.marketo.compiled import MarketoConnector
from syncwright.platforms.marketo.layouts import ObjectLayouts, Shown, connectors, object_layouts, profile
from syncwright.records import pretty
from syncwright.resource import Resource

Document = dict[str, Any]

FORMAT = 1
SOURCE = "Adobe: Salesforce sync set-up (Professional), step 2 of 3"
#: Where each layout is opened. PROFESSIONAL: Set Page Layouts.
MENU = "In Setup, type page layouts, open Page Layouts under {}, and Edit"


def artifacts(catalog: Catalog, _resources: Sequence[Resource]) -> Iterator[Artifact]:
    """The two files; none in an edition in which permission sets open fields."""
    found = connectors(catalog)
    if found:
        doc = document(catalog, found)
        keys = (f"environment/{catalog.environment.name}", f"estate/{catalog.estate.name}#salesforce.edition")
        fields = tuple(sorted({field["key"] for one in doc["connectors"] for held in one["objects"] for field in _both(held)}))
        users = tuple(sorted({f"sync_user/{one.spec.sync_user}" for one in found}))
        every = (*(f"connector/{one.name}" for one in found), *keys, *(key for key in fields if key.startswith("object/")), *users)
        yield Artifact("marketo/layouts.json", pretty(doc).encode(), every)
        yield Artifact("marketo/layouts.md", markdown(doc).encode(), every)


def document(catalog: Catalog, found: Iterable[Named[MarketoConnector]]) -> Document:
    """What each connector needs, object by object."""
    return {
        "format": FORMAT,
        "estate": catalog.estate.name,
        "environment": catalog.environment.name,
        "source": SOURCE,
        "connectors": [_connector(catalog, one) for one in found],
    }


def _connector(catalog: Catalog, one: Named[MarketoConnector]) -> Document:
    user = catalog.users.get(one.spec.sync_user)
    owners = catalog.estate.spec.owners
    owner = user.spec.owner if user is not None else one.spec.owner
    return {
        "name": one.name,
        "user": one.spec.sync_user,
        "profile": profile(catalog, one),
        "owner": owner,
        "owner_title": owners[owner].title if owner in owners else owner,
        "objects": [_object(held) for held in object_layouts(catalog, one)],
    }


def _object(one: ObjectLayouts) -> Document:
    return {
        "name": one.object,
        "label": one.label,
        "section": [_field(field) for field in one.shown if field.section],
        "anywhere": [_field(field) for field in one.shown if not field.section],
        "off": [_field(field) for field in one.hidden],
        "layouts": [_layout(one, layout) for layout in one.known],
    }


def _field(field: Shown) -> Document:
    return {"name": field.name, "label": field.label, "edit": field.edit, "key": field.key}


def _layout(one: ObjectLayouts, layout: Layout) -> Document:
    lacking, showing = one.lacking(layout), one.showing(layout)
    return {
        "name": layout.name,
        "add": [field.name for field in lacking if field.name not in layout.shows],
        "unlock": [field.name for field in lacking if field.name in layout.shows],
        "remove": [field.name for field in showing],
    }


def _both(held: Document) -> list[Document]:
    return [*held["section"], *held["anywhere"], *held["off"]]


# ------------------------------------------------------------------ text


def markdown(doc: Document) -> str:
    """The runbook: what holds for all, then a section a connector."""
    out = [
        f"# Page layouts for Marketo in {escaped(doc['estate'])}, {escaped(doc['environment'])}",
        "",
        "This org is of Professional Edition. There page layouts decide which fields the sync user reads and writes, and permission sets are not",
        f"emitted ({escaped(doc['source'])}). What Marketo sees of a field that is on no layout is not documented: look at it as the sync user.",
    ]
    for one in doc["connectors"]:
        out += ["", *_told(one)]
    return "\n".join(out) + "\n"


def _told(one: Document) -> Iterator[str]:
    owner = escaped(one["owner_title"])
    yield f"## {escaped(one['name'])}"
    yield ""
    yield f"Owner of all of it: {owner}."
    yield ""
    yield "### The sync user"
    yield ""
    yield "- [ ] Ask the account executive of Salesforce whether the org has API access: Professional Edition does not have it by default."
    yield "  Done when: `syncwright` or any other client can log in by the API."
    yield f"- [ ] In Setup, type Users, open {escaped(one['user'])}: User License Salesforce, Profile {facts.PROFILE}, tick Marketing User, Save."
    yield f"  Done when: the user record shows the three{_other(one['profile'])}."
    for held in one["objects"]:
        yield ""
        yield from _of_object(held)


def _other(name: str) -> str:
    return f" (the specs say the profile {escaped(name)})" if name != facts.PROFILE else ""


def _of_object(held: Document) -> Iterator[str]:
    label = escaped(held["label"])
    yield f"### {label}"
    yield ""
    yield from _known(held)
    yield f"- [ ] {MENU.format(label)} each layout that profile {facts.PROFILE} is assigned."
    yield "  Done when: every one of them is open in turn, and none is left."
    if held["section"]:
        yield f"- [ ] Drag a new Section onto the layout, call it {facts.SECTION}, and put exactly these fields into it:"
        yield from _rows(held["section"])
        yield f"  Done when: the section {facts.SECTION} shows {_count(held['section'])} and no other."
    if held["anywhere"]:
        yield "- [ ] These fields have to be on the layout, in whatever section:"
        yield from _rows(held["anywhere"])
        yield f"  Done when: the layout shows {_count(held['anywhere'])}."
    if held["off"]:
        yield "- [ ] Take these fields off the layout, so that Marketo does not get them:"
        yield from _rows(held["off"], hidden=True)
        yield "  Done when: the palette offers each of them as not in use."
    yield "- [ ] Save the layout, and run `syncwright import` on its source."
    yield "  Done when: `syncwright check` finds nothing about this layout."


def _known(held: Document) -> Iterator[str]:
    if not held["layouts"]:
        yield "The inventory holds no layout of this object, so nothing is known of what is there already."
    for layout in held["layouts"]:
        parts = [
            f"{word} {', '.join(escaped(name) for name in layout[kind])}"
            for kind, word in (("add", "lacks"), ("unlock", "shows read-only"), ("remove", "still shows"))
            if layout[kind]
        ]
        yield f"- {escaped(layout['name'])}: {'; '.join(parts) or 'is as it has to be'}"
    yield ""


def _rows(fields: Sequence[Document], *, hidden: bool = False) -> Iterator[str]:
    for one in fields:
        write = ", and Marketo writes it: not Read-Only" if one["edit"] and not hidden else ""
        yield f"  - [ ] {_called(one)}{write}"


def _called(one: Document) -> str:
    """Its label, with its name where that is another."""
    return escaped(one["label"]) + (f" ({escaped(one['name'])})" if one["name"] != one["label"] else "")


def _count(fields: Sequence[Document]) -> str:
    return "this field" if len(fields) == 1 else f"these {len(fields)} fields"
