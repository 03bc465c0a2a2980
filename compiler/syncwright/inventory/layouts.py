"""Page layouts: which fields a file of source says that one shows, and which layouts somebody with a profile sees.

Source of the elements: Layout and Profile in the Metadata API Developer Guide, v67. Related lists, buttons, mini layouts and the like are not
looked at: they give no access to a field.
"""

from collections.abc import Iterable, Sequence

from syncwright.inventory.access import Layout, People
from syncwright.inventory.source import API_NAME, Reading
from syncwright.text import short

#: What a field on a layout lets people do. One that is required can be edited as well.
_BEHAVIOURS = {"Edit": "edit", "Required": "edit", "Readonly": "read"}
#: The profile that people call System Administrator is `Admin` in source.
_ADMINISTRATOR = ("System Administrator", "Admin")
_ASSIGNED = "layout: "


def layout_file(reading: Reading) -> Layout:
    """`Lead-Lead Layout.layout`: the fields on it. Raises Unreadable."""
    name, root = reading.stem, reading.root("Layout")
    owner, dash, _ = name.partition("-")
    if not dash or not API_NAME.fullmatch(owner) or len(name.encode()) > 200:
        raise reading.wrong(root, f"`{short(name)}` cannot be the name of a page layout", "call it `Object-Layout name.layout`")
    reading.once(root, "page layout", name)
    shows: dict[str, str] = {}
    for section in root.all("layoutSections"):
        for column in section.all("layoutColumns"):
            for item in column.all("layoutItems"):
                field, behaviour = item.first("field"), item.first("behavior")
                if field is not None and field.text:
                    word = _BEHAVIOURS.get(behaviour.text if behaviour is not None else "Edit")
                    if word is None:
                        raise reading.wrong(item, f"`{short(field.text)}` behaves in a way that is not known")
                    shows[field.text] = "edit" if "edit" in (word, shows.get(field.text)) else word
    return Layout(name, {field: shows[field] for field in sorted(shows)})


def layouts_of(people: People, owner: str, profile: str | None) -> Sequence[Layout]:
    """The layouts of an object that somebody with a profile sees, by name: those that the profile is assigned, or all that there are."""
    every = [one for name, one in sorted(people.layouts.items()) if one.object == owner]
    assigned = _assigned(people, profile)
    return [one for one in every if one.name in assigned] or every


def _assigned(people: People, profile: str | None) -> set[str]:
    names: Iterable[str] = _ADMINISTRATOR if profile in _ADMINISTRATOR else (profile,) if profile is not None else ()
    held = (people.profiles[name] for name in names if name in people.profiles)
    rows = (row for one in held for row in one.elsewhere.get("layoutAssignments", ()))
    return {row.removeprefix(_ASSIGNED).partition(", recordType: ")[0] for row in rows if row.startswith(_ASSIGNED)}
