"""The secret in an invitation's link: made again when the mail is written, kept nowhere."""

from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac


def token_of(nonce: UUID) -> str:
    """The token that goes with a nonce. Who reads the database but not the installation's key cannot make it."""
    return salted_hmac("samverkan.access.invitation", nonce.hex, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
