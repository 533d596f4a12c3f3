"""The Excel add-in: ribbon, macros, build and installation."""
