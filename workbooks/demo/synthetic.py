"""Makes the synthetic demo figures: ``python -m workbooks.demo.synthetic FOLDER``.

Nothing here is an observation. Each nämnd's kommunbidrag is published; how it splits into intäkter and
kostnader, and every prognos and investment, is made up by the shares below so that the demo has something to
show. The files say so in their names. All amounts are whole thousands of kronor with report signs.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.amounts import half_away
from workbooks.demo.figures import DRIFTBUDGET, budget_2022, figure_rows

RR_INPUTS = (
    "Verksamhetens intäkter",
    "Personalkostnader",
    "Lokalhyror",
    "Köp av tjänster",
    "Övriga kostnader",
)
Row = tuple[str, tuple[int, ...] | None]  # a label and its amounts; None for a heading row


@dataclass(frozen=True, slots=True)
class Project:
    """One investment or one income: budget, prognos, outcome of the delår and of the year before, tkr."""

    category: str
    name: str
    amounts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one nämnd's synthetic figures are made.

    Attributes:
        name: the nämnd's name in the published driftbudget.
        revenue: intäkter, in per mille of kommunbidrag.
        costs: personalkostnader, lokalhyror and köp av tjänster in per mille of all kostnader; övriga
            kostnader take the rest.
        march, interim: prognos over budget in per mille, per input row, in mars and in delår.
        investments, prepaid: the project rows of INV and of förutbetalda intäkter in delår.
    """

    name: str
    revenue: int
    costs: tuple[int, int, int]
    march: tuple[int, ...]
    interim: tuple[int, ...]
    investments: tuple[Project, ...]
    prepaid: tuple[Project, ...]


_REINVEST, _ADAPT = "Reinvestering", "Anpassningsinvestering"
_EXPAND, _DEVELOP = "Expansionsinvestering", "Expansionsinvestering - Exploatering"
_INCOME = "Inkomster"
_TOTALS = {"INV": "Totala utgifter", "FORUTB": "Totala inkomster"}

SHAPES = {
    "VON": Shape("Vård- och omsorgsnämnden", 0, (0, 0, 0), (), (125, 12, 2, 74, 65), (),
                 (Project(_INCOME, "Statsbidrag välfärdsteknik", (400, 400, 250, 180)),)),
    "SN": Shape("Socialnämnden", 240, (520, 55, 300), (30, 8, 0, 22, 10), (42, 6, 0, 31, 12),
                (Project(_REINVEST, "Inventarier", (600, 500, 310, 280)),),
                (Project(_INCOME, "Statsbidrag stödboende", (150, 150, 90, 0)),)),
    "KUN": Shape("Kultur- och utbildningsnämnden", 180, (560, 130, 140), (12, -4, 0, 9, 6),
                 (20, -9, 3, 11, 8),
                 (Project(_REINVEST, "Skolmöbler", (2400, 2400, 1350, 1610)),
                  Project(_ADAPT, "Tillgänglighet bibliotek", (800, 950, 520, 0))),
                 (Project(_INCOME, "Bidrag konstgräsplan", (300, 300, 0, 200)),)),
    "BUN": Shape("Barn- och ungdomsnämnden", 110, (640, 150, 80), (5, 6, 0, 4, -3), (8, 9, 1, 6, -5),
                 (Project(_EXPAND, "Ny förskola", (12000, 9500, 4200, 800)),
                  Project(_REINVEST, "Inventarier", (5200, 5000, 2950, 3180))),
                 (Project(_INCOME, "Bidrag utemiljö", (500, 450, 300, 120)),)),
    "MSN": Shape("Miljöskyddsnämnden", 420, (740, 50, 60), (-20, -15, 0, 0, -10), (-35, -25, 0, 10, -15),
                 (Project(_REINVEST, "Mätutrustning", (200, 180, 60, 95)),),
                 (Project(_INCOME, "Bidrag luftmätning", (40, 40, 20, 20)),)),
    "SBN": Shape("Samhällsbyggnadsnämnden", 900, (330, 90, 310), (6, -8, 0, 18, 12), (11, -12, 0, 26, 9),
                 (Project(_EXPAND, "Gång- och cykelväg", (8500, 8500, 3900, 2100)),
                  Project(_REINVEST, "Beläggning", (14000, 14600, 8800, 9150))),
                 (Project(_INCOME, "Medfinansiering cykelväg", (2500, 2500, 1100, 600)),)),
    "EXP": Shape("Exploatering", 300, (540, 75, 150), (0, 0, 0, 0, 0), (20, 0, 0, 0, 40),
                 (Project(_DEVELOP, "Industriområde norr", (6000, 5200, 2400, 1700)),),
                 (Project(_INCOME, "Exploateringsbidrag", (4000, 3600, 1500, 900)),)),
    "KS": Shape("Kommunstyrelsen", 160, (580, 60, 170), (4, -10, 0, 12, 7), (9, -14, 2, 15, 5),
                (Project(_REINVEST, "IT-utrustning", (3500, 3400, 2050, 1980)),
                 Project(_REINVEST, "Räddningsfordon", (4200, 4350, 4350, 0))),
                (Project(_INCOME, "Bidrag reservkraft", (900, 900, 450, 0)),)),
    "OFN": Shape("Överförmyndarnämnden", 60, (810, 35, 75), (0, 12, 0, 0, 20), (10, 18, 0, 0, 25),
                 (Project(_REINVEST, "Arkivinredning", (60, 60, 0, 35)),),
                 (Project(_INCOME, "Bidrag digitalisering", (30, 30, 10, 0)),)),
}  # fmt: skip


