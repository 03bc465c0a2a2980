"""From what is generated and planned back to the lines of the specs behind it, and the other way. Knows no platform and reads no file."""
