"""Stand-ins of the platforms on loopback. They share no code with what talks to them, so that they cannot confirm our own mistakes."""
