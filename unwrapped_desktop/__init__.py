"""Unwrapped: judges a person's taste in music and shows the receipts."""

__version__ = "0.1.0"
"""The one place where the version stands: packages, installers and reports take it from here."""

NAME = "Unwrapped"
"""The program's name, as menus and installers show it."""

APP_ID = "fm.unwrapped.Desktop"
"""By which desktops, keychains and app stores know the program."""
