"""One file that a command is asked about, or standard input for `-`, read within bounds. Does not know what stands in it."""

from pathlib import Path

import click

from syncwright.limits import INVENTORY
from syncwright.text import SourceFile


def asked_file(path: str) -> SourceFile:
    """What stands in it; one that cannot be read or is too long is wrong usage."""
    try:
        with click.open_file(path, "rb") as file:
            data = file.read(INVENTORY.file_bytes + 1)
    except OSError as error:
        raise click.UsageError(f"`{path}` cannot be read: {error.strerror}") from error
    if len(data) > INVENTORY.file_bytes:
        raise click.UsageError(f"`{path}` is longer than {INVENTORY.file_bytes >> 20} MiB")
    return SourceFile("standard input" if path == "-" else str(Path(path)), data)
