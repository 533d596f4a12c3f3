"""Strip a ledger as a controller who knows pandas would, with ready code tables, careful about codes and öre."""

import pandas as pd

from tests.bench.strip_answer import AMOUNT, MONTH, NAMND, PERIOD, YEAR, tell, told


def stripped(ledger: str, folder: str) -> str:
    """The stripped figures."""

    def read(path: str) -> pd.DataFrame:
        return pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)

    rows = read(ledger)
    assert rows["belopp"].str.match(AMOUNT).all()
    assert rows["period"].str.match(PERIOD).all()
    parts = rows["belopp"].str.replace(",", ".").str.split(".", n=1, expand=True)
    sign = parts[0].str.startswith("-").map({True: -1, False: 1})
    kronor = parts[0].str.lstrip("-").astype("int64")
    rows["ore"] = -sign * (kronor * 100 + parts[1].fillna("0").str.ljust(2, "0").astype("int64"))
    rows = rows.merge(read(f"{folder}/agare.csv"), on=["ansvar", "period"], how="left")
    rows = rows[rows["namnd"] == NAMND]
    rows = rows.merge(read(f"{folder}/motparter.csv"), on="motpart", how="left")
    rows = rows.merge(read(f"{folder}/konton.csv"), on="konto", how="left")
    year, month = rows["period"].str[:4], rows["period"].str[4:].astype(int)
    budget = (rows["typ"] == "budget") & (year == str(YEAR)) & month.between(1, 12)
    utfall = (rows["typ"] == "utfall") & month.between(1, MONTH)
    slices = (budget, budget & (month <= MONTH), utfall & (year == str(YEAR)), utfall & (year == str(YEAR - 1)))
    intern = rows["motforvaltning"] == rows["forvaltning"]
    counted = budget | slices[2] | slices[3]
    sums = [rows[each & ~intern].groupby("rad")["ore"].sum() for each in slices]
    answer = {
        rad: [int(column.get(rad, 0)) for column in sums] for rad in rows.loc[counted & ~intern, "rad"].unique()
    }
    return told(answer, int((counted & intern).sum()))


if __name__ == "__main__":
    tell(stripped)
