"""What the tests of the first step start from: texts that are ready to decide, share and acknowledge."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from samverkan.access.scope import Scope
from samverkan.conditions import actions
from samverkan.conditions.models import AssignmentApproval, Cooperation, LeaderDecision, SharedInventory
from samverkan.conditions.printing import print_assignment, print_cooperation, print_inventory
from samverkan.conditions.queries.assignment import assignment_state
from samverkan.conditions.queries.cooperation import cooperation_state
from samverkan.conditions.queries.inventory import inventory_state
from samverkan.conditions.rules import ItemKind


@pytest.fixture(autouse=True)
def _documents_aside(settings: LazySettings, tmp_path: Path) -> None:
    settings.DOCUMENTS_DIR, settings.DRAFTS_DIR = tmp_path / "documents", tmp_path / "drafts"


def write(scope: Scope, **parts: Any) -> Cooperation:
    texts = dict.fromkeys(("need", "aims", "mandates", "organisation", "follow_up", "first_part"), "Så här.")
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    row = cooperation_state(scope).row
    return actions.write_cooperation(scope, row.version if row else 0, **{**texts, **days, **parts})


def decide(scope: Scope, number: str = "", sha256: str = "") -> LeaderDecision:
    now = cooperation_state(scope)
    return actions.decide_cooperation(
        scope,
        None,
        content_sha256=sha256 or now.sha256,
        printed=print_cooperation(scope, now, number) if now.awaits == [scope.party] else None,
        counted=now.counted,
        registry_number=number,
    )


def note(scope: Scope, what: str = "Nattvandring", kind: ItemKind = ItemKind.WORK, **fields: Any) -> int:
    return actions.add_item(scope, None, kind=kind, what=what, **fields).pk


def share(scope: Scope) -> SharedInventory:
    now = inventory_state(scope)
    return actions.share_inventory(
        scope, None, content_sha256=now.sha256, printed=print_inventory(scope, now)
    )


def assign(scope: Scope, **parts: Any) -> None:
    texts = {
        "holder": "",
        "what": "Hålla ihop",
        "mandate": "Kalla",
        "resources": "",
        "reporting": "Varje kvartal",
    }
    row = assignment_state(scope).row
    actions.write_assignment(
        scope, row.version if row else 0, **{**texts, "ready": "I maj", "share": 50, **parts}
    )


def acknowledge(leader: Scope) -> AssignmentApproval:
    now = assignment_state(leader)
    return actions.acknowledge_assignment(
        leader, None, content_sha256=now.sha256, printed=print_assignment(leader, now)
    )
