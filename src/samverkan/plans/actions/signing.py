"""Putting a version forward to be signed, signing it, and taking it back while somebody has not."""

from datetime import date
from typing import Literal, cast
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import Refused, action, already_done, once, record, running_cycle
from samverkan.access.scope import Scope
from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.models import Party
from samverkan.plans import telling
from samverkan.plans.document import TITLE
from samverkan.plans.gaps import Against
from samverkan.plans.models import Agreement, Signature, Signing
from samverkan.plans.printing import did, signed_copy
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.signing import get_signing, may_attach_for
from samverkan.plans.queries.work import changed_parts
from samverkan.plans.rules import SigningWay
from samverkan.plans.signable import OF_EARLIER_CYCLE, may_be_signed, not_over, own_signature
from samverkan.plans.signed_file import SignedFile
from samverkan.typeset import to_data, to_docx


class Outrun(Exception):
    """Another has signed since the file was made, so it lacks their signature."""


@action("agreement.open")
def open_signing(
    scope: Scope, token: UUID | None, *, overall: bool, content_sha256: str, printed: Printed
) -> Signing:
    """Freeze the agreement as it was read and put it forward. `printed` is made of the same content beforehand."""

    def make() -> Signing:
        row = Agreement.objects.select_for_update().filter(cycle=running_cycle(scope)).first()
        now = agreement_state(scope, Against(changed_parts(scope)))
        if row is None or now.row is None:
            raise Refused("Överenskommelsen är inte påbörjad.")
        if now.open:
            raise Refused("En version väntar redan på underskrift. Avbryt den först.")
        if overall and not now.may_be_overall:
            raise Refused("Ni har redan skrivit under en hel överenskommelse. En ny version är också hel.")
        if now.sha256(overall=overall) != content_sha256:
            raise Refused("Överenskommelsen har ändrats sedan du öppnade sidan. Läs den som den är nu.")
        if lacks := [gap.what for gap in now.gaps_of(overall=overall) if gap.stops]:
            raise Refused(f"Det här behöver ni rätta till först: {' '.join(lacks)}")
        if printed.approved_sha256 != content_sha256:
            raise ValueError("the files were made of something else")
        if printed.content["meta"]["version"] != str(now.next_number):
            raise Refused(
                "En annan version har skrivits under sedan du öppnade sidan. Läs texten som den är nu."
            )
        signing: Signing = Signing.objects.create(
            agreement=row,
            number=now.next_number,
            overall=overall,
            content=now.content_of(overall=overall),
            printed=printed.content,
            content_sha256=content_sha256,
            prepared_sha256=printed.pdf_sha256,
            pdf_sha256=printed.pdf_sha256,
            docx_sha256=printed.docx_sha256,
            opened_by=scope.user,
        )
        told = [gap.what for gap in now.gaps_of(overall=overall)]
        record(scope, "open_signing", signing, shared=True, sha256=content_sha256, weighed=told)
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
def enter_signature(
    scope: Scope, token: UUID | None, signing: Signing, *, content_sha256: str, factor: str, file: SignedFile
) -> Signature:
    """Let the signing stand in the file that plans/signing.py has made. Raises Outrun."""

    def make() -> Signature:
        row = _locked(scope, signing.pk)
        state = get_signing(scope, row.pk)
        if own := own_signature(scope, state):
            already_done()
            return own
        may_be_signed(scope, state, content_sha256)
        if row.pdf_sha256 != file.after:
            raise Outrun
        signature: Signature = Signature.objects.create(
            signing=row,
            party=scope.party,
            way=SigningWay.ELECTRONIC,
            name=scope.user.name,
            role=scope.membership.role_name,
            signed_on=timezone.localdate(file.at),
            factor=factor,
            file_sha256=file.sha256,
            by=scope.user,
            at=file.at,
        )
        Signing.objects.filter(pk=row.pk).update(pdf_sha256=file.sha256)
        record(scope, "sign", signature, shared=True, sha256=file.sha256)
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
        not_over(state, party)
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
        telling.paper_sent(scope, row, party)
        _adopt_when_all_have(scope, row.pk)
        return signature

    return once(scope, "attach_paper", token, make, Signature)


def _locked(scope: Scope, pk: int) -> Signing:
    """A signing of the running cycle, held until the action is done. Raises Signing.DoesNotExist for another's."""
    row: Signing = Signing.objects.select_for_update().get(
        pk=pk, agreement__cycle__partnership=scope.partnership
    )
    if row.agreement.cycle_id != running_cycle(scope).pk:
        raise Refused(OF_EARLIER_CYCLE)
    return row


def _adopt_when_all_have(scope: Scope, pk: int) -> None:
    state = get_signing(scope, pk)
    if state.awaits:
        return
    row = state.signing
    copy = signed_copy(state)
    document = adopt_version(
        scope,
        kind=DocumentKind.AGREEMENT,
        author=None,
        title=TITLE,
        printed=Printed(
            content=to_data(copy),
            approved_sha256=row.content_sha256,
            pdf_sha256=row.pdf_sha256,
            docx_sha256=store.put(to_docx(copy), "docx"),
        ),
        approvals=[
            {
                "name": signature.name,
                "role": signature.role,
                "party": place.party.name,
                "did": did(signature),
                "at": _when(signature),
            }
            for place in state.places
            if (signature := place.signature)
        ],
    )
    Signing.objects.filter(pk=row.pk).update(document=document)
    telling.agreement_signed(scope, row)


def _when(signature: Signature) -> str:
    if signature.way == SigningWay.PAPER:
        return signature.signed_on.isoformat()
    return signature.at.isoformat()
