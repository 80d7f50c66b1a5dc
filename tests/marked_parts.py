"""Parts of the docs that the program writes, between two marks in comments."""

import re


def with_part(page: str, begin: str, end: str, text: str) -> str:
    """Return a page with another text between two marks."""
    pattern = re.compile(f"(<!-- {begin} -->\n).*?(<!-- {end} -->)", re.DOTALL)
    return pattern.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page)


def part_of(page: str, begin: str, end: str) -> str:
    """Return the text between two marks."""
    found = re.search(f"<!-- {begin} -->\n\n(.*?)\n\n<!-- {end} -->", page, re.DOTALL)
    return found[1] if found else ""
