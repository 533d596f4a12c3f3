"""The sheet of paper: A4, margins, and what stands at its top and foot. Units: twips."""

from typing import TYPE_CHECKING

from engine.word.elements import element, field_runs, paragraph, text_runs

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

_WIDTH, _HEIGHT = 11906, 16838
_SIDE, _TOP, _BOTTOM, _EDGE = 1134, 1418, 1304, 624
TEXT_WIDTH = _WIDTH - 2 * _SIDE


def set_up_sheet(section: "Section") -> None:
    """Upright A4 with 2 cm at the sides."""
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(_WIDTH), Twips(_HEIGHT)
    section.left_margin = section.right_margin = Twips(_SIDE)
    section.top_margin, section.bottom_margin = Twips(_TOP), Twips(_BOTTOM)
    section.header_distance = section.footer_distance = Twips(_EDGE)


def header_line(left: str, right: str) -> "BaseOxmlElement":
    """What stands at the top of every page: one text at each margin (the style has a right tab)."""
    return paragraph("Header", *text_runs(_one_line(left)), _tab(), *text_runs(_one_line(right)))


def footer_line(left: str) -> "BaseOxmlElement":
    """What stands at the foot of every page: a text, and ``Sida 1 av 2`` with live fields."""
    pages = (*text_runs("Sida "), *field_runs("PAGE", "1"), *text_runs(" av "), *field_runs("NUMPAGES", "1"))
    return paragraph("Footer", *text_runs(_one_line(left)), _tab(), *pages)


def _tab() -> "BaseOxmlElement":
    return element("r", element("tab"))


def _one_line(text: str) -> str:
    return " ".join(text.split())
