"""Whole screens. They do not know each other; the main window and the controller do."""
