"""The command line: works without a display, a database or a network."""
