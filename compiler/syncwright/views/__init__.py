"""A JSON document first, text drawn from the document. Prints nothing."""
