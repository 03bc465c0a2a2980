"""Filters as Marketo has them: smart lists, and the request for a custom sync filter."""
