"""Errors of Marketo's Salesforce sync: a table of what they mean, and what only Marketo's specs can say of them."""
