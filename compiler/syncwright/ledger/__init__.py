"""What was applied, attested and is managed by us: the only state. Append-only, and each record vouches for the one before it."""
