"""The installation's own key for signatures: RSA-3072 with a certificate of its own, together in one private file.

RSA, because other kinds of keys belong to PDF 2.0, which PDF/A-2 does not know. It is made at first need and then
stays: an old signature is recognised by its certificate. A lost key is never replaced in silence; see ADR 0008.
"""

import datetime
import os
import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

YEARS = 50
MARK = b"/ETSI.CAdES.detached"
"""Stands in plain bytes in every file that carries a signature of this kind, whoever made it."""
ORGANISATION = "Samverkan"
OWN = ORGANISATION.encode().hex().encode()
"""The organisation of our own certificates, as it stands in the signature's bytes."""


class KeyLost(Exception):
    """The key is missing or unreadable though there are signatures made with it. The message says what to do."""


@dataclass(frozen=True)
class Pair:
    key: "RSAPrivateKey"
    certificate: "Certificate"


def path() -> Path:
    return Path(settings.HOME) / "keys" / "signing.key"


def own() -> Pair:
    """The key that signs, made now if the installation has never signed anything."""
    if not path().exists():
        if orphaned():
            raise KeyLost(
                f"Nyckeln för underskrifter, {path()}, saknas, men det finns dokument som är underskrivna med den."
                " Läs tillbaka den från en säkerhetskopia. Ingen ny nyckel har gjorts."
            )
        _make()
    return stored()


def stored() -> Pair:
    """The key as it is kept; `KeyLost` when it is missing, cannot be read, or does not fit its certificate."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509 import load_pem_x509_certificate

    try:
        written = path().read_bytes()
        key = load_pem_private_key(written, password=None)
        certificate = load_pem_x509_certificate(written)
    except FileNotFoundError as error:
        raise KeyLost(
            f"Nyckeln för underskrifter, {path()}, saknas. Läs tillbaka den från en säkerhetskopia."
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise KeyLost(
            f"Nyckeln för underskrifter, {path()}, går inte att läsa. Läs tillbaka den från en säkerhetskopia."
        ) from error
    if not isinstance(key, RSAPrivateKey) or key.public_key() != certificate.public_key():
        raise KeyLost(
            f"Nyckeln för underskrifter, {path()}, hör inte ihop med sitt certifikat."
            " Läs tillbaka den från en säkerhetskopia."
        )
    return Pair(key, certificate)


def certificates() -> list["Certificate"]:
    """Every certificate this installation has signed with: the present one and those laid aside. Never makes one."""
    from cryptography.x509 import load_pem_x509_certificates

    found = []
    for file in [path(), *_earlier()]:
        try:
            found += load_pem_x509_certificates(file.read_bytes())
        except (
            OSError,
            ValueError,
        ):  # what it means is told by `stored`, and by the signature nobody recognises
            continue
    return found


def signed_files() -> list[Path]:
    """The stored files that carry a signature by an installation's own key, and not by somebody else's."""
    return [file for file, _ in _signed()]


def orphaned() -> list[Path]:
    """Those that were signed with no key that is kept here: it has been lost."""
    from cryptography.hazmat.primitives.serialization import Encoding

    known = [each.public_bytes(Encoding.DER).hex().encode() for each in certificates()]
    return [file for file, content in _signed() if not any(each in content for each in known)]


def _signed() -> Iterator[tuple[Path, bytes]]:
    """Each with its bytes in lower case: the digits of what is written in hexadecimal."""
    for file in sorted(Path(settings.DOCUMENTS_DIR).glob("*.pdf")):
        content = file.read_bytes()
        if MARK in content and OWN in (lowered := content.lower()):
            yield file, lowered


def lay_aside_if_other(coming: bytes) -> None:
    """Keep the present key beside the one a backup brings, so that what was signed with it is still recognised."""
    try:
        present = path().read_bytes()
    except FileNotFoundError:
        return
    if present != coming:
        number = len(_earlier()) + 1
        while (aside := path().with_name(f"signing-{number}.key")).exists():
            number += 1
        os.link(path(), aside)


def _earlier() -> list[Path]:
    return sorted(path().parent.glob("signing-*.key"))


def _make() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    pair = _generate(urlsplit(settings.LINK_BASE).hostname or socket.gethostname())
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written aside and linked into place, so that two processes that sign at once agree on one key.
    draft = place.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
            file.write(pair.certificate.public_bytes(Encoding.PEM))
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def _generate(host: str) -> Pair:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import NameOID

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, f"Samverkan på {host}"[:64]),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,  # that a person stands by it: the key is nobody's own
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    now = timezone.now().replace(microsecond=0)  # the clock that the signatures tell the time by
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        # The clocks of two machines are never quite the same.
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return Pair(key, certificate)
