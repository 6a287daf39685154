"""Which encoding a text file is in: decided by decoding all of it, never by a guess alone."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import charset_normalizer

from core.errors import SextantError

CHUNK = 1024 * 1024
SAMPLE = 64 * 1024
NUL_SHARE = 0.2  # above it the bytes are UTF-16 without its mark; stray NULs are far fewer
UTF16_NULS = 2  # a heading and a line end of ASCII give at least so many
# Nearly every pair of bytes is some GB18030 character, so what is decoded must also look like Chinese people write:
# mostly the 7 000 characters of GB2312, and among them some of the commonest. Big5 or Latin-1 fails one or the other.
EVERYDAY_SHARE = 0.9
COMMON = frozenset("的一是不了在人有我他这大来上个到说们为子和你地出就时得可也好很么没都，。！？、：；公司有限")
COMMON_SHARE = 0.04
COMMON_FROM = 100  # characters needed before too few common ones say anything
MIXED_EVERYDAY, MIXED_COMMON = 0.6, 0.1  # traditional characters and emoji lie outside GB2312


@dataclass(frozen=True)
class Encoding:
    """A file's encoding and how many lines it has, counting those inside cells."""

    name: str
    lines: int


@dataclass(frozen=True)
class _Damage:
    offset: int
    line: int


def find_encoding(path: Path, *, name: str, wanted: str | None = None) -> Encoding:
    """Return the encoding in which the whole file can be decoded: `wanted`, or UTF-8, UTF-16, GB18030.

    Raises SextantError naming the row and byte where decoding fails and the likely encoding.
    """
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    first = _known(wanted, sample) if wanted else _marked(sample) or "utf-8"
    found = _decode_all(path, first)
    if isinstance(found, Encoding):
        return found
    if wanted is None and first == "utf-8" and (wide := _unmarked(sample)):
        unmarked = _decode_all(path, wide)
        if isinstance(unmarked, Encoding):
            return unmarked
    if wanted is None and first == "utf-8" and _looks_chinese(_around(path, found.offset)):
        chinese = _decode_all(path, "gb18030")
        if isinstance(chinese, Encoding):
            return chinese
    raise _undecodable(path, name, first, found)


def _known(wanted: str, sample: bytes) -> str:
    try:
        b"    ".decode(wanted, errors="replace")
    except LookupError:
        raise SextantError("There is no encoding called {encoding}. Use utf-8 or gb18030.", encoding=wanted) from None
    marked = _marked(sample)
    return marked if marked and codecs.lookup(wanted).name in ("utf-8", "utf-16") else wanted


def _marked(sample: bytes) -> str | None:
    """Return the encoding that a byte order mark, or NULs at every other place, give away."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd < NUL_SHARE * len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _unmarked(sample: bytes) -> str | None:
    """Return the kind of UTF-16 that bytes without a mark are: Chinese has few NULs, but all at one of two places."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < UTF16_NULS or min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    everyday = sum(len(letter.encode("gb2312", errors="ignore")) > 0 for letter in text)
    return encoding if everyday >= EVERYDAY_SHARE * len(text) else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
    yield b""


def _decode_all(path: Path, encoding: str) -> Encoding | _Damage:
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = line_ends = 0
    last = b"\n"
    for chunk in _chunks(path):
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            start = offset + len(chunk) - len(error.object) + error.start
            return _Damage(start, line_ends + error.object[: error.start].count(b"\n") + 1)
        offset += len(chunk)
        line_ends += chunk.count(b"\n") or chunk.count(b"\r")
        last = chunk[-2:] or last
    return Encoding(encoding, line_ends + (b"\n" not in last and b"\r" not in last))


def _around(path: Path, offset: int) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, offset - SAMPLE // 2))
        return file.read(SAMPLE)


def _looks_chinese(sample: bytes) -> bool:
    text = sample.decode("gb18030", errors="ignore")
    beyond_ascii = [character for character in text if character > "\x7f"]
    total = max(1, len(beyond_ascii))
    everyday = len("".join(beyond_ascii).encode("gb2312", errors="ignore")) / 2 / total
    common = sum(character in COMMON for character in beyond_ascii) / total
    if everyday < EVERYDAY_SHARE:
        return everyday >= MIXED_EVERYDAY and common >= MIXED_COMMON
    return total < COMMON_FROM or common >= COMMON_SHARE


def _undecodable(path: Path, name: str, encoding: str, damage: _Damage) -> SextantError:
    sample = _around(path, damage.offset)
    place = {"file": name, "byte": damage.offset + 1, "row": damage.line}
    if _mostly_utf8(sample):
        return SextantError(
            "The file {file} is UTF-8, but byte {byte}, in line {row}, is damaged. Mend that line and import the file "
            "again.",
            **place,
        )
    if likely := charset_normalizer.from_bytes(sample).best():
        return SextantError(
            "The file {file} is not {encoding}: byte {byte}, in line {row}, does not fit. It looks like {likely}; "
            "choose that encoding, or save the file as UTF-8.",
            encoding=encoding,
            likely=likely.encoding,
            **place,
        )
    return SextantError(
        "The file {file} is not {encoding}: byte {byte}, in line {row}, does not fit. Save the file as UTF-8 and "
        "import it again.",
        encoding=encoding,
        **place,
    )


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", errors="replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return 0 < text.count("\ufffd") * 10 < beyond_ascii
