"""Heavy machinery: two or more engines of each kind, forced to agree by the same tests."""
