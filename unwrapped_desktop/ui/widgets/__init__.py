"""Parts of views, each drawn from the theme."""
