"""Tables to classes and back: a pairing too large for names is counted, solved by parts, and named again."""
