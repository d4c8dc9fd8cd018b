"""An agreement on its way: written through the same actions a person takes, and ready to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.documents import store
from samverkan.documents.actions import Printed, adopt_version
from samverkan.documents.models import DocumentVersion
from samverkan.documents.printing import meta
from samverkan.documents.rules import DocumentKind
from samverkan.partnerships.rules import Role
from samverkan.plans import actions
from samverkan.plans.models import Agreement, Signing
from samverkan.plans.printing import print_to_sign
from samverkan.plans.queries.agreement import AgreementState, agreement_state
from samverkan.plans.rules import SectionKey
from samverkan.typeset import Document, to_data
from tests.conftest import World

FULL = (
    SectionKey.PROBLEMS,
    SectionKey.CAUSES,
    SectionKey.GOALS,
    SectionKey.DOCUMENTATION,
    SectionKey.FOLLOW_UP,
    SectionKey.SHORTFALL,
)
OVERALL = (SectionKey.BACKGROUND, SectionKey.ORGANISATION, SectionKey.FOLLOW_UP, SectionKey.SHORTFALL)


@dataclass(frozen=True)
class Desk:
    """Where the two coordinators write, and the two leaders sign."""

    world: World

    @property
    def anna(self) -> Scope:
        return self.world.scope("anna")

    @property
    def now(self) -> AgreementState:
        return agreement_state(self.anna)

    def start(self) -> Agreement:
        return actions.start_agreement(self.anna)

    def write(self, *keys: SectionKey, words: str = "Det gör vi till den 1 juni") -> None:
        for key in keys:
            standing = self.now.sections.get(key)
            version = standing.version if standing else 0
            actions.write_agreement_section(self.anna, version, key=key, text=f"{key.swedish}. {words}.")

    def joint_picture(self) -> DocumentVersion:
        """The next version of a joint picture in the store, without files, which nobody here opens."""
        document = Document("Gemensam lägesbild", meta("Ekdala", subject="", status="Fastställd"))
        printed = Printed(to_data(document), "1" * 64, "1" * 64, "1" * 64)
        return adopt_version(
            self.anna,
            kind=DocumentKind.JOINT_PICTURE,
            author=None,
            title="Gemensam lägesbild",
            printed=printed,
            approvals=[],
        )

    def ready(self) -> None:
        self.start()
        self.write(*FULL)
        actions.add_annex(self.anna, None, self.joint_picture())

    def open(self, *, overall: bool = False, real: bool = False) -> Signing:
        """Put forward; `real` with a PDF that can be signed, else with one that nobody signs."""
        now = self.now
        printed = print_to_sign(self.anna, now, overall=overall) if real else planted(now, overall=overall)
        return actions.open_signing(
            self.anna,
            None,
            overall=overall,
            content_sha256=now.sha256(overall=overall),
            printed=printed,
        )

    def on_paper(self, signing: Signing, *whose: str) -> None:
        """Each of these coordinators sends in what their leader has signed."""
        for who in whose or ("anna", "per"):
            scope = self.world.scope(who)
            actions.attach_paper(
                scope,
                None,
                signing,
                party=scope.party,
                name="Karin" if who == "anna" else "Lars",
                role=Role.CHAIR.swedish if who == "anna" else Role.POLICE_CHIEF.swedish,
                signed_on=timezone.localdate(signing.opened_at),
                file_sha256=store.put(b"%PDF-1.7 papper", "pdf"),
                file_kind="pdf",
            )


def planted(now: AgreementState, *, overall: bool) -> Printed:
    facts = meta("Ekdala", subject="", status="Att skriva under", version=str(now.next_number))
    return Printed(
        content=to_data(Document("Samverkansöverenskommelse", facts)),
        approved_sha256=now.sha256(overall=overall),
        pdf_sha256=store.put(b"%PDF-1.7 plan", "pdf"),
        docx_sha256=store.put(b"PK plan", "docx"),
    )


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"
    yield


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
