"""The locator finds the line of every key, whatever TOML stands between."""

from pathlib import Path

import pytest

from engine.organisation.faults import KeyPath
from engine.organisation.locate import line_of, locate_keys

# @@@ stands for three double quotes, which this literal cannot hold.
TEXT = r"""# namn = "inte här"
version = 1
"nyckel med = och #" = 'x # ] }'  # efter
a.b."c.d" = @@@
[inte.en.tabell]
nyckel = 5 \@@@ ""slut""@@@
raw = '''
] } , \
'''
namnder = [  # lista [
  { kod = "A", namn = "a, } ]" }, { kod = "B",
    # en rad emellan
    forvaltningar = [ { kod = "X" },
      { kod = "Y", ansvar = ["1",
        "2"], giltig = 2022-05-13 12:00:00 } ] },
]
[kommun]  # rubrik
namn = 'A'
[[rader]]
x = 1
[[rader]]
x = 2
[rader.under]
y = 1e3
[[rader.poster]]
z = true
""".replace("@@@", '"' * 3)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("version",), 2),
        (("nyckel med = och #",), 3),
        (("a", "b", "c.d"), 4),
        (("raw",), 7),
        (("namnder",), 10),
        (("namnder", 0, "namn"), 11),
        (("namnder", 1, "kod"), 11),
        (("namnder", 1, "forvaltningar"), 13),
        (("namnder", 1, "forvaltningar", 1), 14),
        (("namnder", 1, "forvaltningar", 1, "ansvar", 1), 15),
        (("namnder", 1, "forvaltningar", 1, "giltig"), 15),
        (("kommun",), 17),
        (("kommun", "namn"), 18),
        (("rader", 0, "x"), 20),
        (("rader", 1, "x"), 22),
        (("rader", 1, "under", "y"), 24),
        (("rader", 1, "poster", 0, "z"), 26),
    ],
)
def test_line_of_a_key(path: KeyPath, line: int) -> None:
    assert line_of(locate_keys(TEXT), path) == line


def test_a_path_that_is_not_there_has_the_line_around_it() -> None:
    lines = locate_keys(TEXT)
    assert line_of(lines, ("namnder", 1, "verksamhet")) == 11
    assert line_of(lines, ("installningar", "avrundning")) == 1


@pytest.mark.parametrize("text", ["a = [1, 2", "a = 1\n= 3", "a = {b = 1 c = 2}", "[a\nb = 1", "a"])
def test_a_broken_text_gives_what_was_found_before_it_broke(text: str) -> None:
    assert set(locate_keys(text).values()) <= {1, 2}


def test_every_key_of_the_demo_is_found() -> None:
    import tomllib

    text = (Path(__file__).parents[4] / "workbooks" / "demo" / "kommun.toml").read_text(encoding="utf-8")
    lines = locate_keys(text)
    shown = text.split("\n")
    for path in paths(tomllib.loads(text)):
        assert path in lines
        if isinstance(path[-1], str):
            assert path[-1] in shown[lines[path] - 1]


def paths(value: object, path: KeyPath = ()) -> list[KeyPath]:
    if isinstance(value, dict):
        pairs: list[tuple[str | int, object]] = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    else:
        return []
    below = [found for key, item in pairs for found in paths(item, (*path, key))]
    return [(*path, key) for key, _ in pairs] + below
