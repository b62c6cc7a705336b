"""Linkers: who in one list is who in another."""
