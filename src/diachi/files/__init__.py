"""Paper and sheets: everything that reads or writes a file."""
