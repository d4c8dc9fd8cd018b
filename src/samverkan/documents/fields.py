"""Signature fields in a finished PDF, before anybody has signed.

Typst has left an empty, tagged link where each signature goes (`typeset.SignaturePlace`). The link becomes the field
and its tag becomes Form, so that place, reading order and structure tree are already right: the file stays PDF/UA-1
and PDF/A-2a. A field that is added after the first signature would break both, and the signature.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

SCHEME = "underskrift:"
_PRINTED_AND_LOCKED = 4 | 128
_SIGNATURES_AND_ONLY_ADD = 1 | 2


class CannotPrepare(ValueError):
    """The document has its fields already, or other places for signatures than those asked for."""


def prepare(pdf: bytes, fields: Sequence[tuple[str, str]]) -> bytes:
    """The file with one empty signature field for each (name, label). The same file gives the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        if "/AcroForm" in file.Root:
            raise CannotPrepare("the document has its signature fields already")
        places = _places(file)
        names = [name for name, _ in fields]
        if not names or sorted(names) != sorted(places):
            raise CannotPrepare(f"the document has places for {sorted(places)}, not for {sorted(names)}")
        made = [_field(file, *places[name], name, label) for name, label in fields]
        file.Root.AcroForm = file.make_indirect(
            pikepdf.Dictionary(Fields=made, SigFlags=_SIGNATURES_AND_ONLY_ADD)
        )
        written = io.BytesIO()
        # Without deterministic numbers, or with its own words in the metadata, the same file would differ each time.
        file.save(written, deterministic_id=True, fix_metadata_version=False)
    return written.getvalue()


def _places(file: "pikepdf.Pdf") -> dict[str, tuple[Any, Any]]:
    """Each place's page and link, by the name of its field."""
    return {
        str(link.A.URI).removeprefix(SCHEME): (page.obj, link)
        for page in file.pages
        for link in page.obj.get("/Annots", [])
        if "/A" in link and str(link.A.get("/URI", "")).startswith(SCHEME)
    }


def _field(file: "pikepdf.Pdf", page: Any, link: Any, name: str, label: str) -> Any:
    import pikepdf
    from pikepdf import Name

    for key in ("/A", "/Border", "/Contents"):
        if key in link:
            del link[key]
    link.Subtype, link.FT = Name.Widget, Name.Sig
    link.T, link.TU = pikepdf.String(name), pikepdf.String(label)
    link.P, link.F = page, _PRINTED_AND_LOCKED
    left, bottom, right, top = (float(edge) for edge in link.Rect)
    empty = file.make_stream(
        b"",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, right - left, top - bottom],
        Resources=pikepdf.Dictionary(),
    )
    link.AP = pikepdf.Dictionary(N=empty)
    tag = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)[int(link.StructParent)]
    tag.S = Name.Form
    if isinstance(tag.K, pikepdf.Array) and len(tag.K) == 1:
        # Straight to its only content: validators of later signatures look for the field in the tree along this path.
        tag.K = tag.K[0]
    page.Tabs = Name.S
    return link
