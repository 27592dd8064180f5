"""Entraide: one desk for self-employed workers in difficulty in France."""
