"""Both parties' signatures are in the file itself, and nobody can change a byte of what they signed."""

import io
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from samverkan.documents import keys, signing, verifying
from samverkan.documents.signers import OwnKey
from tests import signed

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture(autouse=True)
def key(own_home: Path) -> None:
    signed.with_key()


def test_both_sign_in_turn_and_everything_holds() -> None:
    first, both = signed.by_karin(), signed.by_both()
    half = signing.verify(first)
    assert half.holds and not half.is_complete and half.unsigned == ("Underskrift för polisen",)
    found = signing.verify(both)
    assert found.holds and found.is_complete and found.unsigned == ()
    assert [(one.field, one.label, one.name, one.reason, one.at) for one in found.signatures] == [
        ("part-1", "Underskrift för kommunen", "Karin Åkesson", signed.REASON, signed.MOMENT),
        ("part-2", "Underskrift för polisen", "Lars Holm", signed.REASON, signed.MOMENT),
    ]
    assert all(one.intact and one.whole and one.by_this_installation for one in found.signatures)


def test_a_signature_leaves_every_earlier_byte_as_it_was() -> None:
    first = signed.by_karin()
    both = signing.sign(first, "part-2", name="Lars Holm", reason=signed.REASON)
    assert first.startswith(signed.prepared())
    assert both.startswith(first)


def test_pyhankos_own_validator_is_satisfied() -> None:
    from asn1crypto.x509 import Certificate

    certificate = Certificate.load(OwnKey().maker("").signing_cert.dump())  # type: ignore[union-attr]
    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    reader = PdfFileReader(io.BytesIO(signed.by_both()))
    usage = KeyUsageConstraints(key_usage={"digital_signature"})
    told = [
        validate_pdf_signature(one, context, key_usage_settings=usage)
        for one in reader.embedded_regular_signatures
    ]
    assert all(status.bottom_line and status.trusted and status.docmdp_ok for status in told)
    assert [status.coverage for status in told] == [
        SignatureCoverageLevel.ENTIRE_REVISION,
        SignatureCoverageLevel.ENTIRE_FILE,
    ]
    for one in reader.embedded_regular_signatures:
        assert one.sig_object["/SubFilter"] == "/ETSI.CAdES.detached", "PAdES"
        assert one.signer_info["signature_algorithm"].signature_algo == "rsassa_pkcs1v15"


def test_another_reader_is_satisfied(tmp_path: Path) -> None:
    if not shutil.which("pdfsig"):
        pytest.skip("pdfsig (poppler-utils) is not installed")
    (tmp_path / "signed.pdf").write_bytes(signed.by_both())
    asked = subprocess.run(["pdfsig", "-nocert", "signed.pdf"], cwd=tmp_path, capture_output=True, check=True)
    told = asked.stdout.decode()
    assert told.count("Signature is Valid") == 2
    assert told.count("Total document signed") == 1, "the last one covers it all"
    damaged = bytearray(signed.by_both())
    damaged[damaged.index(b"stream") + 20] ^= 1
    (tmp_path / "signed.pdf").write_bytes(damaged)
    asked = subprocess.run(
        ["pdfsig", "-nocert", "signed.pdf"], cwd=tmp_path, capture_output=True, check=False
    )
    assert b"Signature is Valid" not in asked.stdout


def test_a_flipped_byte_anywhere_in_what_was_signed_is_found() -> None:
    both = signed.by_both()
    first, second = PdfFileReader(io.BytesIO(both)).embedded_regular_signatures
    ranges = [int(place) for place in second.byte_range]
    places = [*range(ranges[1]), *range(ranges[2], ranges[2] + ranges[3])]
    hole = range(int(first.byte_range[1]), int(first.byte_range[2]))
    chosen = random.Random(3).sample(places, 60)
    for place in [*chosen, 0, ranges[1] - 1, ranges[2], len(both) - 1, hole.start + 100]:
        damaged = bytearray(both)
        damaged[place] ^= 1
        try:
            assert not signing.verify(bytes(damaged)).holds, place
        except signing.NotAPdf:
            assert place < 8


