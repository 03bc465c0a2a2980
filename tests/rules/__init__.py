"""Rule pages, run: what a page flags is flagged, what it accepts is accepted."""
