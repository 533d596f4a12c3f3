Attribute VB_Name = "FlikarMeny"
Option Explicit

' Menyflikens alla knappar kommer hit; vad de gör står i Python, under knappens tag.
Public Sub OnAction(control As IRibbonControl)
    FlikarKor RentTag(control.Tag)
End Sub

Public Sub FlikarKor(ByVal tag As String)
    If tag = "" Then Exit Sub
    If ActiveWorkbook Is Nothing Then
        MsgBox "Öppna en arbetsbok först.", vbExclamation, "flikar"
        Exit Sub
    End If
    RunPython "import addin.macros as m; m.dispatch('" & tag & "')"
End Sub

' Bara a-z, 0-9 och _ släpps igenom, så att en tag aldrig kan bli annat än ett namn.
Public Function RentTag(ByVal tag As String) As String
    Dim i As Long
    Dim tecken As String
    RentTag = ""
    If Len(tag) > 40 Then Exit Function
    For i = 1 To Len(tag)
        tecken = Mid$(tag, i, 1)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789_", tecken, vbBinaryCompare) = 0 Then
            RentTag = ""
            Exit Function
        End If
        RentTag = RentTag & tecken
    Next i
End Function

' Den enda vägen från en funktion i en cell till Python.
Public Function FlikarAnrop(ByVal namn As String, ByVal argument As Variant) As Variant
    Dim allt() As Variant
    Dim i As Long
    ReDim allt(0 To UBound(argument) - LBound(argument) + 1)
    allt(0) = namn
    For i = LBound(argument) To UBound(argument)
        allt(i - LBound(argument) + 1) = argument(i)
    Next i
    FlikarAnrop = XLPy.CallUDF("udfs.host", "flik", allt, ThisWorkbook, Application.Caller)
End Function