@pytest.mark.parametrize("bit", [0x01, 0x20])
def test_a_flipped_byte_in_the_place_of_the_last_signature_is_found_too(bit: int) -> None:
    """No signature covers its own place, and what fills it up is nobody's to write in."""
    both = signed.by_both()
    last = PdfFileReader(io.BytesIO(both)).embedded_regular_signatures[-1]
    hole = range(int(last.byte_range[1]), int(last.byte_range[2]))
    letter = next(place for place in hole if both[place : place + 1] in b"abcdefABCDEF")
    chosen = random.Random(4).sample(hole, 40)
    for place in [*chosen, letter, hole[0], hole[-1], hole[-2], hole[len(hole) // 2]]:
        damaged = bytearray(both)
        damaged[place] ^= bit
        assert not signing.verify(bytes(damaged)).holds, place


def test_what_is_flipped_before_the_second_signature_breaks_the_first_too() -> None:
    damaged = bytearray(signed.by_both())
    damaged[damaged.index(b"stream") + 20] ^= 1
    found = signing.verify(bytes(damaged))
    assert [one.problem for one in found.signatures] == [verifying.BROKEN] * 2


@pytest.mark.parametrize("extra", [b"x", b"\n%%EOF\n", b"\n" * 40])
def test_bytes_after_the_last_signature_are_told(extra: bytes) -> None:
    found = signing.verify(signed.by_both() + extra)
    assert not found.holds
    assert found.problem or {one.problem for one in found.signatures} == {verifying.ADDED}


def test_another_title_after_the_signatures_is_told() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.by_both()))
    writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
    writer.update_root()
    written = io.BytesIO()
    writer.write(written)
    found = signing.verify(written.getvalue())
    assert [(one.intact, one.whole, one.problem) for one in found.signatures] == [
        (True, False, verifying.ADDED)
    ] * 2


