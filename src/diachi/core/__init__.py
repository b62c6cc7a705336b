"""What is true: pure Python, no clock, no files, no randomness."""
