Attribute VB_Name = "XLPy"
Option Explicit

' Den bok som Python får, och koden, en rad i taget.
Public Sub SetAttr(ByVal modul As String, ByVal namn As String, ByVal bok As Variant)
    Skriv "{folder}/ran.txt", "B" & Kodat(modul & "." & namn & "=" & bok.Name)
End Sub

Public Function Module(ByVal namn As String) As String
    Module = namn
End Function

Public Sub Exec(ByVal kod As String)
    Skriv "{folder}/ran.txt", "K" & Kodat(kod)
End Sub

Public Function CallUDF(ByVal modul As String, ByVal namn As String, ByVal argument As Variant, _
        ByVal bok As Variant, ByVal cell As Variant) As Variant
    Dim fil As String
    Dim i As Long
    Dim n As Integer
    Dim rad As String
    Dim rader As Long
    Dim kolumner As Long
    Dim r As Long
    Dim k As Long
    Dim svar() As Variant
    Dim ett As Variant
    fil = "{folder}/fraga.txt"
    n = FreeFile
    Open fil For Output As #n
    Print #n, "M" & Kodat(modul & "." & namn)
    For i = LBound(argument) To UBound(argument)
        If IsArray(argument(i)) Then
            Print #n, "A " & (UBound(argument(i), 1) - LBound(argument(i), 1) + 1) & " " & _
                (UBound(argument(i), 2) - LBound(argument(i), 2) + 1)
            For r = LBound(argument(i), 1) To UBound(argument(i), 1)
                For k = LBound(argument(i), 2) To UBound(argument(i), 2)
                    ett = argument(i)(r, k)
                    Print #n, EnRad(ett)
                Next k
            Next r
        Else
            Print #n, EnRad(argument(i))
        End If
    Next i
    Close #n
    Shell "/bin/sh", 6, "{folder}/python.sh", True
    n = FreeFile
    Open "{folder}/svar.txt" For Input As #n
    Line Input #n, rad
    If Left$(rad, 1) = "E" Then
        Close #n
        Err.Raise 1001, "xlwings", Mid$(rad, 2)
    End If
    If Left$(rad, 1) = "A" Then
        rader = CLng(Split(rad, " ")(1))
        kolumner = CLng(Split(rad, " ")(2))
        ReDim svar(0 To rader - 1, 0 To kolumner - 1)
        For r = 0 To rader - 1
            For k = 0 To kolumner - 1
                Line Input #n, rad
                svar(r, k) = Vardet(rad)
            Next k
        Next r
        CallUDF = svar
    Else
        CallUDF = Vardet(rad)
    End If
    Close #n
End Function

Private Function EnRad(ByVal varde As Variant) As String
    If IsMissing(varde) Then
        EnRad = "U"
    ElseIf IsError(varde) Then
        EnRad = "U"
    ElseIf IsEmpty(varde) Then
        EnRad = "T"
    ElseIf VarType(varde) = vbString Then
        EnRad = "S" & Kodat(varde)
    ElseIf VarType(varde) = vbBoolean Then
        EnRad = "B" & IIf(varde, 1, 0)
    Else
        EnRad = "N" & Trim$(Str$(varde))
    End If
End Function

Private Function Vardet(ByVal rad As String) As Variant
    Select Case Left$(rad, 1)
        Case "S": Vardet = Avkodat(Mid$(rad, 2))
        Case "B": Vardet = (Mid$(rad, 2) = "1")
        Case "T": Vardet = Empty
        Case Else: Vardet = Val(Mid$(rad, 2))
    End Select
End Function
