"""Solvers of the pairing: exact, and agreeing on every level."""
