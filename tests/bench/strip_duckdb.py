"""Strip a ledger by one bare DuckDB query, with ready code tables: what the engine adds to the database."""

import duckdb

from tests.bench.strip_answer import AMOUNT, MONTH, NAMND, PERIOD, YEAR, tell, told


def stripped(ledger: str, folder: str) -> str:
    """The stripped figures."""

    def table(path: str) -> str:
        return f"read_csv('{path}', delim=';', header=true, all_varchar=true)"

    query = f"""
    WITH t AS (
      SELECT konto, ansvar, coalesce(motpart, '') AS motpart, period, typ, belopp FROM {table(ledger)}
      WHERE CASE WHEN regexp_matches(belopp, '{AMOUNT}') AND regexp_matches(period, '{PERIOD}')
          AND typ IN ('utfall', 'budget') THEN true ELSE error('a row that cannot be read')::BOOLEAN END),
    r AS (SELECT *, CAST(CAST(replace(belopp, ',', '.') AS DECIMAL(18, 2)) * 100 AS BIGINT) AS ore,
        left(period, 4) AS ar, CAST(right(period, 2) AS INTEGER) AS manad FROM t),
    e AS (SELECT r.*, k.rad, a.forvaltning = m.motforvaltning AS intern FROM r
        JOIN {table(f"{folder}/agare.csv")} a ON a.ansvar = r.ansvar AND a.period = r.period
        LEFT JOIN {table(f"{folder}/motparter.csv")} m ON coalesce(m.motpart, '') = r.motpart
        LEFT JOIN {table(f"{folder}/konton.csv")} k ON k.konto = r.konto
      WHERE a.namnd = '{NAMND}' AND ((r.typ = 'budget' AND r.ar = '{YEAR}' AND manad BETWEEN 1 AND 12)
        OR (r.typ = 'utfall' AND r.ar IN ('{YEAR}', '{YEAR - 1}') AND manad BETWEEN 1 AND {MONTH})))
    SELECT rad, coalesce(intern, false),
      coalesce(-sum(ore) FILTER (typ = 'budget'), 0),
      coalesce(-sum(ore) FILTER (typ = 'budget' AND manad <= {MONTH}), 0),
      coalesce(-sum(ore) FILTER (typ = 'utfall' AND ar = '{YEAR}'), 0),
      coalesce(-sum(ore) FILTER (typ = 'utfall' AND ar = '{YEAR - 1}'), 0), count(*)
    FROM e GROUP BY ALL"""  # noqa: S608 paths of our own making
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        found = connection.execute(query).fetchall()
    answer = {rad: list(amounts) for rad, intern, *amounts, _ in found if rad and not intern}
    return told(answer, sum(row[-1] for row in found if row[1]))


if __name__ == "__main__":
    tell(stripped)
