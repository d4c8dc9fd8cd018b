"""The agreement: written, with annexes, one version waiting to be signed and one on paper. All of it both parties'."""

from functools import cache
from typing import Any

from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.models import DocumentVersion
from samverkan.documents.printing import meta
from samverkan.documents.rules import DocumentKind
from samverkan.plans import actions
from samverkan.plans.models import Signing
from samverkan.plans.queries.agreement import agreement_state
from samverkan.plans.queries.work import proposals
from samverkan.plans.rules import SectionKey, text_sha256
from samverkan.typeset import Document, to_data, to_pdf
from tests.address import Address, planted

DOCX = b"PK planterad"  # nobody opens it


@cache
def pdf() -> bytes:
    """One real file for all: what a signature in it is, is told in tests/plans."""
    return to_pdf(_document("Ett papper"))


def _document(title: str) -> Document:
    return Document(title, meta("Ekdala", subject="", status="Fastställd"))


def adopt(scope: Scope, kind: DocumentKind, title: str, about: str = "") -> DocumentVersion:
    printed = Printed(to_data(_document(title)), "0" * 64, store.put(pdf(), "pdf"), store.put(DOCX, "docx"))
    return adopt_version(
        scope, kind=kind, author=None, title=title, about=about, printed=printed, approvals=[]
    )


def put_forward(scope: Scope, *, overall: bool = False) -> Signing:
    now = agreement_state(scope)
    sha256 = now.sha256(overall=overall)
    facts = meta("Ekdala", subject="", status="Att skriva under", version=str(now.next_number))
    made = Printed(
        to_data(Document("Samverkansöverenskommelse", facts)),
        sha256,
        store.put(pdf(), "pdf"),
        store.put(DOCX, "docx"),
    )
    return actions.open_signing(scope, None, overall=overall, content_sha256=sha256, printed=made)


def send_paper(scope: Scope, signing: Signing) -> Any:
    return actions.attach_paper(
        scope,
        None,
        signing,
        party=scope.party,
        name="Någon i ledningen",
        role="Ledningen",
        signed_on=timezone.localdate(),
        file_sha256=store.put(pdf(), "pdf"),
        file_kind="pdf",
    )


def plant(anna: Scope, per: Scope, size: int) -> dict[str, dict[str, Any]]:
    actions.start_agreement(anna)
    picture = adopt(anna, DocumentKind.JOINT_PICTURE, "Gemensam lägesbild")
    annex = actions.add_annex(anna, None, picture)
    for number in range(size):
        for key in SectionKey:
            standing = agreement_state(anna).sections.get(key)
            version = standing.version if standing else 0
            text = f"Det här gör vi till den 1 juni ({number})."
            beside = text_sha256(proposals(per, [key])[key])
            actions.write_agreement_section(per, version, key=key, text=text, proposal_sha256=beside)
        other = adopt(anna, DocumentKind.PRIORITIES, f"Prioritering {number}", f"plan-{number}")
        annex = actions.add_annex(anna, None, other)
        informed = actions.add_informed(anna, None, who=f"Rektorerna {number}", party=anna.party)
        stopped = put_forward(anna)
        paper = send_paper(anna, stopped)
        actions.stop_signing(anna, stopped, "Målen behöver ändras.")
    signing = put_forward(per)
    return {
        name: {"municipality": made, "police": made}
        for name, made in {
            "annex": annex,
            "informed": informed,
            "signing": signing,
            "stopped_signing": stopped,
            "paper_signature": paper,
        }.items()
    }


_KEYS = Address(
    lambda mine: [{"key": key.value} for key in (SectionKey.GOALS, SectionKey.ORGANISATION)], everyones=True
)
ADDRESSES = {
    "join:agreement_section": _KEYS,
    "join:agreement_take_in": _KEYS,
    "join:agreement_keep": _KEYS,
    "join:agreement_annex_remove": planted("annex", shared=True),
    "join:agreement_informed_edit": planted("informed", shared=True),
    "join:agreement_informed_told": planted("informed", shared=True),
    "join:agreement_informed_remove": planted("informed", shared=True),
    "join:signing": planted("signing", "stopped_signing", shared=True),
    "join:sign": planted("signing", shared=True),
    "join:signing_paper": planted("signing", shared=True),
    "join:signing_stop": planted("signing", shared=True),
    "join:signing_pdf": planted("signing", shared=True),
    "join:signing_scan": Address(
        lambda mine: [
            {
                "pk": mine.more["stopped_signing"].pk,
                "signature": mine.more["paper_signature"].pk,
            }
        ],
        shared=True,
    ),
}
PRESSES = {
    "join:agreement_start",
    "join:agreement_take_in",
    "join:agreement_keep",
    "join:agreement_annex_remove",
    "join:agreement_informed_add",
    "join:agreement_informed_remove",
}
DATA = PRESSES
# Shown once a version has been signed by all and the next is written.
WAITING = {"join:agreement_changes"}
NO_DRAFT_IN = {
    "what is there for all parties to read": {
        "Agreement.*",
        "AgreementSection.*",
        "Annex.*",
        "Signing.*",
        "Signature.*",
        "Informed.*",
    }
}
