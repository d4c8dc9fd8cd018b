"""`samverkan verify FIL`: who signed what and when, and whether it still holds. Reads, and changes nothing."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from samverkan.documents.models import DocumentVersion
from samverkan.documents.signing import NotAPdf, SignatureReport, Verification, verify
from samverkan.plans.content import annex_name
from samverkan.plans.models import Signing
from samverkan.plans.printing import period_words
from samverkan.plans.queries.signing import field_of
from samverkan.plans.rules import SigningWay

COMPLETE, FAILS, INCOMPLETE, NOTHING = 0, 1, 2, 3


def run(file: Path) -> int:
    """0: all places are signed and hold. 1: one does not hold. 2: those there are hold, but some lack. 3: nothing."""
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
    print("\n".join([*_about(found), *_kept(pdf), *_conclusion(found)]))
    if not found.problem and not found.signatures:
        return NOTHING
    if not found.holds:
        return FAILS
    return COMPLETE if found.is_complete else INCOMPLETE


def _told(signature: SignatureReport) -> Iterator[str]:
    yield signature.label or signature.field
    # Anybody can write a name into a signature of their own: without a known key it is only what the file claims.
    yield f"  {'Av' if signature.by_this_installation else 'Säger sig vara av'}: {signature.name or 'inget namn'}"
    yield f"  Gäller: {signature.reason or 'inget angivet'}"
    if signature.at:
        at = timezone.localtime(signature.at)
        yield f"  När: {date_format(at, 'j F Y')} kl. {date_format(at, 'H.i.s')}, enligt {_clock(signature)}"
    yield f"  Det underskrivna: {'oförändrat' if signature.intact else 'ändrat eller skadat'}"
    if signature.intact:
        added = "inget, eller bara senare underskrifter" if signature.whole else "annat än underskrifter"
        yield f"  Tillagt efteråt: {added}"
        yield f"  Nyckel: {'den här installationens' if signature.by_this_installation else 'okänd här'}"
    yield f"  Underskriften gäller{'' if not signature.problem else f' inte. {signature.problem}'.rstrip('.')}."


def _clock(signature: SignatureReport) -> str:
    if signature.timestamped_by:
        return f"tidsstämpeltjänsten {signature.timestamped_by}, vars certifikat inte har prövats"
    return "installationens egen klocka" if signature.by_this_installation else "den som skrev under"


def _about(found: Verification) -> Iterator[str]:
    yield from dict.fromkeys(signature.about for signature in found.signatures if signature.about)


def _kept(pdf: bytes) -> list[str]:
    """What the installation knows about this very file, as far as the database can be asked."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return [f"I {settings.HOME} finns ingen databas, så dokumentarkivet har inte tillfrågats."]
    try:
        return list(_known(hashlib.sha256(pdf).hexdigest())) or ["Dokumentarkivet har inte den här filen."]
    except DatabaseError:
        return ["Databasen går inte att läsa, så dokumentarkivet har inte tillfrågats."]


def _known(sha256: str) -> Iterator[str]:
    version = DocumentVersion.objects.filter(pdf_sha256=sha256).select_related("document").first()
    if version:
        yield f"Dokumentarkivet har just den här filen: {version.title}, version {version.number}."
        newest = version.document.versions.first()
        if newest and newest.number > version.number:
            yield f"Den är ersatt av version {newest.number}, {_day(newest.adopted_at)}."
    of_a_signing = Q(prepared_sha256=sha256) | Q(pdf_sha256=sha256) | Q(signatures__file_sha256=sha256)
    signing = Signing.objects.filter(of_a_signing).select_related("document").first()
    if signing:
        yield from _of_a_signing(signing, sha256)


def _of_a_signing(signing: Signing, sha256: str) -> Iterator[str]:
    made = {field_of(each.party): each for each in signing.signatures.select_related("party")}
    awaits = [each["party"] for each in signing.content["signers"] if each["field"] not in made]
    if signing.stopped_at:
        yield (
            f"Filen hör till en överenskommelse vars underskrift avbröts {_day(signing.stopped_at)}. "
            "Den gäller inte."
        )
    elif awaits:
        yield f"Filen hör till en överenskommelse som väntar på underskrift av {' och '.join(awaits)}."
    elif signing.pdf_sha256 != sha256:
        yield "Filen är en överenskommelse som den var innan alla hade skrivit under. En senare fil har alla."
    yield f"Tiden som den gäller för: {period_words(signing.content)}."
    for each in made.values():
        if each.way == SigningWay.PAPER:
            yield f"För {each.party} skrev {each.name} under på papper {date_format(each.signed_on, 'j F Y')}."
    for number, annex in enumerate(signing.content["annexes"], 1):
        yield f"Bilaga {number}: {annex_name(annex)}\n  SHA-256 {annex['sha256']}"


def _conclusion(found: Verification) -> Iterator[str]:
    if found.problem:
        yield found.problem
        return
    made, places = len(found.signatures), len(found.signatures) + len(found.unsigned)
    if places:
        yield f"Underskrivna platser: {made} av {places}."
    for place in found.unsigned:
        yield f"Inte underskriven än: {place}."
    if not found.signatures:
        yield "Filen har inga underskrifter."
    elif not found.holds:
        yield "Underskrifterna håller inte."
    elif found.unsigned:
        yield "De underskrifter som finns gäller, men alla har inte skrivit under i filen."
    else:
        yield "Alla underskrifter i filen gäller."


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
