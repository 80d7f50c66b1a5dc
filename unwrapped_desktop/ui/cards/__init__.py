"""Share cards: what is on one, how it is painted, and what it reveals."""