def synthetic_files() -> dict[str, str]:
    """The text of every synthetic file by its name."""
    bidrag = {row["tkr"]: int(row["Budget 2022"]) for row in figure_rows(DRIFTBUDGET)}
    made: dict[str, str] = {}
    for namnd, shape in SHAPES.items():
        made |= _files_of(namnd, shape, bidrag[shape.name])
    return made


def _files_of(namnd: str, shape: Shape, bidrag: int) -> dict[str, str]:
    budget = _published_inputs(namnd) if namnd == "VON" else split_bidrag(bidrag, shape)
    tables = {
        "delar_2022_rr": _rr_text(budget, shape.interim, bidrag),
        "delar_2022_forutb": _projects_text("FORUTB", shape.prepaid),
    }
    if shape.march:
        tables["mars_2022_rr"] = _rr_text(budget, shape.march, bidrag)
    if shape.investments:
        tables["delar_2022_inv"] = _projects_text("INV", shape.investments)
    return {f"{namnd.lower()}_{part}_syntetisk.csv": text for part, text in tables.items()}


def _published_inputs(namnd: str) -> tuple[int, ...]:
    published = budget_2022(namnd)
    return tuple(published[label] for label in RR_INPUTS)


def split_bidrag(bidrag: int, shape: Shape) -> tuple[int, ...]:
    """The five input rows of RR whose sum is −bidrag, so that Årets resultat is 0."""
    revenue = half_away(bidrag * shape.revenue / 1000)
    gross = bidrag + revenue
    named = [half_away(gross * share / 1000) for share in shape.costs]
    return (revenue, *(-cost for cost in named), sum(named) - gross)


def _rr_text(budget: Sequence[int], drift: Sequence[int], bidrag: int) -> str:
    forecast = [half_away(amount * (1000 + more) / 1000) for amount, more in zip(budget, drift, strict=True)]
    columns = zip(_rr_column(budget, bidrag), _rr_column(forecast, bidrag), strict=True)
    labels = (*RR_INPUTS, "Verksamhetens kostnader", "Verksamhetens nettokostnader", "Kommunbidrag",
              "Finansnetto", "Årets resultat")  # fmt: skip
    rows: list[Row] = [
        (label, (first, second, second - first)) for label, (first, second) in zip(labels, columns, strict=True)
    ]
    return _csv(("Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022"), rows)


def _rr_column(inputs: Sequence[int], bidrag: int) -> tuple[int, ...]:
    costs = sum(inputs[1:])
    net = inputs[0] + costs
    return (*inputs, costs, net, bidrag, 0, net + bidrag)


def _projects_text(table: str, projects: Sequence[Project]) -> str:
    """INV sums its projects per category; förutbetalda has one heading and the part that is exploatering."""
    rows: list[Row] = []
    for category in dict.fromkeys(project.category for project in projects):
        inside = [project for project in projects if project.category == category]
        rows.append((category, None if table == "FORUTB" else _six(table, _total(inside))))
        rows += [(project.name, _six(table, project.amounts)) for project in inside]
    if table == "FORUTB":
        develop = [project for project in projects if project.name.startswith("Exploatering")]
        rows.append(("- varav exploatering", _six(table, _total(develop))))
    rows.append((_TOTALS[table], _six(table, _total(projects))))
    headings = ("Budget 2022", "Prognos helår 2022", "Avv. prognos/budget 2022", "Delårsbokslut 2022",
                "Delårsbokslut 2021", "Diff. utfall 2021/2022")  # fmt: skip
    return _csv(headings, rows)


def _total(projects: Sequence[Project]) -> tuple[int, int, int, int]:
    budget, forecast, outcome, before = (sum(project.amounts[column] for project in projects) for column in range(4))
    return budget, forecast, outcome, before


def _six(table: str, amounts: tuple[int, int, int, int]) -> tuple[int, ...]:
    """The six delår columns; INV's avvikelse is budget − prognos, förutbetalda's the other way round."""
    budget, forecast, outcome, before = amounts
    deviation = budget - forecast if table == "INV" else forecast - budget
    return budget, forecast, deviation, outcome, before, outcome - before


def _csv(headings: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [("Belopp i tkr", *headings)]
    lines += [
        (label, *("" for _ in headings)) if amounts is None else (label, *map(str, amounts))
        for label, amounts in rows
    ]
    return "".join(",".join(line) + "\r\n" for line in lines)


def main(folder: Path) -> None:
    """Write every synthetic file into ``folder``."""
    for name, text in synthetic_files().items():
        (folder / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
