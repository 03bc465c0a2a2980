"""What there is to look up, made of code by `make generated`."""
