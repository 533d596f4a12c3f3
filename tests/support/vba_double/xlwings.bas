Attribute VB_Name = "xlwings"
Option Explicit

Private utanBok As Boolean

' LibreOffice har alltid en bok öppen; här kan den döljas.
Public Sub DoljBoken(ByVal dolj As Variant)
    utanBok = dolj
End Sub

Public Function OppenBok() As Object
    Set OppenBok = Nothing
    If Not utanBok Then Set OppenBok = ActiveWorkbook
End Function

' Python som säger till: bokens namn och antalet, med ett lodrätt streck mellan.
Public Sub KanAngras(ByVal sagt As Variant)
    FlikarKanAngras Split(sagt, "|")(0), CLng(Split(sagt, "|")(1))
End Sub

' I stället för menyflikens Invalidate.
Public Sub FragaIgen()
    Skriv "{folder}/ran.txt", "I"
End Sub

Public Sub Skriv(ByVal fil As String, ByVal rad As String)
    Dim n As Integer
    n = FreeFile
    Open fil For Append As #n
    Print #n, rad
    Close #n
End Sub

' Texten som kod för kod, så att filens teckenkodning inte betyder något.
Public Function Kodat(ByVal text As String) As String
    Dim i As Long
    Kodat = ""
    For i = 1 To Len(text)
        Kodat = Kodat & " " & AscW(Mid$(text, i, 1))
    Next i
End Function

Public Function Avkodat(ByVal koder As String) As String
    Dim delar As Variant
    Dim i As Long
    Avkodat = ""
    If koder = "" Then Exit Function
    delar = Split(koder, " ")
    For i = LBound(delar) To UBound(delar)
        If delar(i) <> "" Then Avkodat = Avkodat & ChrW(CLng(delar(i)))
    Next i
End Function
