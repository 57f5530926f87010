"""From bytes to text: UTF-8, UTF-16 with its mark, and the windows-1256 of Arabic archives; no byte is dropped."""

from __future__ import annotations

import codecs

from kg.errors import ReadingError

LIMIT = 50_000_000  # bytes of one article file; pages carry scripts and pictures
LONGEST = 1_000_000  # code points of one article's text


def decode(data: bytes, where: str) -> str:
    """Return the text of a file, newlines and byte-order mark as they are.

    Bytes that are not UTF-8 are read as windows-1256 where that gives Arabic. Raises ReadingError.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise ReadingError(f"{where}: begins like UTF-16 and is not, at byte {error.start}") from error
    if b"\0" in data[:8192]:
        raise ReadingError(f"{where}: is a binary file, not an article")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _windows(data)
        if text is None:
            raise ReadingError(
                f"{where}: is neither UTF-8 (byte {error.start}) nor Arabic windows-1256; save it as UTF-8"
            ) from error
        return text


def _windows(data: bytes) -> str | None:
    try:
        text = data.decode("cp1256")
    except UnicodeDecodeError:
        return None
    letters = [c for c in text if c.isalpha()]
    arabic = sum("\u0621" <= c <= "\u06d3" for c in letters)
    control = sum(ord(c) < 32 and c not in "\t\r\n\f" for c in text)
    return text if letters and arabic * 2 > len(letters) and control == 0 else None
