"""The grammar of directives, one pass per file."""
