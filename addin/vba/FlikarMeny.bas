Attribute VB_Name = "FlikarMeny"
Option Explicit

' Menyfliken, så att den kan bes att fråga om knapparna igen; Nothing sedan VBA har nollställts.
Private menyn As IRibbonUI
' De böcker där en knapp har skrivit något, med tecken omkring som inget filnamn kan ha.
Private kanAngras As String

Public Sub OnLoad(ribbon As IRibbonUI)
    Set menyn = ribbon
End Sub

Public Sub GetEnabled(control As IRibbonControl, ByRef returnedVal As Variant)
    returnedVal = (FlikarHinder(control.Tag) = "")
End Sub

Public Sub GetSupertip(control As IRibbonControl, ByRef returnedVal As Variant)
    Dim hinder As String
    hinder = FlikarHinder(control.Tag)
    returnedVal = KnappHjalp(control.Tag)
    If hinder <> "" Then returnedVal = hinder & vbCrLf & vbCrLf & returnedVal
End Sub

' Menyflikens alla knappar kommer hit; vad de gör står i Python, under knappens tag.
Public Sub OnAction(control As IRibbonControl)
    FlikarKor RentTag(control.Tag)
End Sub

Public Sub FlikarKor(ByVal tag As String)
    Dim hinder As String
    If KnappBehov(tag) = "" Then Exit Sub
    hinder = FlikarHinder(tag)
    If hinder <> "" Then
        MsgBox hinder, vbExclamation, "flikar"
    Else
        Skicka "import addin.macros as m; m.dispatch('" & tag & "')"
    End If
    FlikarUppdatera
End Sub

' Som xlwings egen RunPython med den server som funktionerna har, men också utan någon öppen bok.
Private Sub Skicka(ByVal kod As String)
    On Error GoTo Fel
    ' Esc är till för Python; annars bryter Excel sin egen kod när knappen är klar.
    Application.EnableCancelKey = xlDisabled
    If ActiveWorkbook Is Nothing Then
        XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ThisWorkbook
    Else
        XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook
    End If
    XLPy.Exec kod
    Exit Sub
Fel:
    MsgBox "Python svarar inte. Starta om Excel; hjälper inte det, visa IT det här:" & vbCrLf & vbCrLf & _
        Left$(Err.Description, 700), vbExclamation, "flikar"
End Sub

' Python säger till hur många ändringar i boken som går att ta tillbaka.
Public Sub FlikarKanAngras(ByVal bok As String, ByVal antal As Long)
    kanAngras = Replace(kanAngras, "|" & bok & "|", "")
    If antal > 0 Then kanAngras = kanAngras & "|" & bok & "|"
    FlikarUppdatera
End Sub

' Excel frågar om varje knapp igen.
Public Sub FlikarUppdatera()
    If Not menyn Is Nothing Then menyn.Invalidate
End Sub

' Varför knappen inte går att trycka på; tomt när den går.
Public Function FlikarHinder(ByVal tag As String) As String
    Dim behov As String
    behov = KnappBehov(tag)
    FlikarHinder = ""
    If behov = "inget" Then Exit Function
    If ActiveWorkbook Is Nothing Then
        FlikarHinder = KnappSkal("bok")
    ElseIf behov = "namndbok" Then
        If Not ArNamndbok(ActiveWorkbook) Then FlikarHinder = KnappSkal(behov)
    ElseIf behov = "angra" Then
        If InStr(1, kanAngras, "|" & ActiveWorkbook.Name & "|", vbBinaryCompare) = 0 Then FlikarHinder = KnappSkal(behov)
    End If
End Function

Private Function ArNamndbok(ByVal bok As Workbook) As Boolean
    On Error GoTo Saknas
    ArNamndbok = (bok.Names(MALL_NAMN).RefersTo = MALL_SVAR)
    Exit Function
Saknas:
    ArNamndbok = False
End Function

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
