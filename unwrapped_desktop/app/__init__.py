"""The window's program: one instance, one controller, one event loop."""
