"""A plan as people and machines read it: a document first, text drawn from the document. Prints nothing."""

from syncwright.records import pretty as as_json
from syncwright.views.plan.blocks import READERS, Reader
from syncwright.views.plan.document import document
from syncwright.views.plan.human import human
from syncwright.views.plan.markdown import markdown
from syncwright.views.plan.readers import for_reader, markdown_for_reader

__all__ = ["READERS", "Reader", "as_json", "document", "for_reader", "human", "markdown", "markdown_for_reader"]
