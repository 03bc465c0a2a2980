"""Filters as Salesforce has them: formulas and queries."""
