"""A stand-in for Spotify: a real HTTP server on loopback that plays the accounts service and the Web API."""

from tests.spotify_double.server import Fault, SpotifyDouble

__all__ = ["Fault", "SpotifyDouble"]
