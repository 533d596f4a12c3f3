"""The rules as people read them, a module for each family."""
