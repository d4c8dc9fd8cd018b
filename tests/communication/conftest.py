"""A plan as far as a test needs it, made through the same actions a person takes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from samverkan.access.scope import Scope
from samverkan.communication import actions
from samverkan.communication.models import Activity, Audience, CommunicationPlan, Communicator
from samverkan.communication.queries.plans import read_plan
from samverkan.communication.rules import SectionKind
from samverkan.documents.actions import Printed
from samverkan.documents.models import DocumentVersion
from tests.conftest import World
from tests.planted.communication import planned

FILES = {"content": {}, "pdf_sha256": "0" * 64, "docx_sha256": "0" * 64}


@dataclass(frozen=True)
class Office:
    """Where plans are written: `plan` begins one, `ready` makes one that can be stood behind."""

    world: World

    def plan(self, who: str = "anna", *, joint: bool = True) -> CommunicationPlan:
        return actions.start_plan(self.world.scope(who), None, joint=joint)

    def ready(self, who: str = "anna", *, joint: bool = True) -> CommunicationPlan:
        plan = self.plan(who, joint=joint)
        self.say(plan, "Det går att påverka.", who)
        self.audience(plan, who=who)
        self.activity(plan, "Öppet hus", who)
        return plan

    def say(self, plan: CommunicationPlan, message: str, who: str = "anna") -> None:
        section = plan.sections.get(kind=SectionKind.PLAN)
        actions.write_section(self.world.scope(who), section, section.version, main_message=message)

    def audience(self, plan: CommunicationPlan, name: str = "Boende", *, who: str = "anna") -> Audience:
        scope = self.world.scope(who)
        return actions.add_audience(scope, plan, None, who=name, why="De bor här.", importance=1)

    def activity(
        self, plan: CommunicationPlan, what: str, who: str = "anna", day: date | None = None, **given: Any
    ) -> Activity:
        scope = self.world.scope(who)
        if day:
            given = {"starts_on": day, "ends_on": day, **given}
        return actions.add_activity(scope, plan, None, planned(scope, what, **given))

    def name(self, who: str) -> Communicator:
        scope = self.world.scope(who)
        return actions.name_communicator(scope, 0, responsible_id=scope.membership.pk, function="")

    def confirm(self, who: str, plan: CommunicationPlan) -> None:
        scope = self.world.scope(who)
        sha256 = read_plan(scope, plan).sha256
        printed = Printed(approved_sha256=sha256, **FILES)
        actions.confirm_plan(scope, plan, None, content_sha256=sha256, printed=printed)

    @property
    def adopted(self) -> list[DocumentVersion]:
        return list(DocumentVersion.objects.filter(document__kind="communication_plan"))

    def scope(self, who: str) -> Scope:
        return self.world.scope(who)


@pytest.fixture
def office(world: World, settings: LazySettings, tmp_path: Path) -> Office:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"
    return Office(world)
