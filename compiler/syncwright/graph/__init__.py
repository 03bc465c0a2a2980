"""What depends on what: objects, fields, connectors, users, owners and value sets, and the typed edges between them. Knows no platform.

Edges are worked out for the node that is asked about, so that one question never pays for the whole graph.
"""

from syncwright.graph.graph import Graph
from syncwright.graph.model import Edge, Node

__all__ = ["Edge", "Graph", "Node"]
