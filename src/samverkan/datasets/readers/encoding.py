"""Which alphabet a text file was saved in, and its bytes as UTF-8.

Order: byte-order mark, strict UTF-8, UTF-16 without mark (zero bytes in every other place), else cp1252, what Excel in
Swedish Windows writes. A byte that is not UTF-8 in a file that otherwise is gets read as cp1252 and told.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from samverkan.datasets.readers.errors import ReadError

HEAD_BYTES = 1 << 20
CHUNK_BYTES = 4 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"
_AS_CP1252 = "samverkan-as-cp1252"
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_AS_CP1252, _as_cp1252)


@dataclass
class TextFile:
    """A text file and its encoding; `chunks()` gives it as UTF-8 with the share of bytes read so far.

    With `as_saved` the chunks of a cp1252 file stay in cp1252: decoding distinct cells costs less than every byte.
    """

    path: Path
    encoding: str
    skip: int
    size: int
    notes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return _NAMES[self.encoding] + (" med BOM" if self.skip else "")

    def head(self) -> str:
        """The first part of the text, for recognising its layout."""
        with self.path.open("rb") as file:
            file.seek(self.skip)
            data = file.read(HEAD_BYTES)
        return codecs.getincrementaldecoder(self.encoding)(errors="replace").decode(data).replace("\0", "")

    @property
    def is_cp1252(self) -> bool:
        return self.encoding == "cp1252"

    def chunks(self, *, as_saved: bool = False) -> Iterator[tuple[bytes, float]]:
        transcoder = _Transcoder(self.encoding, as_saved=as_saved and self.is_cp1252)
        with self.path.open("rb") as file:
            file.seek(self.skip)
            while data := file.read(CHUNK_BYTES):
                yield transcoder.utf8(data), file.tell() / max(self.size, 1)
        rest = transcoder.utf8(b"", final=True)
        if rest:
            yield rest, 1.0
        if transcoder.repaired:
            self.notes.append(
                f"{transcoder.repaired} tecken var inte sparade som {_NAMES[self.encoding]} som resten av filen. De "
                "lästes som Windows-1252. Kontrollera å, ä och ö i förhandsvisningen."
            )
        if transcoder.zeros:
            self.notes.append(f"{transcoder.zeros} tomma styrtecken (NUL) togs bort ur filen.")


def detect(path: Path) -> TextFile:
    """The encoding of the text file at `path`. Raises ReadError when the bytes are not text at all."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return TextFile(path, encoding, len(mark), size)
    utf16 = _utf16_without_mark(head)
    if utf16:
        return TextFile(path, utf16, 0, size)
    _refuse_binary(head)
    return TextFile(path, _eight_bit(head), 0, size)


def _utf16_without_mark(head: bytes) -> str | None:
    pairs = len(head) // 2
    if pairs < 2:
        return None
    if head[1::2].count(0) > pairs * 0.6 and head[::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if head[::2].count(0) > pairs * 0.6 and head[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return None


def _refuse_binary(head: bytes) -> None:
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if controls > max(8, len(head) // 200):
        raise ReadError(
            "Filen är varken text, Excel eller en webbsida, så den går inte att läsa.",
            "Öppna den i programmet den kommer från och spara som CSV eller Excel (xlsx).",
        )


def _eight_bit(head: bytes) -> str:
    text = codecs.getincrementaldecoder("utf-8")(errors="replace").decode(head)
    wrong = text.count("\ufffd")
    if not wrong:
        return "utf-8"
    right = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return "utf-8" if right > 10 * wrong else "cp1252"


class _Transcoder:
    """Bytes to UTF-8, chunk by chunk. A file in ASCII so far turns into cp1252 when a byte says so."""

    def __init__(self, encoding: str, *, as_saved: bool) -> None:
        self._as_saved = as_saved
        self.repaired = 0
        self.zeros = 0
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
        self._seen_other_than_ascii = False
        self._pending = b""

    def utf8(self, data: bytes, *, final: bool = False) -> bytes:
        data = self._decoded(self._pending + data, final=final)
        if b"\0" in data:
            self.zeros += data.count(b"\0")
            data = data.replace(b"\0", b"")
        return data

    def _decoded(self, data: bytes, *, final: bool) -> bytes:
        self._pending = b""
        if self._encoding.startswith("utf-16"):
            return self._utf16(data, final=final)
        if data.isascii():
            return data
        if self._encoding == "cp1252":
            if self._as_saved:
                self.repaired += sum(data.count(byte) for byte in _NOT_IN_CP1252 if byte in data)
                return data
            return self._cp1252(data)
        whole = data if final else data[: len(data) - _unfinished(data)]
        try:
            whole.decode("utf-8")
        except UnicodeDecodeError:
            if not self._seen_other_than_ascii and _eight_bit(whole) == "cp1252":
                self._encoding = "cp1252"
                return self._cp1252(data)
            whole = self._repair(whole)
        self._seen_other_than_ascii = True
        self._pending = b"" if final else data[len(data) - _unfinished(data) :]
        return whole

    def _utf16(self, data: bytes, *, final: bool) -> bytes:
        try:
            return self._decoder.decode(data, final=final).encode("utf-8")
        except UnicodeError as error:
            raise ReadError(
                "Filen är sparad som UTF-16 men är trasig.",
                "Spara den på nytt som CSV UTF-8 eller Excel (xlsx).",
            ) from error

    def _cp1252(self, data: bytes) -> bytes:
        text = data.decode("cp1252", "replace")
        self.repaired += text.count("\ufffd")
        return text.encode("utf-8")

    def _repair(self, data: bytes) -> bytes:
        self.repaired += data.decode("utf-8", "replace").count("\ufffd")
        return data.decode("utf-8", _AS_CP1252).encode("utf-8")


def _unfinished(data: bytes) -> int:
    """How many bytes at the end begin a UTF-8 character that the next chunk finishes."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < length else 0
    return 0
