"""Tables offices print: their columns as data, and what each column counts."""
