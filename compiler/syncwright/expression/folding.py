"""How texts are compared: without regard to case, character by character, the same on every platform. Knows no filter."""

#: Characters whose lower case depends on what stands around them or on who asks: Java writes a final sigma, DuckDB does not, and
#: lower-case İ is two characters in Java and Python, one in DuckDB. Measured; no text that a filter compares with may hold them.
UNCERTAIN = frozenset("İΣσς")


def fold(text: str) -> str:
    """What two texts have in common that differ in case alone: each character's own lower case, whatever stands beside it."""
    return text.lower() if text.isascii() else text.replace("Σ", "σ").lower()
