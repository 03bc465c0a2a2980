"""The specs as they were: at a revision, or at the end of a day."""

import re
from datetime import UTC, datetime, time, timedelta

import click

from syncwright.cli.sides import compile_at
from syncwright.compile import Compilation
from syncwright.git import GitRefused, revision, revision_on

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def compiled_as_of(specs: str, said: str, environment: str | None, option: str = "--at") -> Compilation:
    """What the folder held then, compiled. A word that has the shape of a day is one: a tag of that name is `refs/tags/2026-03-31`."""
    try:
        at = revision_on(specs, _end_of(said)) if _DAY.fullmatch(said) else revision(specs, said)
        return compile_at(at, environment)
    except GitRefused as error:
        raise click.UsageError(f"{error}; {option} names a revision, or a day such as 2026-03-31") from error
    except FileNotFoundError as error:
        raise click.UsageError(f"there is no folder `{specs}`") from error


def _end_of(said: str) -> datetime:
    """The last second of a day in UTC."""
    try:
        day = datetime.strptime(said, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise click.UsageError(f"`{said}` is no day") from error
    return datetime.combine(day.date(), time(), UTC) + timedelta(days=1, seconds=-1)
