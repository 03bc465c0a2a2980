"""Exports on disk: which files of a folder, or which tables of a database, hold the records of which object; and the first line of a CSV."""

import csv
import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import click

from syncwright.impact.engine import Export, Form, NotRead
from syncwright.records import replace

_FORMS: dict[str, Form] = {".csv": "csv", ".csv.gz": "csv", ".tsv": "csv", ".parquet": "parquet"}
_BASES = (".duckdb", ".ddb", ".db")
_DELIMITERS = ",;\t|"
#: Longest line of headers, in characters.
_LONGEST = 1 << 20

#: Schema and name of each table of a database.
Tables = Callable[[str], list[tuple[str, str]]]


def find_exports(said: Iterable[str], objects: Iterable[str], only: str | None, tables: Tables) -> dict[str, Export]:
    """The export of each object that there is data of. `said`: paths, or `Contact=path`; `objects`: those that may be named, `only` one
    that a file is about whatever it is called."""
    known = {name.casefold(): name for name in objects}
    found: dict[str, Export] = {}
    for one in said:
        for export in _exports(one, known, only, tables):
            if export.object in found:
                raise click.UsageError(
                    f"`{found[export.object].shown}` and `{export.shown}` are both about {export.object}; name one of them"
                )
            found[export.object] = _with_headers(export)
    return found


def _exports(said: str, known: dict[str, str], only: str | None, tables: Tables) -> Iterator[Export]:
    name, equals, path = said.partition("=")
    if equals and name.casefold() in known and not os.path.exists(said):
        yield _file(path, known[name.casefold()])
    elif os.path.isdir(said):
        yield from _folder(said, known)
    elif said.endswith(_BASES) and os.path.isfile(said):
        yield from _base(said, known, tables)
    else:
        owner = known.get(_stem(os.path.basename(said)).casefold(), only)
        if owner is None and os.path.exists(said):
            raise click.UsageError(f"which object `{said}` is about does not follow from its name; say --object, or --data OBJECT={said}")
        yield _file(said, owner or "")


def _file(path: str, owner: str) -> Export:
    if os.path.isdir(path):
        return _parts(path, owner)
    if not os.path.exists(path):
        raise click.UsageError(f"there is no file `{path}`")
    form = _form(path)
    if form is None:
        raise click.UsageError(f"`{path}` is no CSV, Parquet or DuckDB file by its name: it ends in none of {_endings()}")
    return Export(owner, path, form, (path,))


def _folder(path: str, known: dict[str, str]) -> Iterator[Export]:
    """`Contact.csv` and the like, and folders `Contact` of parts."""
    names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    mine = [(known[_stem(name).casefold()], name) for name in names if _stem(name).casefold() in known]
    found = [(owner, os.path.join(path, name)) for owner, name in mine if _form(name) or os.path.isdir(os.path.join(path, name))]
    if not found:
        raise click.UsageError(f"`{path}` holds no data of {_listed(known)}: files are named as `Contact.csv`")
    taken: dict[str, str] = {}
    for owner, file in found:
        if owner in taken:
            raise click.UsageError(f"`{taken[owner]}` and `{file}` are both about {owner}; name one of them")
        taken[owner] = file
        yield _file(file, owner)


def _parts(path: str, owner: str) -> Export:
    names = sorted(name for name in os.listdir(path) if not name.startswith((".", "_")) and _form(name))
    forms = {_form(name) for name in names}
    if len(forms) != 1:
        raise click.UsageError(f"`{path}` has to hold parts of one kind, CSV or Parquet" if forms else f"`{path}` holds no CSV or Parquet")
    form = forms.pop()
    assert form is not None, "names without a form were left out"
    return Export(owner, path, form, tuple(os.path.join(path, name) for name in names))


def _base(path: str, known: dict[str, str], tables: Tables) -> Iterator[Export]:
    found = [(known[name.casefold()], schema, name) for schema, name in tables(path) if name.casefold() in known]
    if not found:
        raise click.UsageError(f"`{path}` has no table of {_listed(known)}: tables are named as the objects")
    for owner, schema, name in found:
        yield Export(owner, f"{path}: {name}", "duckdb", (path,), table=(schema, name))


def _with_headers(export: Export) -> Export:
    """A CSV with the names in its first line. All its parts have the same."""
    if export.form != "csv":
        return export
    read = [(path, *_header(path)) for path in export.paths]
    first, delimiter, names = read[0]
    for path, other, also in read[1:]:
        if (other, also) != (delimiter, names):
            raise NotRead(
                path, f"its columns are not those of `{first}`", line=1, help_="parts of one export have the same columns in the same order"
            )
    return replace(export, delimiter=delimiter, headers=names)


def _header(path: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter and the names of columns."""
    opened = gzip.open if path.endswith(".gz") else open
    try:
        # What is wrong further down is said by whoever reads it all.
        with opened(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
            line = file.readline(_LONGEST)
            delimiter = max(_DELIMITERS, key=line.count)
            names = tuple(name.strip() for name in next(csv.reader(chain([line], file), delimiter=delimiter, strict=True), ()))
    except (csv.Error, EOFError) as error:
        raise NotRead(path, f"its first line cannot be read: {error}", line=1, help_="export it as CSV in UTF-8") from error
    except OSError as error:
        raise NotRead(path, f"it cannot be read: {error.strerror or error}") from error
    if any("\ufffd" in name for name in names):
        raise NotRead(path, "its first line is not UTF-8", line=1, help_="export it as UTF-8, or convert it")
    if not any(names):
        raise NotRead(path, "it has no first line that names the columns", line=1, help_="export it with headers")
    return delimiter, names


def times(export: Export) -> float:
    """When the newest of its files was written, in seconds since 1970."""
    return max(os.stat(path).st_mtime for path in export.paths)


def _stem(name: str) -> str:
    for ending in (".csv.gz", *_FORMS):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def _form(path: str) -> Form | None:
    return next((form for ending, form in _FORMS.items() if path.lower().endswith(ending)), None)


def _endings() -> str:
    return ", ".join(f"`{ending}`" for ending in (*_FORMS, *_BASES))


def _listed(known: dict[str, str]) -> str:
    return " or ".join(f"`{name}`" for name in sorted(known.values())[:5]) or "any object"
