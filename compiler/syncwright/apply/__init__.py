"""Carries a plan out, whatever happens meanwhile. Knows neither specs nor platforms: both sides are handed in."""
