"""The few WordprocessingML elements everything here is built of: elements, runs, fields, paragraphs.

User text enters through ``text_runs`` only, as text nodes: it can never become a field or markup.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from engine.text import printable

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_BREAKS = re.compile(r"([\n\t])")


def element(tag: str, *children: "BaseOxmlElement", **attributes: str | int) -> "BaseOxmlElement":
    """A ``w:`` element with ``w:`` attributes and children."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def text_runs(text: str, *, bold: bool = False) -> Iterator["BaseOxmlElement"]:
    """One run for the text: line breaks and tabs become Word's own, forbidden characters U+FFFD."""
    if text:
        pieces = (_piece(part) for part in _BREAKS.split(printable(text)) if part)
        yield element("r", *_run_look(bold=bold), *pieces)


def field_runs(instruction: str, shown: str) -> Iterator["BaseOxmlElement"]:
    """A complex field (``PAGE``, ``SEQ Tabell``) with the value that stands there until Word updates it."""
    yield element("r", element("fldChar", fldCharType="begin"))
    yield element("r", _text("instrText", f" {instruction} "))
    yield element("r", element("fldChar", fldCharType="separate"))
    yield element("r", _text("t", shown))
    yield element("r", element("fldChar", fldCharType="end"))


def paragraph(style: str, *content: "BaseOxmlElement") -> "BaseOxmlElement":
    """A paragraph of a named style."""
    return element("p", element("pPr", element("pStyle", val=style)), *content)


def paragraphs(style: str, text: str) -> Iterator["BaseOxmlElement"]:
    """The text as paragraphs; a blank line divides them."""
    for part in re.split(r"\n\s*\n", printable(text).strip()):
        if part:
            yield paragraph(style, *text_runs(part))


def _run_look(*, bold: bool) -> Iterator["BaseOxmlElement"]:
    if bold:
        yield element("rPr", element("b"), element("bCs"))


def _piece(part: str) -> "BaseOxmlElement":
    if part == "\n":
        return element("br")
    return element("tab") if part == "\t" else _text("t", part)


def _text(tag: str, text: str) -> "BaseOxmlElement":
    made = element(tag)
    made.text = text
    if text != text.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
