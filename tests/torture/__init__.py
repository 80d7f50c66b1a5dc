"""Takes the program's life, and its room, at moments nobody has chosen."""
