"""The agreement as it reads now: its parts, its period, its annexes, and what it still lacks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.conditions.rules import DECIDERS
from samverkan.documents.models import DocumentVersion
from samverkan.documents.queries import current, versions
from samverkan.documents.rules import DocumentKind, fingerprint
from samverkan.partnerships.models import Party
from samverkan.partnerships.rules import OrganisationKind
from samverkan.plans.content import AgreementContent, AnnexContent, SignerContent
from samverkan.plans.gaps import NOTHING, Against, Gap, gaps, stopped
from samverkan.plans.models import Agreement, AgreementSection, Annex, Signing
from samverkan.plans.queries.signing import field_of, in_force, signings
from samverkan.plans.rules import SectionKey

LEADER = "Ledningen"


@dataclass(frozen=True)
class AgreementState:
    """`row` is None until somebody has begun. `newer` are the documents that stand in a newer version than annexed."""

    row: Agreement | None
    sections: dict[SectionKey, AgreementSection]
    annexes: tuple[Annex, ...]
    newer: dict[int, DocumentVersion]  # by the annex
    signings: tuple[Signing, ...]  # the newest first
    in_force: Signing | None  # what holds today, if it came of an earlier cycle too

    content: AgreementContent
    overall: AgreementContent  # the same as a first, overall version
    gaps: tuple[Gap, ...]
    overall_gaps: tuple[Gap, ...]

    @property
    def open(self) -> Signing | None:
        return next((each for each in self.signings if each.is_open), None)

    @property
    def signed(self) -> Signing | None:
        """The version that was last signed by all."""
        return next((each for each in self.signings if each.document_id), None)

    @property
    def next_number(self) -> int:
        """The version that the next one put forward becomes, in the document store too, when all have signed it."""
        return 1 + max((each.document.number for each in self.signings if each.document), default=0)

    @property
    def is_ready(self) -> bool:
        return not stopped(self.gaps)

    @property
    def is_ready_overall(self) -> bool:
        return not stopped(self.overall_gaps)

    @property
    def may_be_overall(self) -> bool:
        """An overall version is the first part of the agreement, so nothing is signed before it."""
        return all(each.document_id is None or each.overall for each in self.signings)

    def text(self, key: SectionKey) -> str:
        return self.sections[key].text if key in self.sections else ""

    def content_of(self, *, overall: bool) -> AgreementContent:
        return self.overall if overall else self.content

    def gaps_of(self, *, overall: bool) -> tuple[Gap, ...]:
        return self.overall_gaps if overall else self.gaps

    def sha256(self, *, overall: bool = False) -> str:
        return fingerprint(dict(self.content_of(overall=overall)))


def agreement_row(scope: Scope) -> Agreement | None:
    _ = scope.party
    return Agreement.objects.filter(cycle=scope.cycle).select_related("changed_by").first()


def former_agreement(scope: Scope) -> Agreement | None:
    """That of the latest cycle before this one that has any."""
    earlier = Agreement.objects.filter(
        cycle__partnership=scope.partnership, cycle__number__lt=scope.cycle.number
    )
    return earlier.select_related("cycle").order_by("-cycle__number").first()


def former_texts(former: Agreement) -> dict[str, str]:
    """What the parties last signed of it, by part; what was written, where they signed nothing. At most two queries."""
    signed = former.signings.exclude(document=None).defer("printed").first()
    if signed:
        return {key: text for key, text in signed.content["sections"].items() if text.strip()}
    return dict(former.sections.exclude(text="").values_list("key", "text"))


def annexes(scope: Scope) -> QuerySet[Annex]:
    _ = scope.party
    return (
        Annex.objects.filter(agreement__cycle=scope.cycle, removed_at=None)
        .select_related("document__document__author__organisation", "document__document__cycle")
        .defer("document__content")
    )


def annexable(scope: Scope) -> list[DocumentVersion]:
    """The documents of all parties in their newest version, that may stand as an annex. Two queries."""
    found = current(versions(scope)).filter(document__private=False)
    return list(found.exclude(document__kind__in=(DocumentKind.AGREEMENT, DocumentKind.MINUTES)))


def agreement_state(scope: Scope, against: Against = NOTHING) -> AgreementState:
    """At most six queries; `against` is what the work holds against it. An observer is refused."""
    row = agreement_row(scope)
    rows = list(row.sections.select_related("changed_by")) if row else []
    sections = {SectionKey(each.key): each for each in rows}
    own = tuple(annexes(scope)) if row else ()
    newer = _newer(own)
    every = list(signings(scope).defer("printed", "document__content"))
    own_signings = tuple(each for each in every if row and each.agreement_id == row.pk)
    content = _content(scope, row, sections, own, overall=False)
    overall = AgreementContent(**{**content, "overall": True})
    signed = next((each for each in own_signings if each.document_id), None)
    joint = any(
        each.document.document.kind == DocumentKind.JOINT_PICTURE
        and each.document.document.cycle_id == scope.cycle.pk
        for each in own
    )
    inherited = tuple(key.value for key, section in sections.items() if section.inherited)
    names = tuple(each.document.title for each in own if each.pk in newer)

    def lacks(version: AgreementContent) -> tuple[Gap, ...]:
        return gaps(
            version,
            today=timezone.localdate(),
            signed=signed.content if signed else None,
            joint_picture=joint,
            newer_annexes=names,
            against=against,
            inherited=inherited,
        )

    return AgreementState(
        row,
        sections,
        own,
        newer,
        own_signings,
        in_force(every),
        content,
        overall,
        lacks(content),
        lacks(overall),
    )


def _newer(own: tuple[Annex, ...]) -> dict[int, DocumentVersion]:
    """For each annex, the newest version of the same document when it is not the one annexed. One query."""
    documents = [annex.document.document_id for annex in own]
    latest: dict[int, DocumentVersion] = {}
    found = DocumentVersion.objects.filter(document__in=documents).defer("content").order_by("number")
    for version in found if documents else ():
        latest[version.document_id] = version
    return {
        annex.pk: latest[annex.document.document_id]
        for annex in own
        if latest[annex.document.document_id].pk != annex.document_id
    }


def _content(
    scope: Scope,
    row: Agreement | None,
    sections: dict[SectionKey, AgreementSection],
    own: tuple[Annex, ...],
    *,
    overall: bool,
) -> AgreementContent:
    return AgreementContent(
        partnership=scope.partnership.name,
        cycle=scope.cycle.name,
        overall=overall,
        starts_on=_iso(row.starts_on if row else None),
        ends_on=_iso(row.ends_on if row else None),
        sections={
            key.value: sections[key].text for key in SectionKey if key in sections and sections[key].text
        },
        annexes=[
            AnnexContent(
                title=_title(annex.document),
                version=annex.document.number,
                sha256=annex.document.pdf_sha256,
            )
            for annex in own
        ],
        signers=[signer(party) for party in scope.parties],
    )


def signer(party: Party) -> SignerContent:
    """The place of a party, and the role of whom it waits for (handbook p. 60)."""
    decider = DECIDERS.get(OrganisationKind(party.organisation.kind))
    return SignerContent(party=party.name, role=decider.swedish if decider else LEADER, field=field_of(party))


def _title(version: DocumentVersion) -> str:
    document = version.document
    author = f" ({document.author.name})" if document.author else ""
    return f"{version.title}{author} {document.cycle.name}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
