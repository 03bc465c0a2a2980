"""What would change, why, and in which steps. Knows neither specs nor platforms: what it needs is handed in."""
