"""The usual accounts and motparter of a Swedish municipality: what kommun.toml need not say.

Source: domain.md, section 6 (interninterna poster). Each kommun overrides what it has changed.
"""

from collections.abc import Mapping
from types import MappingProxyType

EDITION = "Kommun-Bas 21"
"""The edition of the chart of accounts that the defaults are written for."""

KONTOGRUPPER: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType({
    "intakter": (("3",), ()),
    "personalkostnader": (("5",), ()),
    "lokalhyror": (("60",), ()),
    "kop_av_tjanster": (("46", "74-75"), ()),
    "ovriga_kostnader": (("4", "6-7"), ("46", "60", "74-75")),
    "kommunbidrag": ((), ()),
    "finansnetto": (("84-85",), ()),
    "utanfor_rr": (("1-2", "9"), ()),
})  # fmt: skip
"""Kontogrupp → its accounts and those taken out, as prefixes and intervals; kommunbidrag is the kommun's own."""

MOTPARTSSLAG: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"kommun": ("1-4",), "bolag": ("5-7",), "extern": ("8-9",)}
)
"""What kind of party a motpart is, by its first digits."""
