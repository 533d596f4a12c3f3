"""The demo municipality: its figures, and a tool that generates a ledger for them."""
