"""A zip package as bytes: read a part, write the package anew around the parts that stayed.

Parts that stay are copied as they lie, still compressed, so they cost nothing and cannot change.
"""

import struct
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from engine.writer.patch.refusals import DamagedWorkbookError

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_ENCRYPTED = 0x0001
_SIZES_FOLLOW = 0x0008
_UTF8_NAME = 0x0800
_ZIP64_SIZES = 0x0001


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip package.

    Attributes:
        source: the whole file.
        entries: what the central directory lists, in its order, by part name (see :func:`part_name`).
        comment: the archive's own comment.
    """

    source: bytes
    entries: Mapping[str, ZipInfo]
    comment: bytes


def part_name(name: str) -> str:
    """The form in which two spellings of one part's name are equal: no case, no leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def read_archive(source: bytes) -> Archive:
    """The package in ``source``.

    Raises:
        DamagedWorkbookError: it is no zip package, or two of its parts have the same name.
    """
    try:
        with ZipFile(BytesIO(source)) as opened:
            listed, comment = opened.infolist(), opened.comment
    except BadZipFile as fault:
        raise DamagedWorkbookError("filen är inget helt zip-paket") from fault
    entries = {part_name(entry.filename): entry for entry in listed}
    if len(entries) != len(listed):
        raise DamagedWorkbookError("två delar i paketet har samma namn")
    return Archive(source, entries, comment)


def read_part(archive: Archive, name: str) -> bytes:
    """The content of one part, inflated.

    Raises:
        DamagedWorkbookError: the part is missing, encrypted or does not match its checksum.
    """
    entry = archive.entries.get(name)
    if entry is None:
        raise DamagedWorkbookError(f"delen {name} saknas i paketet")
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise DamagedWorkbookError(f"delen {name} är krypterad eller packad på ett sätt som Excel inte använder")
    packed = _packed(archive.source, entry)
    try:
        content = packed if entry.compress_type == ZIP_STORED else _inflated(packed, entry.file_size)
    except zlib.error as fault:
        raise DamagedWorkbookError(f"delen {name} går inte att packa upp") from fault
    if zlib.crc32(content) != entry.CRC:
        raise DamagedWorkbookError(f"delen {name} stämmer inte med sin kontrollsumma")
    return content


def rewrite(
    archive: Archive,
    replaced: Mapping[str, bytes],
    dropped: Collection[str],
    added: Mapping[str, bytes] | None = None,
) -> bytes:
    """The package with some parts replaced, some left out and some added last; order, names and timestamps stay."""
    body, directory = bytearray(), bytearray()
    kept = [(name, entry) for name, entry in archive.entries.items() if name not in dropped]
    parts = [
        *((entry, _local_extra(archive.source, entry), _record(archive.source, entry, replaced.get(name)))
          for name, entry in kept),
        *((entry := _new_entry(name), b"", _record(b"", entry, content)) for name, content in (added or {}).items()),
    ]  # fmt: skip
    for entry, extra, record in parts:
        directory += _central_header(entry, record, offset=len(body))
        body += _local_header(entry, extra, record)
        body += record.packed
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(body), len(archive.comment))
    return bytes(body) + bytes(directory) + end + archive.comment


def _new_entry(name: str) -> ZipInfo:
    """A part that was not there: packed, dated as no file is, so that the same input gives the same bytes."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


@dataclass(frozen=True, slots=True)
class _Record:
    """One part's content as it is to lie in the package."""

    packed: bytes
    checksum: int
    size: int


def _record(source: bytes, entry: ZipInfo, content: bytes | None) -> _Record:
    if content is None:
        return _Record(_packed(source, entry), entry.CRC, entry.file_size)
    packed = content if entry.compress_type == ZIP_STORED else _deflated(content)
    return _Record(packed, zlib.crc32(content), len(content))


def _inflated(packed: bytes, size: int) -> bytes:
    """At most the size the package declares, which the reader has judged: a bomb inflates no further."""
    return zlib.decompressobj(wbits=-15).decompress(packed, max(size, 1))


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def _packed(source: bytes, entry: ZipInfo) -> bytes:
    start = _content_start(source, entry)
    packed = source[start : start + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise DamagedWorkbookError(f"delen {entry.filename} är avhuggen")
    return packed


def _content_start(source: bytes, entry: ZipInfo) -> int:
    name_length, extra_length = _local_lengths(source, entry)
    return entry.header_offset + _LOCAL.size + name_length + extra_length


def _local_extra(source: bytes, entry: ZipInfo) -> bytes:
    end = _content_start(source, entry)
    return _without_zip64(source[end - _local_lengths(source, entry)[1] : end])


def _local_lengths(source: bytes, entry: ZipInfo) -> tuple[int, int]:
    header = source[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) != _LOCAL.size or header[:4] != b"PK\3\4":
        raise DamagedWorkbookError(f"delen {entry.filename} börjar inte där paketet säger")
    *_, name_length, extra_length = _LOCAL.unpack(header)
    return name_length, extra_length


def _local_header(entry: ZipInfo, extra: bytes, record: _Record) -> bytes:
    name = _raw_name(entry)
    time, date = _dos_timestamp(entry)
    header = _LOCAL.pack(
        b"PK\3\4", entry.extract_version, entry.flag_bits & ~_SIZES_FOLLOW, entry.compress_type, time, date,
        record.checksum, len(record.packed), record.size, len(name), len(extra),
    )  # fmt: skip
    return header + name + extra


def _central_header(entry: ZipInfo, record: _Record, *, offset: int) -> bytes:
    name, extra = _raw_name(entry), _without_zip64(entry.extra)
    time, date = _dos_timestamp(entry)
    header = _CENTRAL.pack(
        b"PK\1\2", entry.create_version, entry.create_system, entry.extract_version, entry.reserved,
        entry.flag_bits & ~_SIZES_FOLLOW, entry.compress_type, time, date,
        record.checksum, len(record.packed), record.size, len(name), len(extra), len(entry.comment),
        0, entry.internal_attr, entry.external_attr, offset,
    )  # fmt: skip
    return header + name + extra + entry.comment


def _raw_name(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8_NAME else "cp437")


def _dos_timestamp(entry: ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = entry.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields without the 64-bit sizes, which the plain headers now hold."""
    kept, rest = b"", extra
    while len(rest) >= 4:
        tag, length = struct.unpack_from("<2H", rest)
        kept += b"" if tag == _ZIP64_SIZES else rest[: 4 + length]
        rest = rest[4 + length :]
    return kept
