"""Turns findings into a verdict: rules, phrases, selection, label, and an independent check of every claim."""
