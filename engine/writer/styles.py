"""The look of our workbooks: each kind of cell in its own style, never told apart by colour alone.

Contrast of text against fill is at least 4.5:1 for every style.
"""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

NUMBER_FORMAT = "#,##0;-#,##0;0"
_INK, _BLUE, _GREY, _PALE, _NOTE = "#1F1F1F", "#1F3864", "#EDEDED", "#DCE6F1", "#404040"
_BASE: Mapping[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "vcenter"}
_AMOUNT: Mapping[str, Any] = {**_BASE, "num_format": NUMBER_FORMAT, "align": "right"}
_FRAME: Mapping[str, Any] = {"border": 1, "border_color": "#7F7F7F"}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": _BLUE},
    "label": dict(_BASE),
    "label_sum": {**_BASE, "bold": True, "top": 1},
    "label_category": {**_BASE, "bold": True},
    "label_indented": {**_BASE, "indent": 1},
    "label_input": {**_BASE, **_FRAME, "indent": 1, "locked": False},
    "fact": {**_BASE, "bold": True},
    "fact_input": {**_BASE, **_FRAME, "num_format": "@", "locked": False},
    "note": {**_BASE, "font_color": _NOTE, "italic": True, "font_size": 10},
    "heading": {
        **_BASE,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _BLUE,
        "text_wrap": True,
        "align": "right",
    },
    "heading_left": {**_BASE, "bold": True, "font_color": "#FFFFFF", "bg_color": _BLUE, "text_wrap": True},
    "input": {**_AMOUNT, **_FRAME, "bg_color": "#FFFFFF", "locked": False},
    "derived": {**_AMOUNT, "bg_color": _GREY, "italic": True},
    "sum": {**_AMOUNT, "bg_color": _PALE, "bold": True, "top": 1},
    "category": {**_AMOUNT, "bg_color": _PALE, "bold": True},
    "heading_comment": {
        **_BASE,
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _BLUE,
        "text_wrap": True,
        "indent": 1,
    },
    "comment": {**_BASE, **_FRAME, "text_wrap": True, "locked": False, "valign": "top", "align": "left", "indent": 1},
    "mark": {**_BASE, **_FRAME, "italic": True, "font_size": 10, "align": "center", "locked": False},
    "check": {**_BASE, "font_size": 10, "align": "right"},
    "check_summary": {**_BASE, "bold": True, "align": "left"},
    "period": {**_BASE, **_FRAME, "num_format": "0", "align": "right", "locked": False},
    "link": {**_BASE, "font_color": "#0B5394", "underline": 1, "valign": "top"},
    "wrapped": {**_BASE, "text_wrap": True, "valign": "top"},
    "listed": {**_BASE, "num_format": NUMBER_FORMAT, "text_wrap": True, "valign": "top", "align": "left"},
    "listed_comment": {**_BASE, "text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "listed_year": {**_BASE, "valign": "top", "align": "left"},
    "listed_amount": {**_AMOUNT, "valign": "top", "indent": 1},
    "amount": dict(_AMOUNT),
    "kronor": {**_BASE, "num_format": "#,##0.00;-#,##0.00;0.00", "align": "right"},
    "kronor_derived": {**_BASE, "num_format": "#,##0.00;-#,##0.00;0.00", "align": "right", "bg_color": _GREY},
    "kronor_sum": {
        **_BASE,
        "num_format": "#,##0.00;-#,##0.00;0.00",
        "align": "right",
        "bold": True,
        "bg_color": _PALE,
        "top": 1,
    },
    "amount_total": {**_AMOUNT, "bold": True, "bg_color": _PALE},
}

VERDICTS: Mapping[str, Mapping[str, Any]] = {
    "check_holds": {"font_color": "#1E5631", "bg_color": "#E3F1E6"},
    "check_fails": {"font_color": "#8B1A1A", "bg_color": "#FBE3E1", "bold": True},
}
"""What a verdict adds to the style of its cell; its word says the same without colours."""


def add_styles(book: Workbook) -> dict[str, Format]:
    """The styles as formats of one workbook."""
    return {name: book.add_format(dict(style)) for name, style in {**STYLES, **VERDICTS}.items()}
