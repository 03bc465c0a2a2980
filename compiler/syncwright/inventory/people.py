"""Permission sets, profiles, muting sets and groups of many files, put together as Salesforce does it.

A permission set is replaced whole by a later one (a deploy of API version 40 or later); a profile is laid over an earlier one, row by row
(meta_permissionset and meta_profile in the Metadata API Developer Guide).
"""

from collections.abc import Iterator

from syncwright.diagnostics import Finding, Place
from syncwright.inventory import rules
from syncwright.inventory.access import Holder, People, SetGroup
from syncwright.inventory.holders import HolderFile
from syncwright.records import replace
from syncwright.text import FILE_START


class Gathered:
    """Collects files, in the order in which they hold."""

    def __init__(self) -> None:
        self.files: dict[tuple[str, str], list[tuple[str, HolderFile]]] = {}

    def add(self, path: str, file: HolderFile) -> None:
        """One more file."""
        held = file.holder
        self.files.setdefault((held.kind if isinstance(held, Holder) else "group", held.name), []).append((path, file))

    def gathered(self) -> tuple[People, list[Finding]]:
        """What all files say together, and where several of them speak of one thing."""
        held: dict[str, dict[str, Holder]] = {"permission_set": {}, "profile": {}, "muting_set": {}}
        groups: dict[str, SetGroup] = {}
        findings: list[Finding] = []
        for (kind, name), files in self.files.items():
            last = files[-1][1].holder
            if isinstance(last, SetGroup):
                groups[name] = last
            else:
                held[kind][name] = _laid_over([file for _, file in files]) if kind == "profile" else last
            findings += _several(name, kind, files)
        return People(held["permission_set"], held["profile"], held["muting_set"], groups), findings


def _several(name: str, kind: str, files: list[tuple[str, HolderFile]]) -> Iterator[Finding]:
    """A note where files say different things of one holder."""
    (path, last), others = files[-1], files[:-1]
    if kind == "profile":
        others = [(other, file) for other, file in others if other != path]
        message = f"the profile `{name}` is put together of {len(others) + 1} files; where they differ, the later one holds"
    else:
        others = [(other, file) for other, file in others if other != path and file.holder != last.holder]
        message = f"`{name}` is defined otherwise in an earlier file; this one holds"
    if others:
        yield rules.SEVERAL_FILES(_file(path), message, related=tuple((_file(other), "earlier") for other, _ in others))


def _file(path: str) -> Place:
    return Place(path, span=FILE_START)


def _laid_over(files: list[HolderFile]) -> Holder:
    """A profile of several files: each adds its rows and takes away those that it says are off."""
    made = files[0].holder
    assert isinstance(made, Holder), "a profile is no group"
    for file in files[1:]:
        new = file.holder
        assert isinstance(new, Holder), "a profile is no group"
        rows = {kind: dict(held) for kind, held in made.rows.items()}
        for kind, names in file.off.items():
            for name in names:
                rows.get(kind, {}).pop(name, None)
        for kind, said in new.rows.items():
            rows[kind] = rows.get(kind, {}) | said
        beside = {
            tag: tuple(sorted({*made.elsewhere.get(tag, ()), *new.elsewhere.get(tag, ())}))
            for tag in sorted(made.elsewhere.keys() | new.elsewhere.keys())
        }
        made = replace(
            made,
            label=new.label or made.label,
            description=new.description or made.description,
            license=new.license or made.license,
            rows={kind: rows[kind] for kind in sorted(rows) if rows[kind]},
            elsewhere=beside,
        )
    return made
