"""Địa Chỉ: helping poor households by address, from the directive to the judged effect."""

__version__ = "0.1.0"
