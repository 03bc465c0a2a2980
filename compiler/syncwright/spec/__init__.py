"""What people may write: the kinds of spec, as pydantic models whose descriptions feed every other form.

Knows the shape of one file. Whether the names in it exist is the catalog's question.
"""
