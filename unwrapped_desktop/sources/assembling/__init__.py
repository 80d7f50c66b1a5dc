"""Third step of an import: from the rows of all files to one canonical record."""
