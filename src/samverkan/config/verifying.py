"""`samverkan verify FIL`: who signed what and when, and whether it still holds. Reads, and changes nothing."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.formats import date_format

from samverkan.documents.models import DocumentVersion
from samverkan.documents.signing import NotAPdf, SignatureReport, Verification, verify
from samverkan.plans.models import Signature

HOLDS, FAILS, NOTHING = 0, 1, 2


def run(file: Path) -> int:
    """0 when every signature holds, 1 when one does not, 2 when there is none or the file is no PDF."""
    try:
        pdf = file.read_bytes()
    except OSError as error:
        print(f"{file} går inte att läsa: {error.strerror}.")
        return NOTHING
    try:
        found = verify(pdf)
    except NotAPdf:
        print(f"{file} är ingen PDF.")
        return NOTHING
    print(f"{file}")
    for signature in found.signatures:
        print("\n".join(["", *_told(signature)]))
    print()
    for field in found.unsigned:
        print(f"Fältet {field} är inte underskrivet än.")
    print(_kept(pdf))
    print(_conclusion(found))
    if found.problem or found.signatures:
        return HOLDS if found.holds else FAILS
    return NOTHING


def _told(signature: SignatureReport) -> Iterator[str]:
    yield signature.label or signature.field
    # Anybody can write a name into a signature of their own: without a known key it is only what the file claims.
    yield f"  {'Av' if signature.by_this_installation else 'Säger sig vara av'}: {signature.name or 'inget namn'}"
    yield f"  Gäller: {signature.reason or 'inget angivet'}"
    if signature.at:
        at = timezone.localtime(signature.at)
        yield f"  När: {date_format(at, 'j F Y')} kl. {date_format(at, 'H.i.s')}"
    yield f"  Det underskrivna: {'oförändrat' if signature.intact else 'ändrat eller skadat'}"
    if signature.intact:
        added = "inget, eller bara senare underskrifter" if signature.whole else "annat än underskrifter"
        yield f"  Tillagt efteråt: {added}"
        yield f"  Nyckel: {'den här installationens' if signature.by_this_installation else 'okänd här'}"
    yield f"  Underskriften gäller{'' if not signature.problem else f' inte. {signature.problem}'.rstrip('.')}."


def _kept(pdf: bytes) -> str:
    """Whether the document store has this very file, as far as the database can be asked."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return f"I {settings.HOME} finns ingen databas, så dokumentarkivet har inte tillfrågats."
    try:
        version = DocumentVersion.objects.filter(pdf_sha256=sha256).select_related("document").first()
        if version:
            return (
                f"Dokumentarkivet har just den här filen: {version.document.title}, version {version.number}."
            )
        if Signature.objects.filter(file_sha256=sha256).exists():
            return "Filen finns i samverkan, som den var efter en av underskrifterna till en överenskommelse."
    except DatabaseError:
        return "Databasen går inte att läsa, så dokumentarkivet har inte tillfrågats."
    return "Dokumentarkivet har inte den här filen."


def _conclusion(found: Verification) -> str:
    if found.problem:
        return found.problem
    if not found.signatures:
        return "Filen har inga underskrifter."
    if not found.holds:
        return "Underskrifterna håller inte."
    return (
        "Alla underskrifter i filen gäller." if len(found.signatures) > 1 else "Underskriften i filen gäller."
    )
