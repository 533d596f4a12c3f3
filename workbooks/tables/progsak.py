"""Prognossäkerhet: the forecasts of Årets resultat filed during the year beside the outcome."""

from engine.model import Row, RowKind, Table

PROGSAK = Table(
    "PROGSAK",
    "Prognossäkerhet",
    (
        Row(id="fordjupad", label="Fördjupad månadsuppföljning", kind=RowKind.INPUT),
        Row(id="delar", label="Delårsbokslut", kind=RowKind.INPUT),
        Row(id="bokslut", label="Bokslut {ar}", kind=RowKind.INPUT, aliases=("Bokslut", "Årsbokslut")),
    ),
)
