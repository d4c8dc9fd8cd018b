"""Signatures in the file itself: PAdES, one for each party, in fields that were there before the first.

`prepare` once, `sign` once for each field, `verify` whenever. docs/adr/0008-signatures-in-the-file.md says what such a
signature proves. pyHanko takes most of a second to load, so only those who sign or verify pay for it.
"""

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.documents.fields import CannotPrepare, prepare
from samverkan.documents.keys import KeyLost
from samverkan.documents.signers import signer
from samverkan.documents.verifying import NotAPdf, SignatureReport, Verification, verify
from samverkan.typeset.signed import signed

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

__all__ = [
    "CannotPrepare", "CannotSign", "KeyLost", "NotAPdf", "NotSigned", "SignatureReport", "Verification",
    "prepare", "sign", "verify",
]  # fmt: skip


class CannotSign(ValueError):
    """There is no such field in the file, or it is signed already."""


class NotSigned(Exception):
    """The service that makes the signature, or vouches for its time, did not. The message is for the person."""


def sign(pdf: bytes, field: str, *, name: str, reason: str, at: datetime | None = None) -> bytes:
    """The file with the signature of `name` added after its last byte; what was there before is untouched.

    The caller has made sure that it is `name` who asks, with a fresh login factor: the key is the installation's.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    moment = timezone.localtime(at or timezone.now()).replace(microsecond=0)
    try:
        writer = _writer()(io.BytesIO(pdf))
        found = {known: (value, ref.get_object()) for known, value, ref in enumerate_sig_fields(writer.prev)}
    except PdfError as error:
        raise CannotSign("this is not a whole PDF") from error
    if field not in found:
        raise CannotSign(f"the document has no field {field}")
    value, place = found[field]
    if value is not None:
        raise CannotSign(f"the field {field} is signed already")

    service = signer()
    left, bottom, right, top = (float(edge) for edge in place["/Rect"])
    lines = (f"Underskrivet i Samverkan {date_format(moment, 'j F Y')} kl. {date_format(moment, 'H.i')}",)
    pdf_signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=field,
            name=name,
            reason=reason,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        ),
        service.maker(name),
        timestamper=service.timestamper(),
        stamp_style=_Seen(signed(name, lines, right - left, top - bottom)),  # type: ignore[arg-type]
    )
    try:
        return asyncio.run(_signed(pdf_signer, writer, moment))
    except (TimestampRequestError, SigningError, OSError) as error:
        raise NotSigned(
            "Underskriften kunde inte göras: tjänsten för underskrifter svarar inte som den ska."
            " Inget har ändrats. Försök igen om en stund."
        ) from error


async def _signed(pdf_signer: Any, writer: "IncrementalPdfFileWriter", moment: datetime) -> bytes:
    """pyHanko's own `async_sign_pdf`, but at a given moment."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = pdf_signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = moment
    room = await session.estimate_signature_container_size(None)
    ready = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    digest, output = ready.digest_tbs_document(output=io.BytesIO())
    done = await ready.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=moment),
    )
    await done.post_signature_processing(output)
    written: bytes = output.getvalue()
    return written


@dataclass(frozen=True)
class _Seen:
    """What pyHanko calls a stamp style: gives the field's appearance, here a page that Typst has set."""

    page: bytes

    def create_stamp(self, writer: Any, box: Any, text_params: Any) -> "_Stamp":
        return _Stamp(self.page, writer)


@dataclass(frozen=True)
class _Stamp:
    page: bytes
    writer: Any

    def apply_appearance(self, field: Any) -> None:
        from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
        from pyhanko.pdf_utils.reader import PdfFileReader

        drawn = self.writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.page)))
        field["/AP"] = DictionaryObject({pdf_name("/N"): drawn})  # type: ignore[no-untyped-call]


@cache
def _writer() -> "type[IncrementalPdfFileWriter]":
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Untouched(IncrementalPdfFileWriter):
        """Leaves the metadata as they are: there stands what the file claims to be, and the first party signed it."""

        def _update_meta(self) -> None:
            return

    return Untouched
