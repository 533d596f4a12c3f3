"""Every worksheet function, declared once; the wrappers, the help and the tests are made from this."""

from collections.abc import Mapping

from udfs import accounts, amounts, checks, deviations, forecasts, ledger, risk, texts
from udfs.declaring import Function

_ROOMS = (amounts, deviations, accounts, ledger, forecasts, texts, checks, risk)
CATEGORY = "Uppföljning"
"""Where the function wizard lists them."""

REGISTRY: Mapping[str, Function] = {function.name: function for room in _ROOMS for function in room.FUNCTIONS}
