"""The gate before a unit's connector is unpaused: what is looked at, how each stands, and what people do for it."""
