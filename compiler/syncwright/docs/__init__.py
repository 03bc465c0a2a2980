"""What people read about an estate. Knows no platform by name; what is known of a platform's fields is what the specs say."""
