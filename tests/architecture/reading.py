"""What can be read in an answer, whatever it is made of: page, header, cookie, PDF or Word file."""

import io
import re
import zipfile
from html import unescape
from urllib.parse import unquote

import pikepdf
from django.http import HttpResponseBase

TAG = re.compile(r"<[^>]*>")


def readable(response: HttpResponseBase) -> str:
    """Everything in the answer as text: status line and headers, cookies, and what the body says."""
    body = response.getvalue() if hasattr(response, "getvalue") else b""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    cookies = "\n".join(cookie.OutputString() for cookie in response.cookies.values())
    return "\n".join([unquote(headers), cookies, text_of(bytes(body))])


def text_of(body: bytes) -> str:
    if body.startswith(b"%PDF-"):
        return pdf_text(body)
    if body.startswith(b"PK\x03\x04"):
        return docx_text(body)
    return unescape(body.decode("utf-8", "replace"))


def docx_text(body: bytes) -> str:
    """Every part of the file, with and without tags: a word may be divided between two runs."""
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        parts = [
            file.read(name).decode("utf-8", "replace") for name in file.namelist() if not _is_picture(name)
        ]
    return "\n".join(part + TAG.sub("", part) for part in parts)


def _is_picture(name: str) -> bool:
    return name.endswith((".png", ".jpg", ".jpeg", ".emf"))


def pdf_text(body: bytes) -> str:
    """What the pages say, with metadata, bookmarks and alternative texts. Spaces between letters are not kept."""
    with pikepdf.open(io.BytesIO(body)) as pdf:
        shown = "".join(_page_text(page) for page in pdf.pages)
        strings = [
            str(value)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary)
            for value in item.values()
            if isinstance(value, pikepdf.String)
        ]
        metadata = pdf.Root.Metadata.read_bytes().decode("utf-8") if "/Metadata" in pdf.Root else ""
    return "\n".join([shown, *strings, metadata])


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    said, letters = [], dict[int, str]()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ", "'", '"'):
            shown = operands[0] if str(operator) == "TJ" else [operands[-1]]
            said += [_decoded(bytes(piece), letters) for piece in shown if isinstance(piece, pikepdf.String)]
    return "".join(said)


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """From the two bytes of a composite font's glyph to the letters it stands for, by its ToUnicode map."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("latin-1")
    pairs: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            pairs[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int.from_bytes(bytes.fromhex(letters), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                pairs[int(first, 16) + step] = chr(start + step)
    return pairs


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(
        letters.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2)
    )
