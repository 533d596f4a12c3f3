"""What a ledger export may be besides CSV; each module makes UTF-8 text with headings out of one format.

A row keeps the place it has in the original, so that every fault is told where the user can find it.
"""
