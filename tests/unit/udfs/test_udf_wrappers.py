"""The VBA of the wrappers: one small function for each of the registry's, in text that VBA takes."""

import re

import pytest

from udfs.registry import REGISTRY
from udfs.values import CellError
from udfs.wrappers import check_name, wrapper_module

TEXT = wrapper_module()
LINES = TEXT.split("\r\n")


def test_every_function_and_argument_is_there_in_order() -> None:
    declared = {match[1]: match[2] for match in re.finditer(r"Public Function (FLIK_\w+)\((.*)\) As Variant", TEXT)}
    assert list(declared) == list(REGISTRY)
    for name, function in REGISTRY.items():
        names = re.findall(r"ByVal (\w+) As Variant", declared[name])
        assert names == [argument.name for argument in function.arguments]
        optional = re.findall(r"Optional ByVal (\w+)", declared[name])
        assert optional == [argument.name for argument in function.arguments if not argument.is_required]


def test_the_text_is_one_that_vba_can_hold() -> None:
    TEXT.encode("cp1252")
    assert "\n" not in TEXT.replace("\r\n", "")
    assert all(len(line) < 1000 for line in LINES)
    runs = re.findall(r"(?:[^\r\n]* _\r\n)+", TEXT)
    assert max(run.count(" _\r\n") for run in runs) <= 24
    assert len(re.findall(r"(?:Public|Private) Function", TEXT)) == TEXT.count("End Function")


def test_every_error_value_is_turned_into_itself() -> None:
    for error in CellError:
        assert f'Case "{error.text}": EttVarde = CVErr(xlErr' in TEXT


def test_a_range_in_several_parts_is_refused_before_its_first_part_is_read() -> None:
    refused, read = "If argument(i).Areas.Count > 1 Then GoTo Fel", "argument(i) = argument(i).Value2"
    assert (TEXT.count(refused), TEXT.count(read)) == (1, 1), "only Excel can be asked to run it"
    assert TEXT.index(refused) < TEXT.index(read)


def test_names_of_arguments_are_no_words_of_vba() -> None:
    words = {"as", "by", "dim", "end", "for", "function", "if", "in", "is", "let", "loop", "me", "next", "not", "on",
             "or", "select", "set", "sub", "then", "to", "type", "with", "date", "string"}  # fmt: skip
    used = {argument.name for function in REGISTRY.values() for argument in function.arguments}
    assert not used & words


@pytest.mark.parametrize("name", ["A1", "R1C1", "FLIK1", "flik_tkr", "TKR", "FLIK_Å"])
def test_a_name_that_excel_would_misread_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        check_name(name)
