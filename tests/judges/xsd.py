"""Salesforce's metadata schema as a judge of single XML files, strictly: a file's elements must stand in the schema's order.

A server takes any order as long as repeats are adjacent, so real files may fail here; what we write must not. The schema is not part of
this repository: it lies in the reference data beside the checkout, or where SYNCWRIGHT_REAL_DATA says.
"""

import os
from functools import cache
from pathlib import Path

from lxml import etree

from judges.node_tools import REPOSITORY


def data() -> Path:
    return Path(os.environ.get("SYNCWRIGHT_REAL_DATA") or REPOSITORY.parent / "shared" / "data")


def schema_file() -> Path:
    return data() / "salesforce-reference" / "metadata.xsd"


def available() -> bool:
    return schema_file().is_file()


def validate(xml_file: Path) -> list[str]:
    """What the schema has against the file, as `line 4: ...`; empty when it has nothing."""
    try:
        document = etree.parse(xml_file, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [f"line {error.lineno}: not well-formed: {error.msg}"]
    schema = compiled(schema_file())
    schema.validate(document)
    return [f"line {each.line}: {each.message}" for each in schema.error_log]


@cache
def compiled(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))
