"""First step of an import: which files of what was handed over hold listening history, and how to read them."""
