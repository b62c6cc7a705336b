"""The page on which a person looks at what was read: one file, no server, nothing asked from outside."""
