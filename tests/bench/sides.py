#!/usr/bin/env python3
"""`sides.py SPECS against DIR` or `sides.py SPECS since REV`: read both sides of a plan, and make none.

What `plan` is measured beside: the specs compiled, and the tree observed or the specs of the revision compiled as well.
"""

import os
import sys

from syncwright.cli.shell import SUFFIXES, compile_specs, today
from syncwright.cli.sides import observe_folder
from syncwright.compile import compile_estate
from syncwright.git import read_revision, revision
from syncwright.limits import INVENTORY, SPECS
from syncwright.planning import wanted
from syncwright.platform import installed


def main() -> None:
    """Read both, and say how much there is."""
    specs, kind, other = sys.argv[1:]
    compilation = compile_specs(specs, None)
    if kind == "against":
        observed, _ = observe_folder(compilation, other, wanted(compilation, in_source=True).addresses)
        assert not observed.findings, [one.message for one in observed.findings]
        print(len(compilation.resources), len(observed.observation.resources), flush=True)
        return
    at = revision(specs, other)
    tree = read_revision(at, SUFFIXES, SPECS)
    former = compile_estate(
        tree, at.shown, lambda below: read_revision(at, (".json",), INVENTORY, below), installed(), environment=None, today=today()
    )
    assert not former.failed, [one.message for one in former.diagnostics]
    print(len(compilation.resources), len(former.resources), flush=True)


if __name__ == "__main__":
    main()
    # As the command line ends: taking 100,000 records apart one by one takes longer than making them did.
    os._exit(0)
