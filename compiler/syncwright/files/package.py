"""Files that ship inside a package, such as tables and pages. `importlib.resources` brings archives and temporary files along to read one."""

import os
from importlib import import_module


def folder_of(package: str) -> str:
    """Where a package lies on disk."""
    return str(next(iter(import_module(package).__path__)))


def listed(package: str) -> list[str]:
    """Names of the files in a package, sorted."""
    return sorted(os.listdir(folder_of(package)))


def data(package: str, name: str) -> bytes:
    """The bytes of one file in a package. Raises OSError if it isn't there."""
    with open(os.path.join(folder_of(package), name), "rb") as stream:
        return stream.read()
