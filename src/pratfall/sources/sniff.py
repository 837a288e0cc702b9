"""What bytes are, by looking at them: never by the file's extension."""

from __future__ import annotations

import codecs
import zipfile
from enum import StrEnum

from pratfall.errors import UnreadableFile

from .blobs import BLOCK, Blob


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    XLS = "xls"  # binary BIFF
    SPREADSHEETML = "spreadsheetml"  # XML of 2003, usually named .xls
    HTML = "html"
    JSON = "json"
    YTD = "ytd"  # `window.YTD.name.part0 = [...]`
    CAR = "car"
    ZIP = "zip"


BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files people pick by mistake, so that the message can say what they picked.
OTHER_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"SQLite format 3", "sqlite"),
    (b"PAR1", "parquet"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)


def format_of(blob: Blob) -> Format:
    """UnreadableFile when the bytes are no table, archive or document Pratfall can read."""
    head = blob.head(4096)
    if head[:2] == b"PK":
        return _zip_kind(blob)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return Format.XLS
    for magic, kind in OTHER_KINDS:
        if head.startswith(magic):
            raise UnreadableFile("file_is_other_kind", file=blob.name, kind=kind)
    if _is_car(head):
        return Format.CAR
    return _text_kind(blob, head)


def _zip_kind(blob: Blob) -> Format:
    try:
        with blob.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile("zip_truncated", file=blob.name) from error
    return Format.XLSX if "[Content_Types].xml" in names and "xl/workbook.xml" in names else Format.ZIP


def _is_car(head: bytes) -> bool:
    """A varint length, then a CBOR map whose first key is `roots` or `version`."""
    return any(head[i : i + 1] == b"\xa2" and head[i + 2 : i + 7] in (b"roots", b"versi") for i in (1, 2))


def _text_kind(blob: Blob, head: bytes) -> Format:
    if not any(head.startswith(bom) for bom, _ in BOMS) and _looks_utf16(head) is None and b"\x00" in head:
        raise UnreadableFile("file_binary", file=blob.name, at_byte=head.index(b"\x00"))
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    lower = text[:2048].lower()
    if lower.startswith(("window.ytd.", "window.__thar_config")):
        return Format.YTD
    if text[:1] in ("{", "["):
        return Format.JSON
    if lower.startswith(("<?xml", "<workbook")):
        if "urn:schemas-microsoft-com:office:spreadsheet" in lower:
            return Format.SPREADSHEETML
        return _markup(blob, lower)
    if lower.startswith(("<html", "<!doctype html", "<table", "<head", "<body", "<!--")):
        return _markup(blob, lower)
    return Format.CSV


def _markup(blob: Blob, lower: str) -> Format:
    """An HTML table is readable; any other page is an error page saved under a data file's name."""
    head = decode_head(blob.head(262144)).lower()
    if "<table" in head and "<tr" in head:
        return Format.HTML
    title = head.partition("<title>")[2].partition("</title>")[0].strip()[:80]
    raise UnreadableFile("file_is_web_page", file=blob.name, title=" ".join(title.split()))


def decode_head(head: bytes) -> str:
    """A readable beginning: exactness is the business of `encoding_of`."""
    for bom, name in BOMS:
        if head.startswith(bom):
            return head.decode(name, errors="replace")
    return head.decode(_looks_utf16(head) or "utf-8", errors="replace")


def _looks_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is zero."""
    pairs = len(head[:512]) // 2
    if pairs < 4:
        return None
    even, odd = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    sample = min(pairs, 256)
    even, odd = head[:512:2].count(0), head[1:512:2].count(0)
    if odd > 0.7 * sample and even < 0.1 * sample:
        return "utf-16-le"
    if even > 0.7 * sample and odd < 0.1 * sample:
        return "utf-16-be"
    return None


LONGEST_LINE = 1 << 20  # of a table, in characters


def check_lines(blob: Blob, encoding: str) -> None:
    """UnreadableFile(line_too_long) for a table without line breaks: one line would fill the memory."""
    newline, run, lines = b"\n" if "16" not in encoding else b"\n\0", 0, 1
    with blob.open() as stream:
        while block := stream.read(BLOCK):
            if newline not in block and b"\r" not in block:
                run += len(block)
                if run > LONGEST_LINE:
                    raise UnreadableFile("line_too_long", file=blob.name, line=lines)
                continue
            run = 0
            lines += block.count(newline)


def encoding_of(blob: Blob) -> str:
    """The encoding in which every byte of the file has a meaning.

    UTF-16 by mark or by its zeros, UTF-8, else Windows-1252. A file that mixes UTF-8 with other
    bytes is refused (either reading would spoil text), as is one cut inside a character.
    """
    head = blob.head(4096)
    for bom, name in BOMS:
        if head.startswith(bom):
            _check_decodes(blob, name)
            return name
    guess = _looks_utf16(head)
    if guess:
        _check_decodes(blob, guess)
        return guess
    return _utf8_or_windows(blob)


def _utf8_or_windows(blob: Blob) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    beyond_ascii, lines = False, 1
    with blob.open() as stream:
        while True:
            block = stream.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                if not block or error.reason == "unexpected end of data":
                    raise UnreadableFile("file_truncated", file=blob.name, line=lines) from error
                before = error.object[: error.start]
                if beyond_ascii or not before.isascii():
                    line = lines + before.count(b"\n")
                    raise UnreadableFile("encoding_mixed", file=blob.name, line=line) from error
                break
            if not block:
                return "utf-8"
            if "\x00" in text:
                raise UnreadableFile("file_binary", file=blob.name, at_line=lines + text.count("\n"))
            beyond_ascii = beyond_ascii or not text.isascii()
            lines += text.count("\n")
    _check_decodes(blob, "cp1252")
    return "cp1252"


def _check_decodes(blob: Blob, encoding: str) -> None:
    decoder, lines = codecs.getincrementaldecoder(encoding)(), 1
    with blob.open() as stream:
        while True:
            block = stream.read(BLOCK)
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                code = "encoding_unknown" if block else "file_truncated"
                raise UnreadableFile(code, file=blob.name, line=lines, encoding=encoding) from error
            if not block:
                return
            if "\x00" in text:
                raise UnreadableFile("file_binary", file=blob.name, at_line=lines + text.count("\n"))
            lines += text.count("\n")
