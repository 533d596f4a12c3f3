"""The demo ledger's chart of accounts: konton by kontogrupp, inside the intervals of the demo kommun.toml."""

from types import MappingProxyType

INTAKTER = "intakter"
PERSONALKOSTNADER = "personalkostnader"
LOKALHYROR = "lokalhyror"
KOP_AV_TJANSTER = "kop_av_tjanster"
OVRIGA_KOSTNADER = "ovriga_kostnader"
KOMMUNBIDRAG = "kommunbidrag"
FINANSNETTO = "finansnetto"
UTANFOR_RR = "utanfor_rr"

COST_GROUPS = (LOKALHYROR, KOP_AV_TJANSTER, OVRIGA_KOSTNADER)
"""The kontogrupper in which one förvaltning buys from another."""

LABELS = MappingProxyType({
    INTAKTER: "Verksamhetens intäkter",
    PERSONALKOSTNADER: "Personalkostnader",
    LOKALHYROR: "Lokalhyror",
    KOP_AV_TJANSTER: "Köp av tjänster",
    OVRIGA_KOSTNADER: "Övriga kostnader",
    KOMMUNBIDRAG: "Kommunbidrag",
    FINANSNETTO: "Finansnetto",
})  # fmt: skip
"""The input rows of RR by kontogrupp, in the order of RR."""

OPERATING_GROUPS = tuple(LABELS)[:5]


def _every(first: int, last: int, step: int) -> tuple[str, ...]:
    return tuple(str(konto) for konto in range(first, last + 1, step))


CHART = MappingProxyType({
    INTAKTER: ("3000", *_every(3011, 3411, 20), "3153", *_every(3510, 3910, 40), "3999"),
    PERSONALKOSTNADER: ("5000", *_every(5010, 5810, 20), "5999"),
    LOKALHYROR: ("6000", *_every(6011, 6071, 10), "6099"),
    KOP_AV_TJANSTER: ("4600", *_every(4611, 4691, 20), "7400", *_every(7411, 7591, 20), "7599"),
    OVRIGA_KOSTNADER: ("4000", *_every(4110, 4510, 50), "4599", "4700", *_every(6110, 6990, 20), "6132",
                       "7000", *_every(7110, 7390, 40), "7600", *_every(7610, 7990, 60)),
    KOMMUNBIDRAG: ("8700", "8709"),
    FINANSNETTO: ("8400", "8510", "8599"),
    UTANFOR_RR: ("1510", "1790", "1920", "2440", "2710", "2990", "9110", "9990"),
})  # fmt: skip
"""The konton of each kontogrupp; the ends of the intervals are among them."""

GROUP_OF = MappingProxyType({konto: group for group, konton in CHART.items() for konto in konton})