def test_a_change_between_the_signatures_is_told_though_the_second_covers_it() -> None:
    """Somebody changes the page after the first signature and has the other party sign what it says then."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.by_karin()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    while "/Kids" in page:
        page = page["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(writer.prev.root["/Metadata"].__class__(stream_data=b""))
    writer.update_container(page)
    written = io.BytesIO()
    writer.write(written)
    both = signing.sign(written.getvalue(), "part-2", name="Lars Holm", reason=signed.REASON)
    first, second = signing.verify(both).signatures
    assert (first.intact, first.whole, first.problem) == (True, False, verifying.ADDED)
    assert second.problem == ""


def test_a_field_is_signed_once_and_only_where_there_is_one() -> None:
    with pytest.raises(signing.CannotSign, match="already"):
        signing.sign(signed.by_karin(), "part-1", name="Lars", reason=signed.REASON)
    with pytest.raises(signing.CannotSign, match="no field"):
        signing.sign(signed.prepared(), "part-3", name="Lars", reason=signed.REASON)
    with pytest.raises(signing.CannotSign, match="whole PDF"):
        signing.sign(b"%PDF-1.7 half", "part-1", name="Lars", reason=signed.REASON)


def test_a_signature_with_another_key_is_told(own_home: Path) -> None:
    theirs = signed.by_both()
    keys.path().unlink()
    keys.own()
    found = signing.verify(theirs)
    assert not found.holds
    assert [(one.intact, one.by_this_installation, one.problem) for one in found.signatures] == [
        (True, False, verifying.UNKNOWN_KEY)
    ] * 2


@pytest.mark.parametrize("days", [-2, 365 * 51])
def test_a_time_outside_the_certificates_validity_is_told(days: int) -> None:
    moment = signed.MOMENT + timedelta(days=days)
    found = signing.verify(
        signing.sign(signed.prepared(), "part-1", name="Karin", reason=signed.REASON, at=moment)
    )
    assert not found.holds
    assert [(one.intact, one.by_this_installation, one.problem) for one in found.signatures] == [
        (True, True, verifying.OUT_OF_TIME)
    ]


def test_no_key_is_made_to_verify(own_home: Path) -> None:
    both = signed.by_both()
    keys.path().unlink()
    assert not signing.verify(both).holds
    assert not keys.path().exists()


def test_other_bytes_are_refused_and_half_a_file_is_called_damaged() -> None:
    with pytest.raises(signing.NotAPdf):
        signing.verify(b"hej")
    half = signing.verify(signed.by_both()[:30_000])
    assert (half.holds, half.problem) == (False, verifying.DAMAGED)
    assert signing.verify(signed.prepared()) == signing.Verification(
        (), ("Underskrift för kommunen", "Underskrift för polisen")
    )


class Elsewhere(OwnKey):
    """A service outside: here with a key of its own, and somebody who vouches for the time."""

    def maker(self, name: str) -> Any:
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        certificate, key = _outside()
        return SimpleSigner(certificate, key, SimpleCertificateStore())  # type: ignore[no-untyped-call]

    def timestamper(self) -> Any:
        from pyhanko.sign.timestamps import DummyTimeStamper

        return DummyTimeStamper(*_outside())

    def roots(self) -> Any:
        from cryptography.x509 import load_der_x509_certificate

        return [load_der_x509_certificate(_outside()[0].dump())]


def _outside(made: list[Any] = []) -> Any:  # noqa: B006  # made once
    from asn1crypto.keys import PrivateKeyInfo
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if not made:
        pair = keys._generate("tjänsten.example")
        der = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        made += [Certificate.load(pair.certificate.public_bytes(Encoding.DER)), PrivateKeyInfo.load(der)]
    return made


def test_another_service_is_one_class_and_a_setting(settings: Any) -> None:
    ours = signed.by_karin()
    settings.SIGNER = "tests.documents.test_signing.Elsewhere"
    both = signing.sign(ours, "part-2", name="Lars Holm", reason=signed.REASON)
    found = signing.verify(both)
    assert found.holds, "what was signed with our own key before still holds"
    assert [one.timestamped_by for one in found.signatures] == [
        "",
        "Common Name: Samverkan på tjänsten.example, Organization: Samverkan",
    ]
    reader = PdfFileReader(io.BytesIO(both))
    later = reader.embedded_regular_signatures[1]
    attributes = {attribute["type"].native for attribute in later.signer_info["unsigned_attrs"]}
    assert "signature_time_stamp_token" in attributes, "PAdES B-T"
    settings.SIGNER = "samverkan.documents.signers.OwnKey"
    assert [one.by_this_installation for one in signing.verify(both).signatures] == [True, False]


def test_a_service_that_does_not_answer_leaves_nothing_signed(settings: Any) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"  # nobody listens there
    with pytest.raises(signing.NotSigned, match="Inget har ändrats"):
        signing.sign(signed.prepared(), "part-1", name="Karin Åkesson", reason=signed.REASON)


def test_a_start_does_not_pay_for_what_only_signing_needs() -> None:
    """pyHanko and pikepdf take most of a second to load."""
    started = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
            "import samverkan.config.urls, samverkan.documents.signing;"
            "print(*{'pyhanko', 'pikepdf', 'asn1crypto'} & set(sys.modules))",
        ],
        capture_output=True,
        check=True,
    )
    assert started.stdout.decode().strip() == ""


def test_the_name_is_seen_in_its_place_with_a_typeface_that_comes_along() -> None:
    with pikepdf.open(io.BytesIO(signed.by_both())) as pdf:
        seen = [field.AP.N for field in pdf.Root.AcroForm.Fields]
        for drawn in seen:
            fonts = list(drawn.Resources.Font.values())
            assert fonts and all("/ToUnicode" in font for font in fonts)
            assert all(
                "/FontFile3" in font.DescendantFonts[0].FontDescriptor
                or "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                for font in fonts
            )
