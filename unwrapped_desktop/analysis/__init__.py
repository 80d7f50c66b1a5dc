"""Measures a record: facts with their samples, findings with their receipts, traits and axes. Pure and deterministic."""
