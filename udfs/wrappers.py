"""The VBA that makes each function of the registry known to Excel.

One generic call reaches Python; each function is a few lines around it. A failure is a real error value, so that a
sum over it fails too: xlwings' own wrapper would leave a text that SUM passes over.
"""

import re
from collections.abc import Iterable, Iterator

from udfs.declaring import Argument, Function
from udfs.literals import literal
from udfs.registry import CATEGORY, REGISTRY
from udfs.values import CellError

MODULE = "FlikarFunktioner"
_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}|R[0-9]*C[0-9]*", re.IGNORECASE)
_LONGEST_HELP = 255

_CALL = """\
Private Function Svar(ByVal namn As String, ByVal argument As Variant) As Variant
    On Error GoTo Fel
    Dim i As Long
    For i = LBound(argument) To UBound(argument)
        If TypeName(argument(i)) = "Range" Then
            ' Value2 är den första delens; de andra ska inte tappas bort utan att det syns.
            If argument(i).Areas.Count > 1 Then GoTo Fel
            argument(i) = argument(i).Value2
        End If
    Next i
    Svar = MedFelvarden(FlikarAnrop(namn, argument))
    Exit Function
Fel:
    Svar = CVErr(xlErrValue)
End Function

Private Function MedFelvarden(ByVal utfall As Variant) As Variant
    Dim rad As Long
    Dim kolumn As Long
    If IsArray(utfall) Then
        For rad = LBound(utfall, 1) To UBound(utfall, 1)
            For kolumn = LBound(utfall, 2) To UBound(utfall, 2)
                utfall(rad, kolumn) = EttVarde(utfall(rad, kolumn))
            Next kolumn
        Next rad
        MedFelvarden = utfall
    Else
        MedFelvarden = EttVarde(utfall)
    End If
End Function

Private Function EttVarde(ByVal varde As Variant) As Variant
    EttVarde = varde
    If VarType(varde) <> vbString Then Exit Function
    If Left$(varde, 1) <> Chr$(1) Then Exit Function
    Select Case Mid$(varde, 2)
{cases}        Case Else: EttVarde = CVErr(xlErrValue)
    End Select
End Function
"""
_CONSTANTS = {
    CellError.NULL: "xlErrNull", CellError.DIV0: "xlErrDiv0", CellError.VALUE: "xlErrValue",
    CellError.REF: "xlErrRef", CellError.NAME: "xlErrName", CellError.NUM: "xlErrNum", CellError.NA: "xlErrNA",
}  # fmt: skip


def wrapper_module(functions: Iterable[Function] = tuple(REGISTRY.values())) -> str:
    """The text of the module, with CRLF as VBA has it."""
    chosen = tuple(functions)
    for function in chosen:
        check_name(function.name)
    cases = "".join(f'        Case "{error.text}": EttVarde = CVErr({_CONSTANTS[error]})\n' for error in CellError)
    parts = (
        f'Attribute VB_Name = "{MODULE}"\nOption Explicit\n',
        _CALL.replace("{cases}", cases),
        *(_function(function) for function in chosen),
        _registration(chosen),
    )
    return "\n".join(parts).replace("\n", "\r\n")


def check_name(name: str) -> None:
    """Refuse a name that Excel would read as a cell or that is not plain capitals.

    Raises:
        ValueError: a contradiction in the registry, found when the add-in is built.
    """
    if not re.fullmatch(r"FLIK_[A-Z_]+", name) or _CELL.fullmatch(name):
        raise ValueError(f"{name} cannot be the name of a worksheet function")


def _function(function: Function) -> str:
    """The wrapper; what is left out is handed on as an empty cell, which means the same to every function."""
    arguments = ", ".join(_argument(argument) for argument in function.arguments)
    names = ", ".join(argument.name for argument in function.arguments)
    left_out = "".join(
        f"    If IsMissing({argument.name}) Then {argument.name} = Empty\n"
        for argument in function.arguments
        if not argument.is_required
    )
    return (
        f"Public Function {function.name}({arguments}) As Variant\n{left_out}"
        f'    {function.name} = Svar("{function.name}", Array({names}))\n'
        "End Function\n"
    )


def _argument(argument: Argument) -> str:
    return (
        f"ByVal {argument.name} As Variant" if argument.is_required else f"Optional ByVal {argument.name} As Variant"
    )


def _registration(functions: Iterable[Function]) -> str:
    """What the function wizard shows; called when the add-in is opened."""
    lines = "".join(line for function in functions for line in _options(function))
    return f"Public Sub FlikarBeskrivFunktioner()\n    On Error Resume Next\n{lines}End Sub\n"


def _options(function: Function) -> Iterator[str]:
    helps = ", _\n            ".join(_quoted(argument.help) for argument in function.arguments)
    yield (
        f"    Application.MacroOptions Macro:={_quoted(function.name)}, _\n"
        f"        Description:={_quoted(function.help)}, _\n"
        f"        Category:={_quoted(CATEGORY)}, _\n"
        f"        ArgumentDescriptions:=Array({helps})\n"
    )


def _quoted(text: str) -> str:
    """A text of the function wizard as VBA writes it."""
    if len(text) > _LONGEST_HELP:
        raise ValueError(f"longer than Excel shows: {text}")
    return literal(text)
