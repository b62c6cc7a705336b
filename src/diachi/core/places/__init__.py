"""Places through time: what a name or a code means on a day, and what became of it."""
