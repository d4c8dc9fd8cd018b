"""Who makes the signature: the installation's own key, or a service that is connected by one class and a setting."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from samverkan.documents import keys

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import Signer as Maker
    from pyhanko.sign.timestamps import TimeStamper

OWN_KEY = (
    "En underskrift i Samverkan är en enkel elektronisk underskrift. Den görs med installationens egen nyckel, sedan "
    "personen har visat vem hen är med sitt lösenord eller en kod, och alltså inte med ett personligt certifikat."
)


class Signer(Protocol):
    """The one adapter. `SIGNER` in the settings names a class without arguments that has these four."""

    def maker(self, name: str) -> "Maker":
        """What makes the signature for the person called `name`: any of pyHanko's signers, or one written like them."""

    def timestamper(self) -> "TimeStamper | None":
        """Who vouches for the time; without one, the time is the installation's own."""

    def roots(self) -> "Sequence[Certificate]":
        """The certificates that the service's signatures go back to, for those who verify."""

    def about(self) -> str:
        """What such a signature is worth, in two plain sentences for those who sign and those who read."""


class OwnKey:
    """Signs with the installation's own key."""

    def maker(self, name: str) -> "Maker":
        from asn1crypto.keys import PrivateKeyInfo
        from asn1crypto.x509 import Certificate as Asn1Certificate
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        pair = keys.own()
        key = pair.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return SimpleSigner(
            signing_cert=Asn1Certificate.load(pair.certificate.public_bytes(Encoding.DER)),
            signing_key=PrivateKeyInfo.load(key),
            cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
        )

    def timestamper(self) -> "TimeStamper | None":
        from pyhanko.sign.timestamps import HTTPTimeStamper

        return HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=15) if settings.TIMESTAMP_URL else None

    def roots(self) -> "Sequence[Certificate]":
        return []

    def about(self) -> str:
        return OWN_KEY


def signer() -> Signer:
    made: Signer = import_string(settings.SIGNER)()
    return made
