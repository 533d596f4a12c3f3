"""The zip around a workbook: its members, found safely and inflated with counting."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from engine.reader.errors import Refused
from engine.reader.limits import Limits

CHUNK = 1 << 20
_STEP = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DIRECTORY_ENTRY = b"PK\x01\x02"


class Archive:
    """A zip held in memory.

    Attributes:
        members: every file in it, by lower-case name with ``/`` as separator (part names ignore case).
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._inflated = 0
        self.members: Mapping[str, zipfile.ZipInfo] = _by_name(_directory(data, limits))

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.members

    def chunks(self, name: str) -> Iterator[bytes]:
        """The member's content in pieces of at most 1 MB.

        Raises:
            Refused: missing, damaged, encrypted, or larger than the limits allow.
        """
        info = self.members.get(name.lower())
        if info is None:
            raise Refused("saknad_del", name)
        size = crc = 0
        for chunk in _inflate(self._data, info):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            self._count(info, size, len(chunk))
            yield chunk
        if crc != info.CRC:
            raise Refused("skadad_zip", f"kontrollsumman för {name} stämmer inte")

    def start(self, name: str) -> bytes:
        """The first piece of a member; empty when it cannot be inflated."""
        try:
            return next(_inflate(self._data, self.members[name.lower()], piece=_STEP), b"")
        except Refused:
            return b""

    def _count(self, info: zipfile.ZipInfo, size: int, more: int) -> None:
        limits = self._limits
        self._inflated += more
        swollen = size > limits.ratio_from and size > limits.ratio * info.compress_size
        if swollen or size > limits.part_bytes or self._inflated > limits.total_bytes:
            raise Refused("bomb", info.filename)


def _directory(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    # Counted first: building a directory of millions of entries is itself an attack.
    if data.count(_DIRECTORY_ENTRY) > 10 * limits.members:
        raise Refused("bomb", "för många delar")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError, OSError) as error:
        raise Refused("skadad_zip") from error
    if len(members) > limits.members:
        raise Refused("bomb", f"{len(members)} delar")
    return members


def _by_name(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    for info in members:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise Refused("otillatet_namn", name)
        if name.endswith("/"):
            continue
        if name.lower() in found:
            raise Refused("tvetydig", name)
        found[name.lower()] = info
    return found


def _inflate(data: bytes, info: zipfile.ZipInfo, piece: int = CHUNK) -> Iterator[bytes]:
    packed = _packed(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        for offset in range(0, len(packed), piece):
            yield bytes(packed[offset : offset + piece])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for offset in range(0, len(packed), _STEP):
            pending: memoryview | bytes = packed[offset : offset + _STEP]
            while pending and not inflater.eof:
                yield inflater.decompress(pending, piece)
                pending = inflater.unconsumed_tail
        while not inflater.eof:
            rest = inflater.decompress(b"", piece)
            if not rest:
                raise Refused("skadad_zip", f"{info.filename} är avkortad")
            yield rest
    except zlib.error as error:
        raise Refused("skadad_zip", info.filename) from error


def _packed(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    if info.flag_bits & _ENCRYPTED:
        raise Refused("losenord", info.filename)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused("skadad_zip", f"{info.filename} är packad på ett okänt sätt")
    begin = info.header_offset + _LOCAL_HEADER.size
    header = data[info.header_offset : begin]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise Refused("skadad_zip", info.filename)
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    name = data[begin : begin + name_length]
    if name.decode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437", "replace") != info.orig_filename:
        raise Refused("tvetydig", f"{info.filename} har två namn")
    start = begin + name_length + extra_length
    packed = memoryview(data)[start : start + info.compress_size]
    if len(packed) < info.compress_size:
        raise Refused("skadad_zip", f"{info.filename} är avkortad")
    return packed
