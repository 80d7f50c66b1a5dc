"""Whoever signs in: Spotify's lists, the last plays and the library, read through its Web API."""
