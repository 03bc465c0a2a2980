"""Campaigns as Marketo has them: what a person builds, sheet by sheet, and what can be cloned and filled with tokens."""
