"""Charts: small painted widgets that show figures and say the same in words."""
