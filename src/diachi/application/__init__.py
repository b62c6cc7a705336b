"""What happens: the verbs, data in and data out, engines as arguments."""
