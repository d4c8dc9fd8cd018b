"""Does what was signed still hold? Judged by pyHanko's validator, told in plain Swedish."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from samverkan.documents import keys
from samverkan.documents.signers import OWN_KEY, signer

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

BROKEN = "Filen har ändrats efter underskriften."
ADDED = "Något annat än underskrifter har lagts till i filen efter underskriften."
UNKNOWN_KEY = (
    "Underskriften är inte gjord med den här installationens nyckel. Vem som har gjort den går inte att säga."
)
OUT_OF_TIME = "Tiden för underskriften ligger utanför den tid som nyckelns certifikat gäller."
UNREADABLE = "Underskriften är skadad och går inte att läsa."
DAMAGED = "Filen är skadad: den går inte att läsa som PDF."


class NotAPdf(ValueError):
    """These bytes are something else than a PDF."""


@dataclass(frozen=True)
class SignatureReport:
    """`intact`: the signed bytes are the same. `whole`: nothing but later signatures came after them.

    `name`, `reason` and `at` are what the signature itself says; they mean something only when it is
    `by_this_installation`, or by the service that it signs with. `at` is by the signer's own clock, or by that of the
    timestamp service called `timestamped_by`, whose certificate nobody has judged. `about` says what a signature by
    such a key is. `problem` is a Swedish sentence, empty when all holds.
    """

    field: str
    label: str
    name: str
    reason: str
    at: datetime | None
    intact: bool
    whole: bool
    timestamped_by: str
    by_this_installation: bool
    about: str
    problem: str


@dataclass(frozen=True)
class Verification:
    """`holds` when there is at least one signature and every one is without a problem.

    `unsigned` are the places where a signature is still missing, by what they are for. `problem` is what is wrong with
    the file as a whole.
    """

    signatures: tuple[SignatureReport, ...]
    unsigned: tuple[str, ...] = ()
    problem: str = ""

    @property
    def holds(self) -> bool:
        told = [self.problem, *(signature.problem for signature in self.signatures)]
        return bool(self.signatures) and not any(told)

    @property
    def is_complete(self) -> bool:
        """Whether every place in the file is signed, and all of it holds."""
        return self.holds and not self.unsigned


def verify(pdf: bytes) -> Verification:
    """What every signature in the file is worth. `NotAPdf` when it is none; writes nothing, and asks nobody."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    if b"%PDF-" not in pdf[:1024]:
        raise NotAPdf("this is not a PDF")
    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        found = list(reader.embedded_regular_signatures)
        unsigned = tuple(
            _text(ref.get_object(), "/TU") or name
            for name, _, ref in enumerate_sig_fields(reader, filled_status=False)
        )
    except Exception:  # a damaged file breaks the reader in as many ways as there are bytes
        return Verification((), problem=DAMAGED)
    known = [_der(certificate) for certificate in keys.certificates()]
    roots = [_der(root) for root in signer().roots()]
    reports = tuple(_report(pdf, one, known, roots) for one in found)
    # Nobody gets rid of a signature by taking it out of the form.
    lost = not reports and keys.MARK in pdf
    return Verification(reports, unsigned, problem=DAMAGED if lost else "")


def _report(
    pdf: bytes, one: "EmbeddedPdfSignature", known: Sequence[bytes], roots: Sequence[bytes]
) -> SignatureReport:
    intact = whole = ours = in_time = False
    problem = about = timestamped_by = ""
    at = _moment(one)
    try:
        status, certificate = _judged(one, roots)
        intact = status.intact and status.valid and _is_sealed(pdf, one)
        whole = intact and _whole(one, status)
        ours = intact and (certificate in known or (bool(roots) and status.trusted))
        if ours:
            about = OWN_KEY if certificate in known else signer().about()
        vouched = status.timestamp_validity
        if vouched and vouched.intact and vouched.valid:
            at, timestamped_by = vouched.timestamp, vouched.signing_cert.subject.human_friendly
        valid = one.signer_cert
        in_time = at is None or valid.not_valid_before <= at <= valid.not_valid_after
    except Exception:  # bytes of unknown origin: whatever they do to the validator, they prove nothing
        problem = UNREADABLE
    if not problem and not intact:
        problem = BROKEN
    elif not problem and not whole:
        problem = ADDED
    elif not problem and not ours:
        problem = UNKNOWN_KEY
    elif not problem and not in_time:
        problem = OUT_OF_TIME
    return SignatureReport(
        field=str(one.field_name),
        label=_text(one.sig_field, "/TU"),
        name=_text(one.sig_object, "/Name"),
        reason=_text(one.sig_object, "/Reason"),
        at=at,
        intact=intact,
        whole=whole,
        timestamped_by=timestamped_by,
        by_this_installation=ours,
        about=about,
        problem=problem,
    )


def _is_sealed(pdf: bytes, one: "EmbeddedPdfSignature") -> bool:
    """Whether also the place that the signature itself stands in is as it was written.

    No signature covers its own place, so what follows it there, and how it is written, is looked at: zeros, in one
    case of letters.
    """
    from asn1crypto.cms import ContentInfo

    start, length, after, _ = (int(edge) for edge in one.byte_range)
    place = pdf[start + length : after]
    digits = place[1:-1]
    if place[:1] != b"<" or place[-1:] != b">" or digits not in (digits.lower(), digits.upper()):
        return False
    content = bytes.fromhex(digits.decode("ascii"))
    return not any(content[len(ContentInfo.load(content).dump()) :])


def _judged(one: "EmbeddedPdfSignature", roots: Sequence[bytes]) -> tuple[Any, bytes]:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    certificate: bytes = one.signer_cert.dump()
    trusted = [Certificate.load(root) for root in roots or [certificate]]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    # An installation's own key signs for nobody in person, so it does not claim non-repudiation; a service's may.
    usage = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
    status = asyncio.run(async_validate_pdf_signature(one, context, key_usage_settings=usage))
    return status, certificate


def _whole(one: "EmbeddedPdfSignature", status: Any) -> bool:
    """Nothing after it but whole revisions, each with a signature of its own, that changed nothing but their fields."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    everyone = one.reader.embedded_signatures
    if everyone[-1].evaluate_signature_coverage() != SignatureCoverageLevel.ENTIRE_FILE:
        return False
    change = status.diff_result
    return (
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and status.docmdp_ok is not False
        and isinstance(change, DiffResult)
        and change.modification_level <= ModificationLevel.FORM_FILLING
        and change.changed_form_fields <= {later.field_name for later in everyone}
    )


def _text(given: Any, key: str) -> str:
    try:
        return str(given.get(key, ""))
    except Exception:
        return ""


def _moment(one: "EmbeddedPdfSignature") -> datetime | None:
    try:
        return one.self_reported_timestamp
    except Exception:
        return None


def _der(certificate: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    der: bytes = certificate.public_bytes(Encoding.DER)
    return der
