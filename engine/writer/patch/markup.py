"""XML as bytes: cut in it and edit its tags without touching what lies between.

A parser tells where things stand (expat byte offsets); nothing here decides that.
"""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from engine.writer.patch.refusals import DamagedWorkbookError

_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_DECLARED_TEXT = re.compile(r"""^(<\?xml[^>]*?\bencoding\s*=\s*)(["'])[^"']*["']""")
_QUOTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


@dataclass(frozen=True, slots=True)
class Splice:
    """The bytes from ``start`` up to ``end`` are to be ``new``; an insertion when they are equal."""

    start: int
    end: int
    new: bytes


def splice(xml: bytes, splices: Iterable[Splice]) -> bytes:
    """``xml`` with every splice made; insertions at one place keep their order.

    Raises:
        ValueError: two splices overlap.
    """
    pieces: list[bytes] = []
    done = 0
    for cut in sorted(splices, key=lambda cut: (cut.start, cut.end)):
        if cut.start < done:
            raise ValueError(f"two changes of the same bytes at {cut.start}")
        pieces += (xml[done : cut.start], cut.new)
        done = cut.end
    return b"".join((*pieces, xml[done:]))


def as_utf8(xml: bytes, part: str) -> bytes:
    """The same document in UTF-8, its declaration corrected; a UTF-8 document is returned as it is.

    Raises:
        DamagedWorkbookError: the bytes are not in the encoding they are said to be in.
    """
    encoding = _encoding(xml)
    try:
        if codecs.lookup(encoding).name == "utf-8":
            return xml
        text = xml.decode(encoding)
    except (LookupError, UnicodeDecodeError) as fault:
        raise DamagedWorkbookError(f"delen {part} har en teckenkodning som inte går att läsa") from fault
    return _DECLARED_TEXT.sub(r"\1\2UTF-8\2", text.removeprefix("\ufeff")).encode()


def _encoding(xml: bytes) -> str:
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if xml.startswith(b"<\0"):
        return "utf-16-le"
    if xml.startswith(b"\0<"):
        return "utf-16-be"
    declared = _DECLARED.match(xml)
    return declared[1].decode() if declared else "utf-8"


def tag_at(xml: bytes, start: int) -> bytes:
    """The whole tag that begins at ``start``, from ``<`` to ``>``."""
    match = _TAG.match(xml, start)
    if match is None:
        raise ValueError(f"no tag at byte {start}")
    return match[0]


def closes_itself(tag: bytes) -> bool:
    """Whether the tag is an element without content, ``<c/>``."""
    return tag.endswith(b"/>")


def opened(tag: bytes) -> bytes:
    """The start tag alone: ``<c r="B2"/>`` becomes ``<c r="B2">``."""
    return tag[:-2].rstrip() + b">" if closes_itself(tag) else tag


def closed(tag: bytes) -> bytes:
    """The tag of an element without content: ``<c r="B2">`` becomes ``<c r="B2"/>``."""
    return tag if closes_itself(tag) else tag[:-1].rstrip() + b"/>"


def end_tag(tag: bytes) -> bytes:
    """The end tag that belongs to a start tag."""
    return b"</" + _qualified_name(tag) + b">"


def prefix(tag: bytes) -> bytes:
    """The namespace prefix of the tag with its colon, or nothing."""
    before, colon, _ = _qualified_name(tag).rpartition(b":")
    return before + colon


def _qualified_name(tag: bytes) -> bytes:
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]


def element(tag: bytes, content: bytes) -> bytes:
    """The element of this start tag with other content; closed when there is none."""
    return opened(tag) + content + end_tag(tag) if content else closed(tag)


def attribute_names(tag: bytes) -> list[bytes]:
    """The qualified names of a tag's attributes, in their order."""
    return [found[1] for found in _ATTRIBUTE.finditer(tag)]


def declarations(tag: bytes) -> bytes:
    """The namespaces that a tag itself declares, as it writes them; for a fellow that uses the same prefixes."""
    return b"".join(found[0] for found in _ATTRIBUTE.finditer(tag) if found[1].partition(b":")[0] == b"xmlns")


def without_attributes(tag: bytes, *names: bytes) -> bytes:
    """The tag without these attributes (qualified names)."""
    return _ATTRIBUTE.sub(lambda found: b"" if found[1] in names else found[0], tag)


def with_attribute(tag: bytes, name: bytes, value: str) -> bytes:
    """The tag with this attribute set, where it stood or else last."""
    new = b' %s="%s"' % (name, value.translate(_QUOTE).encode())
    found = next((found for found in _ATTRIBUTE.finditer(tag) if found[1] == name), None)
    if found is not None:
        return tag[: found.start()] + new + tag[found.end() :]
    body = tag[: -2 if closes_itself(tag) else -1].rstrip()
    return body + new + tag[len(tag) - (2 if closes_itself(tag) else 1) :]


def quoted(text: str) -> bytes:
    """``text`` as XML character data or attribute value, in UTF-8."""
    return text.translate(_QUOTE).encode()
