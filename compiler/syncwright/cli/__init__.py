"""The command line: the only room that prints, exits, and reads the clock or the environment."""
