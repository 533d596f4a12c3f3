"""Law: whatever stands in the cells, a range is stripped as ``flikar rensa`` strips the same rows in a file."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.ledger import ledger_findings
from engine.pipeline.stripping import strip_ledger
from udfs.calling import call
from udfs.registry import REGISTRY
from udfs.setting import own_setup
from udfs.values import CellError

HEADINGS = ("konto", "ansvar", "motpart", "period", "belopp", "typ", "objekt", "verifikation", "text")
ASKED = ("VON", 2022.0, "delar")
_KONTO = st.sampled_from([5010.0, "5010", "6132", " 3153", "9999", "", None])
_ANSVAR = st.sampled_from(["70100", "70322", 30100.0, "99999999", "\u00a070100", None])
_MOTPART = st.sampled_from(["", None, "120", 120.0, "180", "x"])
_PERIOD = st.sampled_from([202203.0, "202108", 202214.0, 44621.0, "2022-03", "", None])
_BELOPP = st.one_of(
    st.integers(-(10**7), 10**7).map(lambda ore: ore / 100),
    st.sampled_from(
        [0.0, -0.0, 1e14, 0.1 + 0.2, 1.234, "1 234,50", "1\u00a0234,50", "1.234", "(5)", "5-", "x", "", None]
    ),
)
_TYP = st.sampled_from(["utfall", "Utfall ", "budget", "prognos", None])
_TEXT = st.sampled_from(["", None, "lön; mars", 'a "b"', "U1", 7.0])
_ROWS = st.lists(
    st.one_of(
        st.tuples(_KONTO, _ANSVAR, _MOTPART, _PERIOD, _BELOPP, _TYP, _TEXT, _TEXT, _TEXT),
        st.tuples(
            st.sampled_from(["5010", "6132", "3153"]), st.sampled_from(["70100", "70322"]),
            st.sampled_from(["120", ""]),
            st.just(202203.0), st.sampled_from([1.5, -1.5, 8333.0, -8333.0]), st.just("utfall"), _TEXT, _TEXT, _TEXT,
        ),
        st.just((None,) * len(HEADINGS)),
    ),
    max_size=12,
)  # fmt: skip


def _told(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return "" if cell is None else " ".join(str(cell).split())


@settings(max_examples=60, deadline=None)
@given(_ROWS)
@example([(5010.0, "70100", "", 202203.0, 1e14, "utfall", "", "", "")])
@example([(5010.0, "70100", "", 202203.0, 0.1 + 0.2, "utfall", "", "", "")])
def test_a_range_is_told_as_the_same_rows_in_a_file(rows: list[tuple[object, ...]]) -> None:
    table = (HEADINGS, *rows)
    with TemporaryDirectory() as folder:
        path, kept = Path(folder) / "huvudbok.csv", Path(folder) / "kvar.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows([_told(cell) for cell in row] for row in table)
        outcome = strip_ledger(
            own_setup(), [path], "VON", year=2022, occasion="delar", typ=None, skip_faults=False,
            kept_to=kept, removed_to=None,
        )  # fmt: skip
        stripped = outcome.stripped
        found = [
            (f"{one.rule} {one.severity.value}", one.message.replace(str(path), "området"))
            for one in ledger_findings(stripped)
        ]
        assert call(REGISTRY["FLIK_HUVUDBOK_FEL"], [table, *ASKED]) == (tuple(found) or (("OK",),))
        answers = {name: call(REGISTRY[name], [table, *ASKED]) for name in ("FLIK_RR", "FLIK_RENSA", "FLIK_INTERNA")}
        if stripped.stops:
            assert set(answers.values()) == {CellError.VALUE}
            return
        rr, left, removed = answers.values()
        assert isinstance(rr, tuple)
        assert isinstance(left, tuple)
        assert isinstance(removed, tuple)
        assert [row[1:] for row in rr[1:]] == [
            tuple(ore / 100 for ore in (a.budget_ore, a.budget_period_ore, a.utfall_ore, a.foregaende_ore))
            for a in stripped.rr.values()
        ]
        with kept.open(encoding="utf-8", newline="") as file:
            assert len(left) == len(list(csv.reader(file, delimiter=";")))
        assert len(removed) - 1 == sum(one.rader for one in stripped.borttaget)
