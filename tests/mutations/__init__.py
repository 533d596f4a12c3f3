"""Everyday faults planted in the published workbooks: which are found, which are missed, what is said falsely."""
