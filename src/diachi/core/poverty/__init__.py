"""Poverty standards, what deprives a household, why it is poor, and how its standing moves from review to review."""
