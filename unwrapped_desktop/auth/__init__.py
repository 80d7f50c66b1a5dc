"""Signing in to Spotify: the handshake, and the listener that the browser comes back to.

The system browser alone is used (RFC 8252), with PKCE (RFC 7636); the program holds no secret of its own.
"""
