"""All the everyday faults, in the order of the page."""

from tests.mutations.book_faults import BOOK_FAULTS
from tests.mutations.call_faults import CALL_FAULTS
from tests.mutations.flik_faults import FLIK_FAULTS
from tests.mutations.spot import Fault

FAULTS: tuple[Fault, ...] = (*BOOK_FAULTS, *FLIK_FAULTS, *CALL_FAULTS)
