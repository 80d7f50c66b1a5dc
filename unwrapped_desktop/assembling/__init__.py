"""From everything that reading brought in to one canonical record, with an account of what does not count."""
