"""Where the tests of the problems start: a joint picture with a figure of each kind to rest on."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from samverkan.access.scope import Scope
from samverkan.groups import actions as groups
from samverkan.groups.models import Decision, Group
from samverkan.pictures import actions as pictures
from samverkan.pictures.models import Finding
from samverkan.pictures.queries.joint import joint_findings, joint_picture
from samverkan.problems import actions
from samverkan.problems.models import Cause, Problem
from samverkan.problems.queries import SUBJECT
from tests.conftest import World
from tests.pictures.conftest import Cast, dataset, figure_data
from tests.planted.analysis import cause, focus_area, write_all
from tests.planted.groups import form


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    settings.DRAFTS_DIR = tmp_path / "drafts"


@pytest.fixture
def anna(world: World) -> Scope:
    return world.scope("anna")


@pytest.fixture
def per(world: World) -> Scope:
    return world.scope("per")


@pytest.fixture
def area(world: World) -> Problem:
    return focus_area(world.scope("anna"))


@pytest.fixture
def branch(world: World, area: Problem) -> Cause:
    return cause(world.scope("anna"), area)


@pytest.fixture
def written(world: World) -> Problem:
    problem = focus_area(world.scope("anna"), "Klotter vid skolan")
    write_all(world.scope("per"), problem)
    return problem


@pytest.fixture
def joint(world: World) -> list[Finding]:
    """Anna's party saw that bicycle thefts are among the most common, with a figure; Per's something without."""
    kommun = Cast(world.scope("anna"), world.scope("karin"))
    polis = Cast(world.scope("per"), world.scope("lars"))
    types = {"Klotter": 90, "Cykelstöld": 80, "Rån": 40, "Misshandel": 30, "Inbrott": 20, "Bedrägeri": 10}
    pictures.freeze_figure(
        kommun.writer,
        dataset=dataset(world.municipality, world.people["anna"], open_statistics=True),
        key="by_type",
        filter={},
        data=figure_data(**types),
        source_line="Polisen. Datamängden Anmälda brott.",
        token=None,
    )
    pictures.add_finding(polis.writer, None, what="Mer buskörning")
    for cast in (kommun, polis):
        cast.hand_over()
    for entry in joint_picture(kommun.writer).entries:
        pictures.keep_finding(kommun.writer, entry.number, 0)
    return list(joint_findings(kommun.writer))


def problem(scope: Scope, name: str = "Cykelstöld vid stationen", *findings: Finding) -> Problem:
    return actions.add_problem(scope, None, name=name, findings=[each.pk for each in findings])


def choose_all(scope: Scope, focus: int = 1) -> None:
    """The first ones become focus areas and the rest have to wait."""
    for place, each in enumerate(Problem.objects.filter(removed_at=None)):
        verb = actions.choose_focus if place < focus else actions.set_aside
        verb(scope, each, each.version, reason="Det ryms i det vi kan göra.")


def decide(scope: Scope, group: Group | None = None) -> Decision:
    """The steering group decides about the prioritisation."""
    return groups.record_decision(
        scope,
        None,
        group or form(scope),
        text="Vi går vidare med fokusområdet.",
        decided_on=timezone.localdate(),
        responsible=None,
        due_on=None,
        about=(SUBJECT, scope.cycle.pk, "Prioriteringen 2026"),
    )
