"""Writing the agreement together: its parts, its period and its annexes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from samverkan.access.actions import (
    Refused,
    action,
    already_done,
    change,
    change_shared,
    changed_fields,
    fields_of,
    once,
    record,
    running_cycle,
    start_or_change,
)
from samverkan.access.scope import Scope
from samverkan.documents.models import DocumentVersion
from samverkan.plans.models import Agreement, AgreementSection, Annex
from samverkan.plans.proposals import PROPOSED
from samverkan.plans.queries.agreement import annexable, annexes, former_agreement, former_texts
from samverkan.plans.queries.work import proposals
from samverkan.plans.rules import SectionKey, text_sha256

NOT_BEGUN = "Överenskommelsen är inte påbörjad i det här varvet. Börja på den först."
CHANGED_SINCE = "Arbetet har ändrats sedan du öppnade sidan. Läs förslaget som det är nu."


@action("agreement.edit")
def start_agreement(scope: Scope) -> Agreement:
    """Begin the cycle's agreement, with the cycle's time frame and the texts of the cycle before."""
    cycle = running_cycle(scope)
    row, new = Agreement.objects.get_or_create(
        cycle=cycle,
        defaults={"starts_on": cycle.starts_on, "ends_on": cycle.ends_on, "changed_by": scope.user},
    )
    if not new:
        already_done()
        return row
    former = former_agreement(scope)
    for key, text in former_texts(former).items() if former else ():
        # What the work said last year is what it is held against: whatever it says otherwise now is told.
        seen = text if key in PROPOSED else ""
        AgreementSection.objects.create(
            agreement=row, key=key, text=text, proposal=seen, inherited=True, changed_by=scope.user
        )
    record(scope, "start_agreement", row, shared=True, former=former.pk if former else None)
    return row


@action("agreement.edit")
def write_agreement_section(
    scope: Scope, /, version: int, *, key: SectionKey, text: str, proposal_sha256: str = ""
) -> AgreementSection:
    """`version` is 0 where nobody has written in it yet. Raises Conflict.

    `proposal_sha256`: what the work said beside it. The first time a part is written that is what it is held against.
    """
    row = _row(scope)
    # As a browser sends the ends of lines.
    fields = {"text": text.replace("\r\n", "\n"), "inherited": False, **_stamp(scope)}
    standing = AgreementSection.objects.filter(agreement=row, key=key).first()
    before = fields_of(standing, "text")
    if proposal_sha256 and (standing is None or not standing.proposal):
        proposal = proposals(scope, [key])[key]
        if text_sha256(proposal) == proposal_sha256:
            fields["proposal"] = proposal
    section = start_or_change(AgreementSection, version, {"agreement": row, "key": key}, fields)
    changed = changed_fields(before, section)
    record(scope, "write_agreement_section", section, shared=True, key=str(key), changed=changed)
    return section


@action("agreement.edit")
def take_in_proposal(scope: Scope, *, key: SectionKey, proposal_sha256: str) -> AgreementSection:
    """Let the part say what the work says, as it was shown. What the parties have written is never replaced."""
    row, proposal = _row(scope), _as_shown(scope, key, proposal_sha256)
    if not proposal:
        raise Refused("Arbetet säger inget om den här delen än. Skriv den själv.")
    section = AgreementSection.objects.filter(agreement=row, key=key).first()
    before = fields_of(section, "text")
    if section is None:
        section = AgreementSection.objects.create(
            agreement=row, key=key, text=proposal, proposal=proposal, changed_by=scope.user
        )
    elif section.text == proposal:
        already_done()
        return section
    elif section.text.strip() and section.text != section.proposal:
        raise Refused("Ni har skrivit egen text i den här delen. Ta över det ni vill ha för hand.")
    else:
        section = change(
            section, section.version, text=proposal, proposal=proposal, inherited=False, **_stamp(scope)
        )
    changed = changed_fields(before, section)
    record(scope, "take_in_proposal", section, shared=True, key=str(key), changed=changed)
    return section


@action("agreement.edit")
def keep_own_text(scope: Scope, *, key: SectionKey, proposal_sha256: str) -> AgreementSection:
    """The work has changed, somebody has read how, and the part stays as it is."""
    proposal = _as_shown(scope, key, proposal_sha256)
    section = AgreementSection.objects.filter(agreement=_row(scope), key=key).first()
    if section is None:
        raise Refused("Det finns ingen text att behålla. Ta in förslaget eller skriv den själv.")
    # Not stamped: whoever wrote the text still did.
    kept = change(section, section.version, proposal=proposal, inherited=False)
    record(scope, "keep_own_text", kept, shared=True, key=str(key))
    return kept


@action("agreement.edit")
def set_period(scope: Scope, /, version: int, *, starts_on: date | None, ends_on: date | None) -> Agreement:
    """Raises Conflict."""
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused("Slutdagen kommer före startdagen. Ändra en av dem.")
    days = {"starts_on": starts_on, "ends_on": ends_on}
    return change_shared(scope, "set_period", _row(scope), version, days)


@action("agreement.edit")
def add_annex(scope: Scope, token: UUID | None, document: DocumentVersion) -> Annex:
    """In exactly this version. An earlier version of the same document gives way to it."""

    def make() -> Annex:
        row = _row(scope)
        if document.pk not in {each.pk for each in annexable(scope)}:
            raise Refused("Bara dokument som alla parter läser kan vara bilagor, i sin senaste version.")
        standing = list(annexes(scope))
        same = next((each for each in standing if each.document_id == document.pk), None)
        if same:
            already_done()
            return same
        earlier = [each for each in standing if each.document.document_id == document.document_id]
        for each in earlier:
            Annex.objects.filter(pk=each.pk).update(removed_at=timezone.now())
        position = (
            earlier[0].position if earlier else 1 + max((each.position for each in standing), default=0)
        )
        annex: Annex = Annex.objects.create(
            agreement=row, document=document, position=position, by=scope.user
        )
        record(scope, "add_annex", annex, shared=True)
        return annex

    return once(scope, "add_annex", token, make, Annex)


@action("agreement.edit")
def remove_annex(scope: Scope, annex: Annex) -> None:
    running_cycle(scope)
    if annexes(scope).filter(pk=annex.pk).update(removed_at=timezone.now()):
        record(scope, "remove_annex", annex, shared=True)
    else:
        already_done()


def _row(scope: Scope) -> Agreement:
    row = Agreement.objects.filter(cycle=running_cycle(scope)).first()
    if row is None:
        raise Refused(NOT_BEGUN)
    return row


def _as_shown(scope: Scope, key: SectionKey, sha256: str) -> str:
    proposal = proposals(scope, [key])[key]
    if text_sha256(proposal) != sha256:
        raise Refused(CHANGED_SINCE)
    return proposal


def _stamp(scope: Scope) -> dict[str, Any]:
    return {"changed_by": scope.user, "changed_at": timezone.now()}
