"""How fast we are, and beside what. Run by `make bench`, never by the tests: those only try that it works."""
