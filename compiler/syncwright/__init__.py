"""Syncwright: sync configuration as code for Salesforce and the marketing platforms that sync with it."""
