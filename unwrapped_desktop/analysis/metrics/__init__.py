"""Metric families, one file each: `measure(listening)` returns facts and findings."""
