Option Explicit
Dim ut As Integer

Sub Main
    Dim given(2) As New com.sun.star.beans.PropertyValue
    Dim bok As Object
    On Error GoTo Fel
    ut = FreeFile
    Open "{folder}/out.txt" For Output As #ut
    given(0).Name = "MacroExecutionMode" : given(0).Value = 4
    given(1).Name = "FilterName" : given(1).Value = "Calc MS Excel 2007 VBA XML"
    given(2).Name = "Hidden" : given(2).Value = True
    bok = StarDesktop.loadComponentFromURL("{book}", "_blank", 0, given())
{steps}
    Print #ut, "END"
    Close #ut
    bok.close(True)
    StarDesktop.terminate()
    Exit Sub
Fel:
    Print #ut, "FAILED " & Erl & " " & Err & " " & Error$
    Close #ut
    StarDesktop.terminate()
End Sub

Function Anropad(bok As Object, namn As String, argument As Variant) As Variant
    Dim script As Object
    Dim platser() As Variant
    Dim tillbaka() As Variant
    script = bok.getScriptProvider().getScript( _
        "vnd.sun.star.script:flikar." & namn & "?language=Basic&location=document")
    Anropad = script.invoke(Array(argument), platser, tillbaka)
End Function

Function Knapp(tagg As String) As Object
    Dim modell As Object
    modell = CreateUnoService("com.sun.star.awt.UnoControlDialogModel")
    modell = modell.createInstance("com.sun.star.awt.UnoControlButtonModel") ' den har en Tag
    modell.Tag = tagg
    Knapp = modell
End Function

Sub Tryck(bok As Object, tagg As String)
    Anropad(bok, "FlikarMeny.OnAction", Knapp(tagg))
End Sub

' Det som menyfliken frågar om en knapp, med svaret i det andra argumentet.
Function Fragad(bok As Object, namn As String, tagg As String) As Variant
    Dim script As Object
    Dim platser() As Variant
    Dim tillbaka() As Variant
    script = bok.getScriptProvider().getScript( _
        "vnd.sun.star.script:flikar.FlikarMeny." & namn & "?language=Basic&location=document")
    script.invoke(Array(Knapp(tagg), Empty), platser, tillbaka)
    Fragad = tillbaka(UBound(tillbaka))
End Function

Sub Skick(bok As Object, lage As String, tagg As String)
    Print #ut, "K|" & lage & "|" & tagg & "|" & CInt(Fragad(bok, "GetEnabled", tagg)) & "|" & _
        Kodat(Fragad(bok, "GetSupertip", tagg))
End Sub

Sub BliNamndbok(bok As Object, text As String)
    Dim plats As New com.sun.star.table.CellAddress
    bok.NamedRanges.addNewByName("flikar_mall", text, plats, 0)
End Sub

Sub Omrade(blad As Object, namn As String)
    Dim plats As Object
    Dim rad As Long
    Dim kolumn As Long
    plats = blad.getCellRangeByName(namn)
    For rad = 0 To plats.Rows.Count - 1
        For kolumn = 0 To plats.Columns.Count - 1
            Cellen plats.getCellByPosition(kolumn, rad)
        Next kolumn
    Next rad
End Sub

Sub Cellen(c As Object)
    Dim delar As Variant
    Dim sista As Integer
    delar = Split(c.AbsoluteName, "$")
    sista = UBound(delar)
    Print #ut, delar(sista - 1) & delar(sista) & "|" & c.getError() & "|" & Trim(Str(c.Value)) & "|" & Kodat(c.String)
End Sub

Function Kodat(text As String) As String
    Dim i As Long
    Kodat = ""
    For i = 1 To Len(text)
        Kodat = Kodat & " " & AscW(Mid(text, i, 1))
    Next i
End Function
