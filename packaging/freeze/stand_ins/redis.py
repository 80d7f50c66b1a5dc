"""Stands in for redis in a frozen program: spotipy wants the name of one error on import, and nothing here uses the rest."""


class RedisError(Exception):
    """What the real package raises; nobody raises it here."""
