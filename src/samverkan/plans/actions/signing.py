"""Putting a version forward to be signed, signing it, and taking it back while somebody has not."""

import logging
from datetime import date
from typing import Literal, cast
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from samverkan.access.actions import Refused, action, already_done, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.documents import signing as core
from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Party
from samverkan.plans import telling
from samverkan.plans.models import Agreement, Signature, Signing
from samverkan.plans.printing import Prepared
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.evidence import ends_on
from samverkan.plans.queries.signing import (
    SigningState,
    field_of,
    get_signing,
    may_attach_for,
    may_sign,
)
from samverkan.plans.rules import SigningWay

logger = logging.getLogger(__name__)
TITLE = "Samverkansöverenskommelse"


@action("agreement.open")
def open_signing(
    scope: Scope, token: UUID | None, *, overall: bool, content_sha256: str, prepared: Prepared
) -> Signing:
    """Freeze the agreement as it was read and put it forward. `prepared` is made of the same content beforehand."""

    def make() -> Signing:
        row = Agreement.objects.select_for_update().filter(cycle=running_cycle(scope)).first()
        now = agreement_state(scope)
        if row is None or now.row is None:
            raise Refused("Överenskommelsen är inte påbörjad.")
        if now.open:
            raise Refused("En version väntar redan på underskrift. Avbryt den först.")
        if overall and not now.may_be_overall:
            raise Refused("Ni har redan skrivit under en hel överenskommelse. En ny version är också hel.")
        if now.sha256(overall=overall) != content_sha256:
            raise Refused("Överenskommelsen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
        if lacks := [gap.what for gap in (now.overall_gaps if overall else now.gaps) if gap.stops]:
            raise Refused(f"Det här behöver ni rätta till först: {' '.join(lacks)}")
        if prepared.content_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        signing: Signing = Signing.objects.create(
            agreement=row,
            number=1 + max((each.number for each in now.signings), default=0),
            overall=overall,
            content=now.content_of(overall=overall),
            printed=prepared.printed,
            content_sha256=content_sha256,
            prepared_sha256=prepared.pdf_sha256,
            pdf_sha256=prepared.pdf_sha256,
            docx_sha256=prepared.docx_sha256,
            opened_by=scope.user,
        )
        record(scope, "open_signing", signing, shared=True, sha256=content_sha256)
        telling.signature_awaited(scope, signing, list(scope.parties))
        return signing

    return once(scope, "open_signing", token, make, Signing)


@action("agreement.open")
def stop_signing(scope: Scope, signing: Signing, reason: str) -> Signing:
    """Nobody signs it any longer. The signatures that were made are kept in its history."""
    row = _locked(scope, signing.pk)
    if row.document_id:
        raise Refused("Alla parter har skrivit under, så versionen gäller. Skriv en ny version i stället.")
    if row.stopped_at:
        already_done()
        return row
    Signing.objects.filter(pk=row.pk).update(
        stopped_at=timezone.now(), stopped_by=scope.user, stopped_because=reason
    )
    row.refresh_from_db()
    record(scope, "stop_signing", row, shared=True)
    telling.signing_stopped(scope, row)
    return row


@action("agreement.sign")
def sign(
    scope: Scope, token: UUID | None, signing: Signing, *, content_sha256: str, factor: str
) -> Signature:
    """The leader who decides for the party signs exactly this content, in the newest file.

    `factor`: how the person has proved who they are, in the same request (access/proving.py).
    """

    def make() -> Signature:
        if not may_sign(scope):
            raise Refused(
                "Det är kommunstyrelsens ordförande och chefen för lokalpolisområdet som skriver under."
            )
        # Locked, so that of two who sign at once the second puts their signature in the first's file.
        row = _locked(scope, signing.pk)
        state = get_signing(scope, row.pk)
        own = state.of(scope.party).signature
        if own and own.by_id == scope.user.pk and own.way == SigningWay.ELECTRONIC:
            already_done()
            return own
        _may_be_signed(state, scope.party)
        if ends_on(row) < timezone.localdate():
            raise Refused("Perioden i den här versionen har gått ut. Samordnaren behöver lägga fram en ny.")
        if row.content_sha256 != content_sha256:
            raise Refused("Det är en annan version som väntar på underskrift nu. Läs den först.")
        file, at = store.read(row.pdf_sha256, "pdf"), timezone.now()
        if not file.startswith(store.read(row.prepared_sha256, "pdf")):
            raise store.Damaged(f"{row.pdf_sha256}.pdf does not begin with what was put forward")
        try:
            signed = core.sign(
                file,
                field_of(scope.party),
                name=scope.user.name,
                reason=f"{TITLE} {row.content['partnership']}, som {scope.membership.role_name.lower()}",
                at=at,
            )
        except (core.NotSigned, core.KeyLost) as reason:
            logger.exception("signing %s could not be signed", row.pk)
            raise Refused(
                "Underskriften gick inte att göra. Inget har ändrats. Försök igen om en stund, "
                "och säg till den som sköter installationen om det inte hjälper."
            ) from reason
        # The file first and the row after, so that no row ever tells of a file that is not there.
        sha256 = store.put(signed, "pdf")
        signature: Signature = Signature.objects.create(
            signing=row,
            party=scope.party,
            way=SigningWay.ELECTRONIC,
            name=scope.user.name,
            role=scope.membership.role_name,
            signed_on=timezone.localdate(at),
            factor=factor,
            file_sha256=sha256,
            by=scope.user,
            at=at,
        )
        Signing.objects.filter(pk=row.pk).update(pdf_sha256=sha256)
        record(scope, "sign", signature, shared=True, sha256=sha256)
        _adopt_when_all_have(scope, row.pk)
        return signature

    return once(scope, "sign", token, make, Signature)


@action("agreement.open")
def attach_paper(
    scope: Scope,
    token: UUID | None,
    signing: Signing,
    *,
    party: Party,
    name: str,
    role: str,
    signed_on: date,
    file_sha256: str,
    file_kind: str,
) -> Signature:
    """A scan, already safe in the store, of the paper that a party's leader has signed."""

    def make() -> Signature:
        row = _locked(scope, signing.pk)
        state = get_signing(scope, row.pk)
        _may_be_signed(state, party)
        if party not in may_attach_for(scope, state):
            raise Refused(f"Papperet för {party.name} skickas in av deras samordnare.")
        if not timezone.localdate(row.opened_at) <= signed_on <= timezone.localdate():
            raise Refused("Dagen för underskriften ligger mellan den dag versionen lades fram och i dag.")
        store.read(file_sha256, cast(Literal["pdf", "png", "jpg"], file_kind))
        signature: Signature = Signature.objects.create(
            signing=row,
            party=party,
            way=SigningWay.PAPER,
            name=name,
            role=role,
            signed_on=signed_on,
            file_sha256=file_sha256,
            file_kind=file_kind,
            by=scope.user,
        )
        record(scope, "attach_paper", signature, shared=True, sha256=file_sha256)
        _adopt_when_all_have(scope, row.pk)
        return signature

    return once(scope, "attach_paper", token, make, Signature)


def _locked(scope: Scope, pk: int) -> Signing:
    """A signing of the running cycle, held until the action is done; raises Signing.DoesNotExist."""
    row: Signing = Signing.objects.select_for_update().get(pk=pk, agreement__cycle=running_cycle(scope))
    return row


def _may_be_signed(state: SigningState, party: Party) -> None:
    if state.signing.stopped_at:
        raise Refused("Underskriften är avbruten. Fråga samordnaren varför, och vänta på nästa version.")
    made = state.of(party).signature
    if made:
        raise Refused(f"{made.name} har redan skrivit under för {party.name}.")


def _adopt_when_all_have(scope: Scope, pk: int) -> None:
    state = get_signing(scope, pk)
    if state.awaits:
        return
    row = state.signing
    document = adopt_version(
        scope,
        kind=DocumentKind.AGREEMENT,
        author=None,
        title=TITLE,
        printed=Printed(
            content=row.printed,
            approved_sha256=row.content_sha256,
            pdf_sha256=row.pdf_sha256,
            docx_sha256=row.docx_sha256,
        ),
        approvals=[
            {
                "name": signature.name,
                "role": signature.role,
                "party": place.party.name,
                "did": _did(signature),
                "at": _when(signature),
            }
            for place in state.places
            if (signature := place.signature)
        ],
    )
    Signing.objects.filter(pk=row.pk).update(document=document)
    telling.agreement_signed(scope, row)


def _did(signature: Signature) -> str:
    """`skrev under i Samverkan med lösenord, 25 november 2026`."""
    on = date_format(signature.signed_on, "j F Y")
    if signature.way == SigningWay.PAPER:
        return f"skrev under på papper, {on}"
    return f"skrev under i Samverkan med {signature.factor}, {on}"


def _when(signature: Signature) -> str:
    if signature.way == SigningWay.PAPER:
        return signature.signed_on.isoformat()
    return signature.at.isoformat()
