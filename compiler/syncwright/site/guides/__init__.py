"""Guides: pages for people, whose commands are run by the tests."""
