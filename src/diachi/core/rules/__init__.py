"""One clause family per file; rules do not know each other."""
