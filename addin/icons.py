"""Which of Office's own icons the ribbon may show.

Excel shows a button whose icon it does not know without one, and says nothing. There is no Excel to ask where the
add-in is built, so the names are looked up in a list that was read out of Office 2013: ``NamesTop`` of
``src/Excel.Images/Images.settings`` in github.com/christianjunk/ImageMso, commit d1fc57d. A name that is to be used
is looked up there, letter by letter, and written down here.
"""

ICONS = frozenset(
    {
        "AcceptInvitation", "Consolidate", "Copy", "DataRefreshAll", "DataValidation", "ErrorChecking", "FileNew",
        "FileSaveAsWordDocx", "FileSendMenu", "Filter", "Help", "ImportTextFile", "Info", "Repeat", "ResearchPane",
        "ReviewNewComment", "ReviewNextComment", "SheetRowsInsert", "TracePrecedents", "Undo",
    }
)  # fmt: skip
