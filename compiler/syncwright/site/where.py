"""Where on the site a node of the graph is told of."""

import re

from syncwright.catalog.model import Catalog
from syncwright.site.objects import url_of as url_of_object
from syncwright.site.users import url_of as url_of_user

#: Names that can be those of files.
_PLAIN = re.compile(r"[\w-]+")
#: Kinds of nodes that are told nowhere else as a whole, and have a page that shows what is around them.
KINDS = ("filter", "partition", "campaign", "value_set", "owner")
FOLDER = "around"
#: What stands before the address of a resource.
RESOURCE = "resource"


def url_of(catalog: Catalog, node_id: str) -> str:
    """The page, below the site, of what the specs name; empty where there is none."""
    kind, colon, name = node_id.partition(":")
    if colon:
        if kind == "sync_user":
            return url_of_user(name)
        if kind == "connector":
            return url_of_connector(name)
        return f"{FOLDER}/{kind}/{name}.html" if kind in KINDS and _PLAIN.fullmatch(name) else ""
    owner, _, field = node_id.partition(".")
    held = catalog.objects.get(owner)
    if held is None or (field and field not in held.fields):
        return ""
    return f"{url_of_object(owner)}#{field}" if field else url_of_object(owner)


def url_of_connector(address: str) -> str:
    """The page of a connector, or of a part of it such as `ae/emea`."""
    return f"connectors/{address}.html"


def title_of(node_id: str) -> tuple[str, str]:
    """What kind of thing it is, in a word, and its name."""
    kind, colon, name = node_id.partition(":")
    if not colon:
        return ("field" if "." in node_id else "object"), node_id
    if kind == RESOURCE:
        type_, _, name = name.partition("/")
        kind = type_.rpartition(".")[2]
    return kind.replace("_", " "), name
