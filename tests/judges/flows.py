"""Flow Scanner, the linter that Salesforce's community runs over flows, as a judge. It knows habits that go wrong, and runs no flow."""

import json
from collections.abc import Sequence
from pathlib import Path

from judges.node_tools import node

SCRIPT = Path(__file__).with_name("flows.mjs")


def broken(files: Sequence[Path]) -> dict[str, dict[str, str]]:
    """By the name of each flow: the rules that it breaks, each with the elements that break it."""
    answers = json.loads(node(SCRIPT, input=json.dumps([str(file.resolve()) for file in files])))
    return {name: dict(rules) for name, rules in answers.items()}
