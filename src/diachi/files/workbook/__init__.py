"""Reading workbooks nobody has vouched for: looked at from outside, then parsed in a process of its own."""
