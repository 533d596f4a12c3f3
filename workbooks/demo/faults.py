"""Demo ledgers with planted faults, and the list of what has to be found in them.

Two files, because a row that cannot be read stops a run: one with faults in the data only, whose result is
written, and one with rows that nobody can read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbooks.demo.ledger import make_vouchers
from workbooks.demo.postings import ledger_lines, write_lines

FAULTY_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """One fault.

    Attributes:
        rows: the ledger rows that carry it.
        namnd: the nämnd whose run shows it; None when every run that reads the file does.
        rules: the ids it is found under; empty for a row that cannot be read.
        value: the text that is wrong: a konto, an amount, a period, an ansvar, a motpart, or the whole row.
        ore: what it leaves over for the förvaltning or on the konto, ledger sign; 0 when it is never summed, or
            evens out over the year.
        found: what a run has to say, in Swedish.
        lines: where its rows stand in the written file; the header is line 1.
    """

    rows: tuple[str, ...]
    namnd: str | None
    rules: tuple[str, ...]
    value: str
    ore: int
    found: str
    lines: tuple[int, ...] = ()


_TEXT = "planterat fel"
_DATA_FAULTS = (
    PlantedFault((f"6132;70322;302;120;202203;12345,67;utfall;F0000001;{_TEXT}",),
                 "VON", ("IN01", "IN02"), "12345,67", 1_234_567,
                 "En intern post utan motsvarighet: förvaltningen VOF går inte ihop, 12 345,67 kr återstår."),
    PlantedFault((f"6132;35000;780;140;202205;10000,00;utfall;F0000002;{_TEXT}",
                  f"3153;39999;390;140;202205;-9990,00;utfall;F0000002;{_TEXT}"),
                 "KUN", ("IN01", "IN09"), "-9990,00", 1_000,
                 "En intern posts sidor har olika belopp: förvaltningen KUF går inte ihop, 10,00 kr återstår."),
    PlantedFault((f"6132;30000;180;130;202202;20000,00;utfall;F0000004;{_TEXT}",
                  f"3153;34999;779;130;202204;-20000,00;utfall;F0000004;{_TEXT}"),
                 "BUN", ("IN08",), "202204", 0,
                 "En intern posts sidor står i olika perioder: förvaltningen BUF går inte ihop i 202202 och 202204."),
    PlantedFault((f"8050;70322;302;810;202203;4500,00;utfall;F0000003;{_TEXT}",),
                 "VON", ("IN03",), "8050", 450_000,
                 "Kontot 8050 hör inte till någon kontogrupp."),
)  # fmt: skip
_UNREADABLE = (
    PlantedFault((f"6110;70322;302;810;202203;tolv;utfall;F0000001;{_TEXT}",), None, (), "tolv", 0,
                 "Beloppet ”tolv” är inget tal."),
    PlantedFault((f"6110;70322;302;810;202203;1.234;utfall;F0000002;{_TEXT}",), None, (), "1.234", 0,
                 "Beloppet 1.234 kan läsas på två sätt."),
    PlantedFault((f"6110;70322;302;810;202203;12,345;utfall;F0000003;{_TEXT}",), None, (), "12,345", 0,
                 "Beloppet 12,345 har fler än två decimaler."),
    PlantedFault((f"6110;70322;302;810;202214;100,00;utfall;F0000004;{_TEXT}",), None, (), "202214", 0,
                 "Perioden 202214 finns inte."),
    PlantedFault((f"6110;99999;302;810;202203;100,00;utfall;F0000005;{_TEXT}",), None, (), "99999", 0,
                 "Ansvaret 99999 hör inte till någon nämnd."),
    PlantedFault((f"6110;70322;302;199;202203;100,00;utfall;F0000006;{_TEXT}",), None, (), "199", 0,
                 "Motparten 199 är kommunens men ingen förvaltning har den."),
    PlantedFault(("6110;70322;302;810;202203",), None, (), "6110;70322;302;810;202203", 0,
                 "Raden har fem fält av nio."),
)  # fmt: skip


def write_faulty_ledger(path: Path) -> tuple[PlantedFault, ...]:
    """Write a small ledger whose every row can be read and whose data is wrong in a few places.

    Raises:
        NotWrittenError: the file could not be written.
    """
    return _write_with(path, _DATA_FAULTS)


def write_unreadable_ledger(path: Path) -> tuple[PlantedFault, ...]:
    """Write a small ledger with a few rows that cannot be read or placed; the others are without fault.

    Raises:
        NotWrittenError: the file could not be written.
    """
    return _write_with(path, _UNREADABLE)


def _write_with(path: Path, faults: Sequence[PlantedFault]) -> tuple[PlantedFault, ...]:
    """Spread the faults evenly through a ledger that is otherwise right."""
    _, vouchers = make_vouchers(FAULTY_ROWS)
    lines = list(ledger_lines(vouchers))
    planted = []
    for number, fault in enumerate(faults, start=1):
        place = number * FAULTY_ROWS // (len(faults) + 1)
        lines[place:place] = fault.rows
        planted.append(replace(fault, lines=tuple(range(place + 1, place + 1 + len(fault.rows)))))
    write_lines(path, lines)
    return tuple(planted)
