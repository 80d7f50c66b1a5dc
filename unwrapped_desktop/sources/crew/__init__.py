"""Reads a large export in two processes at once: this one, and a second that takes every other file off it.

Python decodes in one thread at a time, and most computers have two cores to spare. The second process looks through the
same paths, so that a file's place in the list of findings is all that has to be said about it.
"""
