"""What plans are carried out on. So far a folder of source files."""
