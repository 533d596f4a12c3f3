"""Which rules a check was made by, as a short text that changes when any rule does."""

from hashlib import sha256

from engine.findings.catalogue import CATALOGUE

_LENGTH = 12


def catalogue_version() -> str:
    """The first digits of a hash over every rule's id, severity and sentence."""
    told = "\n".join(f"{rule.id}\t{rule.severity.value}\t{rule.sentence}" for rule in CATALOGUE)
    return sha256(told.encode()).hexdigest()[:_LENGTH]
