"""Syncwright: sync configuration as code for Salesforce and the marketing platforms that sync with it."""

#: Version of this package; `pyproject.toml` reads it here.
__version__ = "0.1.0"
