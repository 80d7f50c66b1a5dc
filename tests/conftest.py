"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A slow machine is no failure: timings belong into the benchmarks.
settings.register_profile("unwrapped", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unwrapped")
