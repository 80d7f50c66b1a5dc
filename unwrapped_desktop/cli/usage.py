"""What is wrong with a command line although every argument alone is right."""


class UsageError(Exception):
    """Something asked for cannot be had: a sentence that says what to write instead. Exit code 2."""
