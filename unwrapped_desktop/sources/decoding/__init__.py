"""Second step of an import: from the bytes of one file to rows in columns."""
