"""What a file is, told from its first bytes and not from its name."""

import re

from engine.reader.errors import Refused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00", re.DOTALL)
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_SEPARATED = re.compile(r"[^\n;,\t]*[;,\t][^\n]*(\n|$)")
_HEAD = 4_096


def require_zip(data: bytes) -> None:
    """Return when ``data`` begins as a zip with content.

    Raises:
        Refused: with a code that says what the file is instead.
    """
    if not data.startswith(_ZIP):
        raise Refused(_what_instead(data))


def _what_instead(data: bytes) -> str:
    if not data:
        return "tom_fil"
    if data.startswith(_OLE):
        return _inside_ole(data)
    if data.startswith(_EMPTY_ZIP):
        return "skadad_zip"
    if not data.strip(b"\0"):
        return "bara_nollor"
    if _BIFF.match(data):
        return "xls"
    return _as_text(data[:_HEAD])


def _inside_ole(data: bytes) -> str:
    """An encrypted .xlsx and an old .xls wear the same wrapper; the names of its streams differ."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "losenord"
    if any(name.encode("utf-16-le") in data for name in ("WordDocument", "PowerPoint Document")):
        return "annat_dokument"
    return "xls"


def _as_text(head: bytes) -> str:
    text = _decoded(head)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("%PDF"):
        return "pdf"
    if start.startswith("{\\rtf"):
        return "annat_dokument"
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "xml2003"
    if _HTML.match(start) or (start.startswith("<?xml") and _HTML.search(start)):
        return "html"
    if any(ch < " " and ch not in "\t\r\n\x0c" for ch in text):
        return "inte_zip"
    return "csv" if _SEPARATED.match(start) else "text"


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError:
        return head.decode("latin-1")
