"""Last step of an import: what is missing, and what was set aside, in words a person can check."""
