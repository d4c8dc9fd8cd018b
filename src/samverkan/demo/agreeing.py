"""The demo's agreement: taken in from the work, completed by hand, put forward and signed."""

from datetime import date

from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.demo.own import dated
from samverkan.demo.story_causes import GOALS, SHORTFALL, TOLD
from samverkan.documents.rules import DocumentKind
from samverkan.plans.actions.agreement import (
    add_annex,
    set_period,
    start_agreement,
    take_in_proposal,
    write_agreement_section,
)
from samverkan.plans.actions.informed import add_informed, note_told
from samverkan.plans.actions.signing import open_signing
from samverkan.plans.models import Signing
from samverkan.plans.printing import print_to_sign
from samverkan.plans.queries.agreement import agreement_state, annexable
from samverkan.plans.queries.work import proposals
from samverkan.plans.rules import SectionKey, text_sha256
from samverkan.plans.signing import sign

FACTOR = "lösenord"
ANNEXES = (
    DocumentKind.JOINT_PICTURE,
    DocumentKind.PRIORITIES,
    DocumentKind.CAUSE_ANALYSIS,
    DocumentKind.COMMUNICATION_PLAN,
)


def write(anna: Scope, per: Scope, year: int) -> None:
    row = start_agreement(anna)
    carried = agreement_state(anna).sections
    for key, text in proposals(anna).items():
        if key in carried:  # the year before's words give way to what the work says now
            write_agreement_section(anna, carried[key].version, key=key, text=text)
        elif text:
            take_in_proposal(anna, key=key, proposal_sha256=text_sha256(text))
    write_agreement_section(
        per, _version(per, SectionKey.GOALS), key=SectionKey.GOALS, text=dated(GOALS, year)
    )
    write_agreement_section(
        anna, _version(anna, SectionKey.SHORTFALL), key=SectionKey.SHORTFALL, text=SHORTFALL
    )
    row.refresh_from_db()
    set_period(anna, row.version, starts_on=date(year, 7, 1), ends_on=date(year + 1, 6, 30))
    for version in annexable(anna):
        if version.document.cycle == anna.cycle and version.document.kind in ANNEXES:
            add_annex(anna, None, version)


def put_forward(anna: Scope) -> Signing:
    now = agreement_state(anna)
    return open_signing(
        anna,
        None,
        overall=False,
        content_sha256=now.sha256(),
        printed=print_to_sign(anna, now, overall=False),
    )


def sign_it(signing: Signing, *leaders: Scope) -> None:
    for leader in leaders:
        sign(leader, None, signing, content_sha256=signing.content_sha256, factor=FACTOR)


def tell(anna: Scope) -> None:
    """The last of them has not been told yet."""
    for place, (who, kind, expected) in enumerate(TOLD):
        party = next((each for each in anna.parties if each.organisation.kind == kind), None)
        row = add_informed(anna, None, who=who, party=party, expected=expected)
        if place < len(TOLD) - 1:
            note_told(anna, row, row.version, told_on=timezone.localdate(), how="På arbetsplatsträff")


def _version(scope: Scope, key: SectionKey) -> int:
    written = agreement_state(scope).sections.get(key)
    return written.version if written else 0
