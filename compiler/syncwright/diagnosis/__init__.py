"""Errors of a sync: what a text is about, what causes that, and which spec cures it; and what is unusual in its history. Knows no platform and opens no file."""
