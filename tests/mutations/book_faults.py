"""The everyday faults of a whole file: what it is, what it holds, and whether somebody has it open."""

from tests.mutations.spot import Fault, Spot
from tests.rules import damage

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


def _with_password(spot: Spot) -> None:
    """The wrapper that Excel puts an encrypted workbook in."""
    _content(spot, _OLE + bytes(1016) + "EncryptedPackage".encode("utf-16-le"))


def _content(spot: Spot, content: bytes) -> None:
    spot.call.books[spot.call.own] = content


def _strict(spot: Spot) -> None:
    """Saved as Strict Open XML."""
    for name in spot.parts:
        for old, new in _STRICT.items():
            if not name.endswith(".rels") or "relationships" in old:
                spot.parts[name] = spot.parts[name].replace(old, new)


def _open_elsewhere(spot: Spot) -> None:
    spot.call.beside[f"~${spot.call.own}"] = b""


BOOK_FAULTS: tuple[Fault, ...] = (
    Fault("boken har lösenord", "LA01", _with_password, once=True),
    Fault(
        "en webbsida sparad som .xlsx",
        "LA01",
        lambda spot: _content(spot, b"<html><table></table></html>"),
        once=True,
    ),
    Fault(
        "en textfil sparad som .xlsx", "LA01", lambda spot: _content(spot, b"Belopp i tkr;Budget 2022\r\n"), once=True
    ),
    Fault("boken är öppen hos någon", "LA04", _open_elsewhere, once=True),
    Fault("boken är sparad som Strict Open XML", "", _strict, once=True),
    Fault("boken är av en äldre mall", "ST09", lambda s: damage.set_name(s.parts, "flikar_version", "0"), once=True),
)
