"""One record of which somebody asks whether it would sync: read from JSON, held against filters, and what a platform answers. Opens no file."""
