"""Reads what account data holds besides plays: the library, the marquee, the yearly reviews."""
