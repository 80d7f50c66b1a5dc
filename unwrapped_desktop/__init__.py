"""Unwrapped: judges a person's taste in music and shows the receipts."""

__version__ = "0.1.0"
