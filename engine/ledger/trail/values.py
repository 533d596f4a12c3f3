"""What a trail says: whose book it belongs to, how it was filled, and what stands behind every filled cell.

The models are what is written into the Parquet file and read from it again; keys are Swedish, as in every file.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

SUFFIX = ".spar.parquet"
"""A trail lies beside its workbook: ``von-2022.xlsx`` has ``von-2022.spar.parquet``."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceFile(_Part):
    """A file that was read, as the caller named it, and the hash of its bytes."""

    fil: str
    sha256: str


class TrailRow(_Part):
    """A row that the ledger fills, and how.

    Attributes:
        id: the group that its ledger rows bear in the trail.
        konton, utom: the intervals that claim an account, and those taken out again.
        projekt: of an INV row, the ledger's projekt; None in RR.
        tecken: what turns ledger sign into report sign, −1 or 1.
    """

    id: str
    namn: str
    konton: tuple[str, ...]
    utom: tuple[str, ...] = ()
    projekt: str | None = None
    tecken: int


class TrailColumn(_Part):
    """A column kind, and the rows it counts."""

    kolumn: str
    typ: Literal["utfall", "budget"]
    perioder: tuple[int, ...]


class Behind(_Part):
    """The ledger rows behind one figure; öre with the ledger's sign.

    Attributes:
        rader, ore: the rows that count.
        borttagna, borttaget_ore: the interninterna that do not.
        innehall: the hash of the rows' content, all of them, whatever their order.
    """

    rader: int = 0
    ore: int = 0
    borttagna: int = 0
    borttaget_ore: int = 0
    innehall: str = "0"


class Fill(_Part):
    """One run of ``fyll`` that still has cells in the book.

    Attributes:
        nr: by which the cells and rows name it, from 1, the latest last.
        typ: what the amounts were in a file without a column typ.
        kontoplan: the edition the accounts follow.
        avrundning: ``summerbar`` or ``oberoende``.
        huvudbok, tabeller: the files it took from.
        rader, kolumner: the rules of the ledger's figures; empty without a ledger.
    """

    nr: int
    tillfalle: str
    ar: int
    typ: str | None = None
    kommun: str
    kontoplan: str
    avrundning: str
    huvudbok: tuple[SourceFile, ...] = ()
    tabeller: tuple[SourceFile, ...] = ()
    rader: tuple[TrailRow, ...] = ()
    kolumner: tuple[TrailColumn, ...] = ()

    def row(self, group: str) -> TrailRow:
        """The rule of a group of rows."""
        return next(row for row in self.rader if row.id == group)

    def column(self, kind: str) -> TrailColumn:
        """What a column kind counts."""
        return next(column for column in self.kolumner if column.kolumn == kind)


class Carried(_Part):
    """The cell that a roll took an amount from.

    Attributes:
        bok: the workbook's file name.
        tillfalle: the flik's occasion, as people read it.
        raknas: the column kind whose rule the amount follows; that of the first fill when it has been carried twice.
    """

    bok: str
    flik: str
    cell: str
    tillfalle: str
    raknas: str | None


class TrailCell(_Part):
    """One filled cell.

    Attributes:
        varde: what was written.
        rad, kolumn: the row's label and the column kind.
        omgang: the fill's ``nr``; None of a carried amount that no fill is known to have written.
        kalla: ``huvudbok``, ``beslut``, ``tabell``, ``forslag``, ``utkast``, ``tillfalle`` or ``foljer_med``; of a
            carried amount, where it came from in the first place.
        ore: the exact amount, report sign; None when it is no amount of the ledger or a decision.
        grupp, bakom: of the ledger: which rows, and what they come to.
        fil, filrad: of a table.
        text: what is to be said besides.
        fran: where a roll took it from; None where it was filled in.
    """

    flik: str
    cell: str
    rad: str
    kolumn: str | None
    varde: int | float | str | None
    omgang: int | None
    kalla: Literal["huvudbok", "beslut", "tabell", "forslag", "utkast", "tillfalle", "foljer_med"]
    ore: int | None = None
    grupp: str | None = None
    bakom: Behind | None = None
    fil: str | None = None
    filrad: int | None = None
    text: str | None = None
    fran: Carried | None = None

    @property
    def rule_column(self) -> str | None:
        """The column kind whose rule the amount follows."""
        return self.fran.raknas if self.fran is not None else self.kolumn

    @property
    def place(self) -> tuple[str, str]:
        """The flik and the cell."""
        return self.flik, self.cell


class Trail(_Part):
    """Everything but the ledger rows.

    Attributes:
        namnd, ar: whose workbook it belongs to; None where the book does not say.
        bok_sha256: the hash of the workbook as it was left when the trail was written.
        avlagda: what was known of cells that a roll has emptied or written over, for when it is undone.
    """

    version: Literal[1] = 1
    namnd: str | None
    ar: int
    bok_sha256: str
    omgangar: tuple[Fill, ...]
    celler: tuple[TrailCell, ...]
    avlagda: tuple[TrailCell, ...] = ()

    def fill(self, number: int | None) -> Fill:
        """The fill with a number."""
        return next(fill for fill in self.omgangar if fill.nr == number)

    def cell(self, flik: str, cell: str) -> TrailCell | None:
        """What is known of a cell; None when nothing of ours was written there."""
        return next((each for each in self.celler if each.place == (flik, cell)), None)
