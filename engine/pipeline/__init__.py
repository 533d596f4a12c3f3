"""Each command as a table of contents: which values go through which stages, in which order."""
