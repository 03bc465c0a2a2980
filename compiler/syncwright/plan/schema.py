"""JSON Schemas of documents that we write, such as the plan, drawn from their records. Knows no disk."""

import json
import re
from typing import Any

from syncwright.plan.document import Document
from syncwright.records import json_schema

#: Its file in the folder of schemas.
FILE = "plan.schema.json"


def schema() -> bytes:
    """The schema file of the plan."""
    return drawn(Document, "plan", "Syncwright plan")


def drawn(kind: type, name: str, title: str) -> bytes:
    """The schema file of a document. It stands for itself."""
    made = json_schema(kind)
    parts = {_called(part): _plain(said) for part, said in made["$defs"].items()}
    whole = _called(kind.__name__)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:syncwright:schema:{name}",
        "title": title,
        "$defs": {called: part for called, part in parts.items() if called != whole},
    }
    return (json.dumps(head | parts[whole], indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


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
