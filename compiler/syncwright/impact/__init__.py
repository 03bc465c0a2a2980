"""Which records a change of filter touches, counted in an export."""
