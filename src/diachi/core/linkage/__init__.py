"""Two records, one household? What is compared, what it weighs, and what follows; pure, for every engine alike."""
