"""The filter language: which records are in scope, said once. Parses, types against a Scope, normalises; knows no platform."""
