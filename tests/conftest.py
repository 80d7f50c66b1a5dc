"""What holds for every test."""

import os

# The tests run beside each other, one process to a core: threads of OpenBLAS would only wait for one another, and on a
# busy machine they triple the time of a product of small matrices. NumPy reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import HealthCheck, settings

# A slow machine is no failure: timings belong into the benchmarks.
settings.register_profile("unwrapped", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unwrapped")
