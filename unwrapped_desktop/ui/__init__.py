"""The window: widgets and views that draw values and ask for things with `*_requested` signals."""
