"""Letters as text, from every form an office sends: typed text, Word, PDF, a scan."""
