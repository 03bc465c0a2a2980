"""Salto's formula reader as a judge of what a formula refers to. It does not check syntax, and takes `null` and `NOT` for names."""

import json
from collections.abc import Sequence
from pathlib import Path

from judges.node_tools import node

SCRIPT = Path(__file__).with_name("formulas.mjs")


def names(formulas: Sequence[str]) -> list[set[str] | None]:
    """The names in each formula, as it spells them; None for a formula that it cannot read."""
    answers = json.loads(node(SCRIPT, input=json.dumps(list(formulas))))
    return [None if found is None else set(found) for found in answers]
