"""Texts as SQLite takes them."""


def storable(text: str) -> str:
    """Return the text without the half characters that file names can bring along and SQLite refuses."""
    return text.encode(errors="backslashreplace").decode()
