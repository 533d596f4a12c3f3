"""What every command needs to know before it starts: whose organisation, and which flikar exist."""

from dataclasses import dataclass

from engine.model import Catalog
from engine.organisation import Kommun


@dataclass(frozen=True, slots=True)
class Setup:
    """The kommun and the flikar declared for it."""

    kommun: Kommun
    catalog: Catalog
