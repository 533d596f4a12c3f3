"""One expat pass over a part: hardened, fed in pieces, its errors in our words."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from engine.reader.errors import Refused

Attributes = dict[str, str]
SPACE = "http://www.w3.org/XML/1998/namespace space"

_ENCODINGS = {"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "us-ascii", "windows-1252"}
_STUCK_CHUNKS = 8


def new_parser(
    start: Callable[[str, Attributes], object], end: Callable[[str], object] | None = None
) -> expat.XMLParserType:
    """A parser that names elements ``"namespace local"`` and refuses DTDs and odd encodings."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_dtd
    return parser


def run(parser: expat.XMLParserType, chunks: Iterable[bytes], part: str) -> None:
    """Feed the whole part.

    Raises:
        Refused: malformed, a DTD, an odd encoding, or one tag that fills many megabytes (each new piece would
            make expat read it again from its start).
    """
    stuck = 0
    before = -1
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - expat takes "final" by position only
            stuck = stuck + 1 if parser.CurrentByteIndex == before else 0
            before = parser.CurrentByteIndex
            if stuck > _STUCK_CHUNKS:
                raise Refused("bomb", f"{part}: en tagg på många megabyte")
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes "final" by position only
    except expat.ExpatError as error:
        raise Refused("skadad", f"{part}, rad {error.lineno}, tecken {error.offset}") from error


class _RootReachedError(Exception):
    pass


def check_prolog(head: bytes) -> None:
    """Refuse a DTD in a part nobody reads; its other faults do not matter here.

    Args:
        head: the part's first bytes.
    """
    try:
        new_parser(_root_reached).Parse(head, False)  # noqa: FBT003 - expat takes "final" by position only
    except (_RootReachedError, expat.ExpatError):
        return


def _root_reached(_tag: str, _attributes: Attributes) -> None:
    raise _RootReachedError


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Refused("kodning", encoding[:40])


def _refuse_dtd(*_declaration: object) -> None:
    raise Refused("dtd")
