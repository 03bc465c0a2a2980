"""The JSON Schema of the plan document, drawn from its records. Knows no disk."""

import json
import re
from typing import Any

from syncwright.plan.document import Document
from syncwright.records import json_schema

#: Its file in the folder of schemas.
FILE = "plan.schema.json"


def schema() -> bytes:
    """The schema file. It stands for itself."""
    made = json_schema(Document)
    parts = {_called(name): _plain(part) for name, part in made["$defs"].items()}
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:syncwright:schema:plan",
        "title": "Syncwright plan",
        "$defs": {name: part for name, part in parts.items() if name != "document"},
    }
    return (json.dumps(head | parts["document"], indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _called(name: str) -> str:
    """`StoredEdit` is our own name for what readers call an edit."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name.removeprefix("Stored")).lower()


def _plain(tree: Any) -> Any:
    """The same without titles that repeat a name, and without a keyword of OpenAPI's that no validator of ours knows."""
    if isinstance(tree, list):
        return [_plain(below) for below in tree]
    if not isinstance(tree, dict):
        return tree
    if isinstance(reference := tree.get("$ref"), str):
        return {**tree, "$ref": f"#/$defs/{_called(reference.rsplit('/', 1)[-1])}"}
    kept = {key: below for key, below in tree.items() if key != "discriminator" and not (key == "title" and isinstance(below, str))}
    if isinstance(said := kept.get("description"), str):
        kept["description"] = " ".join(said.split())
    return {key: _plain(below) for key, below in kept.items()}
