"""Reading law/: dated data with sources, turned into the types of the core; one file per subject."""
