"""Strip a ledger by one lazy polars query, streamed, with ready code tables and exact decimals."""

import polars as pl

from tests.bench.strip_answer import AMOUNT, MONTH, NAMND, PERIOD, YEAR, tell, told


def stripped(ledger: str, folder: str) -> str:
    """The stripped figures."""

    def scan(path: str) -> pl.LazyFrame:
        return pl.scan_csv(path, separator=";", infer_schema=False, empty_string_is_null=False)

    period, typ, kronor = pl.col("period"), pl.col("typ"), pl.col("belopp").str.replace(",", ".", literal=True)
    year, month = period.str.slice(0, 4), period.str.slice(4).cast(pl.Int32)
    good = pl.col("belopp").str.contains(AMOUNT) & period.str.contains(PERIOD) & typ.is_in(["utfall", "budget"])
    budget = (typ == "budget") & (year == str(YEAR)) & month.is_between(1, 12)
    utfall = (typ == "utfall") & month.is_between(1, MONTH)
    this, last = utfall & (year == str(YEAR)), utfall & (year == str(YEAR - 1))
    slices = {"a": budget, "b": budget & (month <= MONTH), "c": this, "d": last}
    found = (
        scan(ledger)
        .with_columns(good=good, ore=(kronor.cast(pl.Decimal(18, 2), strict=False) * 100).cast(pl.Int64))
        .join(scan(f"{folder}/agare.csv"), on=["ansvar", "period"], how="left")
        .join(scan(f"{folder}/motparter.csv"), on="motpart", how="left")
        .join(scan(f"{folder}/konton.csv"), on="konto", how="left")
        .with_columns(counted=(pl.col("namnd") == NAMND) & (budget | this | last))
        .group_by(pl.col("rad"), intern=(pl.col("motforvaltning") == pl.col("forvaltning")).fill_null(value=False))
        .agg(
            (~pl.col("good")).sum().alias("bad"),
            pl.col("counted").sum().alias("rows"),
            *(-pl.col("ore").filter(pl.col("counted") & each).sum().alias(name) for name, each in slices.items()),
        )
        .collect(engine="streaming")
    )
    assert not found["bad"].sum()
    kept = found.filter(~pl.col("intern") & (pl.col("rad").fill_null("") != ""))
    answer = {row["rad"]: [row[name] for name in slices] for row in kept.to_dicts()}
    return told(answer, int(found.filter(pl.col("intern"))["rows"].sum()))


if __name__ == "__main__":
    tell(stripped)
