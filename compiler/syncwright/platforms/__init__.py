"""One package a platform. None imports another; each is registered as an entry point."""
