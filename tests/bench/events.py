#!/usr/bin/env python3
"""`events.py DIR`: libyaml's events of every YAML file below DIR, thrown away. What reading the specs costs at the very least in Python.

Nothing else is done, and the garbage collector stays on, as it is by default.
"""

import os
import sys

from yaml.cyaml import CParser


def main(root: str) -> None:
    """Pass over all files."""
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".yaml"):
                with open(os.path.join(folder, name), "rb") as file:
                    events(file.read())


def events(data: bytes) -> None:
    """Pass over one file."""
    get = CParser(data).get_event
    while get() is not None:
        pass


if __name__ == "__main__":
    main(sys.argv[1])
