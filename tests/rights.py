"""What a person may do, for tests that are run by root: who may do everything proves nothing about permissions."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_VERSION_3 = 0x20080522
_IGNORES_PERMISSIONS = 0b110
"""`CAP_DAC_OVERRIDE` and `CAP_DAC_READ_SEARCH`, as bits."""


@contextmanager
def as_anybody() -> Iterator[None]:
    """Let permissions count for this thread, and for those that it starts meanwhile. Skips the test where that cannot be."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no permissions of POSIX")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("root cannot be anybody here")
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    system = ctypes.CDLL(None, use_errno=True)

    def call(function: str, sets: "ctypes.Array[ctypes.c_uint32]") -> None:
        if getattr(system, function)(header, sets):
            pytest.skip(f"root cannot be anybody here: {os.strerror(ctypes.get_errno())}")

    # Effective, permitted and inheritable capabilities, the low halves first.
    held = (ctypes.c_uint32 * 6)()
    call("capget", held)
    less = (ctypes.c_uint32 * 6)(*held)
    less[0] &= ~_IGNORES_PERMISSIONS
    call("capset", less)
    try:
        yield
    finally:
        call("capset", held)
